import { describe, expect, test } from 'vitest'
import { EMITTED_CONTEXTS } from '../src/credential/build.ts'
import type { JsonObject, JsonValue, Material } from '../src/index.ts'
import { proofConfig, withoutProof } from '../src/proof/config.ts'
import { good, signed } from './ground.ts'
import { contexts, fast, fixtureJson, fixturesPresent, goldenMaterial, judge } from './support.ts'

type Place = readonly (string | number)[]
type Open = Record<string | number, unknown>
interface Change {
  readonly where: string
  readonly document: JsonObject
}

/** Where these stand, nobody can tell what is meant or who signed: the answer may be `unknown`. */
const UNTOLD = ['@context', 'cryptosuite', 'verificationMethod']
const KEYWORDS = [
  ...['@id', '@type', '@context', '@graph', '@reverse', '@included', '@index', '@nest', '@value', '@list', '@set'],
  ...['@language', '@direction', '@json', '@base', '@vocab', '@version', '@import', '@protected', '@propagate'],
]
const NO_TERMS = ['nothing', 'https://own.example/term', 'schema:name', 'toString', '__proto__', '', ' ', ':', '_:b0']

/** Every object and list of a document, the document first. */
function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return [place, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...place, key]))]
}

function at(document: unknown, place: Place): Open {
  return place.reduce((holder, key) => holder[key] as Open, document as Open)
}

function changed(document: JsonObject, place: Place, change: (holder: Open) => void): JsonObject {
  const copy = structuredClone(document)
  change(at(copy, place))
  return copy
}

/** As `JSON.parse` would, also where the name is one that objects know. */
function put(holder: Open, key: string, value: JsonValue): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function withoutEach(document: JsonObject): Change[] {
  return placesIn(document).flatMap((place) =>
    Object.keys(at(document, place)).map((key) => ({
      where: [...place, key].join('/'),
      document: changed(document, place, (holder) => {
        if (Array.isArray(holder)) holder.splice(Number(key), 1)
        else delete holder[key]
      }),
    })),
  )
}

/** One object of each kind: in the same place but for its number, with the same members. */
function kindsIn(document: JsonObject): Place[] {
  const kinds = new Map<string, Place>()
  for (const place of placesIn(document)) {
    const object = at(document, place)
    const kind = [...place.filter((key) => Number.isNaN(Number(key))), ...Object.keys(object).sort()].join(' ')
    if (!Array.isArray(object) && !kinds.has(kind)) kinds.set(kind, place)
  }
  return [...kinds.values()]
}

function withEach(
  document: JsonObject,
  places: readonly Place[],
  names: readonly string[],
  value: JsonValue,
): Change[] {
  return places.flatMap((place) =>
    names
      .filter((name) => !Object.hasOwn(at(document, place), name))
      .map((name) => ({
        where: [...place, name].join('/'),
        document: changed(document, place, (holder) => put(holder, name, value)),
      })),
  )
}

function withItem(document: JsonObject, item: (list: readonly JsonValue[]) => JsonValue | undefined): Change[] {
  return placesIn(document).flatMap((place) => {
    const list = at(document, place)
    const more = Array.isArray(list) ? item(list) : undefined
    if (more === undefined) return []
    const where = [...place, JSON.stringify(more)].join('/')
    return [{ where, document: changed(document, place, (holder) => (holder as unknown as JsonValue[]).push(more)) }]
  })
}

/** Every name that the contexts of the credential give a meaning. */
function termsOf(context: unknown): string[] {
  if (Array.isArray(context)) return context.flatMap(termsOf)
  if (typeof context !== 'object' || context === null) return []
  return Object.entries(context).flatMap(([name, meaning]) => [
    ...(name.startsWith('@') ? [] : [name]),
    ...termsOf((meaning as JsonObject | null)?.['@context']),
  ])
}

const TERMS = [...new Set(EMITTED_CONTEXTS.flatMap((url) => termsOf(contexts.get(url)?.['@context'])))]
/** Of the names without meaning in their place one in so many: each takes a full JSON-LD processor. */
const RARELY = 24

/** Whether every name of a changed document means something in its place. */
function isMeant({ where, document }: Change): boolean {
  const [proof = {}] = document.proof as readonly JsonObject[]
  const signed = where.startsWith('proof/') ? proofConfig(proof, document) : withoutProof(document)
  return fast.canonizeNow(signed) !== undefined
}

