import { levelsOf } from '../credential/agreeing.ts'
import { isDateTime } from '../credential/dates.ts'
import { laidOutDocument } from '../credential/prepared.ts'
import { piecesOf, textsIn, textWith } from '../credential/stored-text.ts'
import type { UnsignedCredential } from '../documents.ts'
import type { Survey } from '../encoding/survey.ts'
import { type JsonObject, objectsOf } from '../json.ts'
import type { Canonicalizer } from '../ports.ts'
import { proofConfig, withoutProof } from '../proof/config.ts'
import { optionsHash, pairOf, type TextHash } from '../proof/pair.ts'
import { filledIn, get, keysOf, put, waysTo } from '../proof/places.ts'
import { isPlainIri } from '../proof/plain.ts'
import { compileSlots, type Slot } from '../proof/template.ts'
import type { Parsed } from './context.ts'
import { checkShapes } from './shapes.ts'

/**
 * What credentials have in common that differ in an award's own texts alone. One of them was judged in every way; of another text the
 * pieces are compared, and what stands in the gaps is looked at.
 */
export interface Pattern {
  /** What a text says, and what is known of it; undefined when every check has to look for itself. */
  read(text: string): Pick<Parsed, 'document' | 'seen' | 'familiar'> | undefined
}

interface Judged {
  readonly text: string
  readonly document: JsonObject
  readonly seen: Survey
}

/** A place in the text where others differ, and what may stand there. */
interface Gap extends Slot {
  readonly fits: (value: string) => boolean
}

/** Written as it stands in JSON and in N-Quads, and sorted in one way alone. */
const WRITTEN = /^[ !#-[\]-~\u00a0-\ud7ff]+$/
/** Each place is tried by itself, so that what strangers send may not have any number of them. */
const MOST_GAPS = 64
const MARKS = { iri: 'urn:mark', literal: 'mark' } as const

/** The pattern of a credential that was found valid; undefined when it is written or signed in another way than ours. */
export async function patternOf(
  { text, document, seen }: Judged,
  { canonicalizer: general, hash }: { canonicalizer: Canonicalizer; hash: TextHash },
): Promise<Pattern | undefined> {
  const [proof, second] = objectsOf(document.proof)
  if (!proof || second || proof.cryptosuite !== 'eddsa-rdfc-2022' || proof.previousProof !== undefined) return undefined
  const inProof = (name: string): Slot => ({
    path: `${Array.isArray(document.proof) ? '/proof/0' : '/proof'}/${name}`,
    kind: 'literal',
  })
  const unsigned = withoutProof(document)
  const { places } = laidOutDocument(unsigned as UnsignedCredential)
  if (places.length > MOST_GAPS) return undefined
  const signed = gapsIn(document, seen, places)
  const gaps = [...signed, ...gapsIn(document, seen, [inProof('created'), inProof('proofValue')])]
  const form = await compileSlots(unsigned, signed, { general, hash: hash.now })
  const config = await compileSlots(proofConfig(proof, document), [{ path: '/created', kind: 'literal' }], {
    general,
    hash: hash.now,
  })
  const paths = gaps.map(({ path }) => path)
  const pieces = piecesOf(document, paths, form.key)
  const own = paths.map((path) => textAt(document, path))
  if (textWith(pieces, own) !== text) return undefined
  // Nobody changes a document here: what does not differ is one for all.
  const ways = waysTo(paths)
  // Many say the same here as the one before: its date, its list, its genre.
  let last: readonly string[] = []
  const options = optionsHash((at) => config.fillPlain([at]), hash)
  return {
    read(other) {
      const texts = textsIn(other, pieces)
      if (!texts || !gaps.every(({ fits }, i) => texts[i] === last[i] || fits(texts[i] as string))) return undefined
      last = texts
      const woven = form.fillPlain(texts)
      const first = woven && options(texts[signed.length] as string)
      if (!woven || !first) return undefined
      const found = filledIn(document, ways, texts)
      return {
        document: found,
        seen: { ...seen, of: found },
        familiar: () => pairOf(first, hash.of(woven)),
      }
    },
  }
}

/** The places that may hold other texts without a rule of form being broken, each with what tells which texts these are. */
function gapsIn(document: JsonObject, seen: Survey, places: readonly Slot[]): readonly Gap[] {
  return places.map((place) => {
    const fits = fitsAt(place, document, seen)
    return { ...place, fits: (text) => WRITTEN.test(text) && fits(text) }
  })
}

// A mark in its place shows whether the form of a document depends on what stands there. Rules that hold two places against each other
// would escape that; the one there is, that no two members of a list share an id, is kept by the template, which is null for equal subjects.
function fitsAt({ path, kind }: Slot, document: JsonObject, seen: Survey): Gap['fits'] {
  const { fails, unknowns } = checkShapes(put(document, path, MARKS[kind]), seen)
  if (fails.length + unknowns.length === 0) return kind === 'iri' ? isPlainIri : () => true
  const own = textAt(document, path)
  if (isDateTime(own)) return isDateTime
  // The level that a result achieved is one of its description; nothing else is known to stand in a place like this.
  const description = textAt(document, path.replace(/achievedLevel$/, 'resultDescription'))
  const levels = levelsOf(document as UnsignedCredential).get(description)
  return (value) => value === own || levels?.has(value) === true
}

function textAt(document: JsonObject, path: string): string {
  return String(get(document, keysOf(path)))
}
