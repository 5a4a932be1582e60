import type { UnsignedCredential } from '../documents.ts'
import { isObject, type JsonObject, objectsOf } from '../json.ts'
import type { Canonicalizer } from '../ports.ts'
import { proofConfig } from '../proof/config.ts'
import { put } from '../proof/places.ts'
import { proofBy } from '../proof/sign.ts'
import { compileSlots } from '../proof/template.ts'
import type { Slot } from './slots.ts'

/** Everything of an award that its slots do not say: signed form, proof configuration and stored text, each with gaps. */
export interface Mould {
  /** Canonical forms of the document and of its proof configuration; null when only the general path can tell. */
  canonical(slots: readonly Slot[], created: string): { readonly document: string; readonly config: string } | null
  /** The stored text, proof included. */
  text(slots: readonly Slot[], created: string, proofValue: string): string
  /** Levels by the id of their description. */
  readonly levels: ReadonlyMap<string, ReadonlySet<string>>
}

/** Makes the mould of a sample's shape; its slots are those of the sample. */
export async function mouldOf(
  sample: UnsignedCredential,
  slots: readonly Slot[],
  { keyId, general }: { keyId: string; general: Canonicalizer },
): Promise<Mould> {
  const document = await compileSlots(sample, slots, general)
  const proof = proofBy(keyId, '2000-01-01T00:00:00Z')
  const created = { path: '/created', kind: 'literal' } as const
  const config = await compileSlots(proofConfig(proof, sample), [created], general)
  const pieces = storedPieces(sample, slots, proof, document.key)
  return {
    canonical(filled, at) {
      const text = document.fill(filled.map(({ value }) => value))
      const options = config.fill([at])
      return text === null || options === null ? null : { document: text, config: options }
    },
    text(filled, at, proofValue) {
      let text = ''
      for (const piece of pieces)
        text +=
          typeof piece === 'string'
            ? piece
            : quoted(filled[piece]?.value ?? (piece === filled.length ? at : proofValue))
      return text
    },
    levels: levelsOf(sample),
  }
}

/** The stored text cut at its slots, which are followed by the proof's time and value. */
function storedPieces(
  sample: UnsignedCredential,
  slots: readonly Slot[],
  proof: JsonObject,
  nonce: string,
): readonly (string | number)[] {
  const signed: JsonObject = { ...sample, proof: [{ ...proof, proofValue: '' }] }
  const paths = [...slots.map(({ path }) => path), '/proof/0/created', '/proof/0/proofValue']
  const marked = paths.reduce((document, path, i) => put(document, path, `${nonce}:${i}:${nonce}`), signed)
  return JSON.stringify(marked)
    .split(nonce)
    .map((piece) => (/^:\d+:$/.test(piece) ? Number(piece.slice(1, -1)) : piece))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes exactly these
const QUOTED = /["\\\u0000-\u001f\ud800-\udfff]/

function quoted(value: string): string {
  return QUOTED.test(value) ? JSON.stringify(value).slice(1, -1) : value
}

function levelsOf({ credentialSubject }: UnsignedCredential): ReadonlyMap<string, ReadonlySet<string>> {
  const subject = isObject(credentialSubject) ? credentialSubject : {}
  const achievement = isObject(subject.achievement) ? subject.achievement : {}
  const idsOf = (one: JsonObject) => objectsOf(one.rubricCriterionLevel).map((level) => String(level.id))
  return new Map(objectsOf(achievement.resultDescription).map((one) => [String(one.id), new Set(idsOf(one))]))
}
