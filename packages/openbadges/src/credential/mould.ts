import type { UnsignedCredential } from '../documents.ts'
import { concat } from '../encoding/text.ts'
import { isObject, type JsonObject, objectsOf } from '../json.ts'
import type { Canonicalizer } from '../ports.ts'
import { proofConfig } from '../proof/config.ts'
import type { TextHash } from '../proof/pair.ts'
import { put } from '../proof/places.ts'
import { proofBy } from '../proof/sign.ts'
import { compileSlots, type Place } from '../proof/template.ts'
import type { Laid } from './slots.ts'

type Digest = Uint8Array | Promise<Uint8Array>

/** Everything of an award that its slots do not say: signed form, proof configuration and stored text, each with gaps. */
export interface Mould {
  /** What is signed; null when only the general path can tell. */
  toSign(laid: Laid, created: string): Digest | null
  /** The stored text, proof included. */
  text(laid: Laid, created: string, proofValue: string): string
  /** Levels by the id of their description. */
  readonly levels: ReadonlyMap<string, ReadonlySet<string>>
}

/** Makes the mould of a sample's shape; its places are those of the sample. */
export async function mouldOf(
  sample: UnsignedCredential,
  places: readonly Place[],
  by: { keyId: string; general: Canonicalizer; hash: TextHash },
): Promise<Mould> {
  const ways = { general: by.general, hash: by.hash.hexOf }
  const document = await compileSlots(sample, places, ways)
  const proof = proofBy(by.keyId, '2000-01-01T00:00:00Z')
  const created = { path: '/created', kind: 'literal' } as const
  const config = await compileSlots(proofConfig(proof, sample), [created], ways)
  const pieces = storedPieces(sample, places, proof, document.key)
  const options = optionsHash((at) => config.fill([at]), by.hash)
  return {
    toSign({ values, plain }, at) {
      const text = plain ? document.fillPlain(values) : document.fill(values)
      const first = text === null ? null : options(at)
      return text === null || first === null ? null : pairOf(first, by.hash.of(text))
    },
    text({ values, plain }, at, proofValue) {
      const texts = [...(plain ? values : values.map(quoted)), at, proofValue]
      let text = ''
      for (const piece of pieces) text += typeof piece === 'string' ? piece : texts[piece]
      return text
    },
    levels: levelsOf(sample),
  }
}

/** The hash of the proof configuration, kept while awards of the same second follow. */
function optionsHash(configOf: (created: string) => string | null, hash: TextHash): (created: string) => Digest | null {
  let kept: { readonly at: string; readonly digest: Uint8Array } | undefined
  return (at) => {
    if (kept?.at === at) return kept.digest
    const text = configOf(at)
    const digest = text === null ? null : hash.of(text)
    if (digest instanceof Uint8Array) kept = { at, digest }
    return digest
  }
}

function pairOf(first: Digest, second: Digest): Digest {
  if (first instanceof Uint8Array && second instanceof Uint8Array) return concat(first, second)
  return Promise.all([first, second]).then((both) => concat(...both))
}

/** The stored text cut at its slots, which are followed by the proof's time and value. */
function storedPieces(
  sample: UnsignedCredential,
  places: readonly Place[],
  proof: JsonObject,
  nonce: string,
): readonly (string | number)[] {
  const signed: JsonObject = { ...sample, proof: [{ ...proof, proofValue: '' }] }
  const paths = [...places.map(({ path }) => path), '/proof/0/created', '/proof/0/proofValue']
  const marked = paths.reduce((document, path, i) => put(document, path, `${nonce}:${i}:${nonce}`), signed)
  return JSON.stringify(marked)
    .split(nonce)
    .map((piece) => (/^:\d+:$/.test(piece) ? Number(piece.slice(1, -1)) : piece))
}

function quoted(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

function levelsOf({ credentialSubject }: UnsignedCredential): ReadonlyMap<string, ReadonlySet<string>> {
  const subject = isObject(credentialSubject) ? credentialSubject : {}
  const achievement = isObject(subject.achievement) ? subject.achievement : {}
  const idsOf = (one: JsonObject) => objectsOf(one.rubricCriterionLevel).map((level) => String(level.id))
  return new Map(objectsOf(achievement.resultDescription).map((one) => [String(one.id), new Set(idsOf(one))]))
}