interface Original {
  readonly name: string
  readonly original: JsonObject
  readonly given: Material
  /** Named in decision 0029: said of one thing in two places, and left out in one. */
  readonly saidTwice: readonly string[]
}
const NAMES = ['credentialSubject/source/parentOrg/name', 'credentialSubject/achievement/creator/name']
const own: Original = { name: 'one by a did:key issuer', original: signed, given: good, saidTwice: NAMES }
/** Whoever signed it is also the creator and the organization of the panel. */
const golden = (): Original => ({
  name: 'the golden credential',
  ...{ original: fixtureJson('golden/signed.json'), given: goldenMaterial(), saidTwice: ['issuer/name', ...NAMES] },
})

const { name, original, given, saidTwice } = fixturesPresent(import.meta.filename) ? golden() : own

describe(name, () => {
  /** The places of the changes after which it is still valid; `unknown` is no answer but where nobody can tell. */
  async function unnoticed(changes: readonly Change[]): Promise<string[]> {
    const valid: string[] = []
    const open: string[] = []
    for (const { where, document } of changes) {
      const { verdict } = await judge(document, { material: given })
      if (verdict === 'valid') valid.push(where)
      if (verdict === 'unknown' && !UNTOLD.some((name) => where.split('/').includes(name))) open.push(where)
    }
    expect(open).toEqual([])
    return valid
  }
  const kinds = kindsIn(original)

  test('every member and every item that is taken out is missed, but a name that stands in two places', async () => {
    const changes = withoutEach(original)
    expect(changes.length).toBeGreaterThan(200)
    expect(await unnoticed(changes)).toEqual(saidTwice)
  })

  test('no name is put in anywhere, of the vocabulary or not', async () => {
    const changes = withEach(original, kinds, [...TERMS, ...KEYWORDS, ...NO_TERMS], 'https://own.example/1')
    const tried = changes.filter((change, i) => i % RARELY === 0 || isMeant(change))
    console.log(`${changes.length} names, ${tried.length} tried`)
    expect(tried.length).toBeGreaterThan(500)
    expect(await unnoticed(tried)).toEqual([])
  })

  test.each<[string, JsonValue]>([
    ['null', null],
    ['an empty list', []],
    ['an empty object', {}],
    ['an empty text', ''],
    ['nothing by its identifier', { id: '' }],
    ['a number', 0],
  ])('no member is put in that states %s', async (_what, value) => {
    expect(await unnoticed(withEach(original, kinds, ['nothing', 'description', 'image', '@index'], value))).toEqual([])
  })

  test.each<[string, JsonValue]>([
    ['an identifier', 'https://own.example/1'],
    ['an empty text', ''],
    ['null', null],
    ['an empty list', []],
    ['an empty object', {}],
    ['a number', 0],
    ['a node', { id: 'https://own.example/1' }],
  ])('no list takes %s besides', async (_what, item) => {
    expect(await unnoticed(withItem(original, () => item))).toEqual([])
  })

  test('an item is named twice in a set of texts alone, and a proof stands twice', async () => {
    const valid = await unnoticed(withItem(original, (list) => list[0]))
    expect(valid).toContain('credentialSubject/achievement/tag/"formative assessment"')
    expect(valid.filter((where) => !/\/"[^"]*"$/.test(where) && !where.startsWith('proof/'))).toEqual([])
  })

  test('what is said of one thing may be said of it in another place too; nothing else is', async () => {
    const creator = ['credentialSubject', 'achievement', 'creator']
    const parent = at(original, ['credentialSubject', 'source', 'parentOrg'])
    const said = changed(original, creator, (holder) => put(holder, 'parentOrg', { id: parent.id as string }))
    expect(await unnoticed([{ where: 'its own parent', document: said }])).toEqual([])
    if (at(original, ['issuer']).id !== at(original, creator).id) return
    const { email } = at(original, ['issuer'])
    const again = ['also', 'other'].map((where, i) => ({
      where,
      document: changed(original, creator, (holder) =>
        put(holder, 'email', i === 0 ? (email as string) : 'a@b.example'),
      ),
    }))
    expect(await unnoticed(again)).toEqual(['also'])
  })
})
