import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildCredential } from '../src/credential/build.ts'
import { definition, misfits, named, OB_SCHEMA } from '../src/credential/schema.ts'
import type { JsonObject, JsonValue } from '../src/json.ts'
import { GOLDEN_DRAFT } from './golden-draft.ts'

const golden = JSON.parse(JSON.stringify(buildCredential(GOLDEN_DRAFT))) as JsonObject
const ODD: readonly JsonValue[] = [
  '',
  'text',
  0,
  -1,
  2.5,
  true,
  null,
  [],
  [''],
  {},
  { type: 'Profile' },
  [[]],
  ['Image'],
]

/** Every place of a document: the objects and lists on the way to it, and the last key. */
function placesOf(value: JsonValue, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, member]) => placesOf(member as JsonValue, [...path, key]))]
}

function changed(document: JsonObject, path: readonly string[], to: JsonValue | undefined): JsonObject {
  const copy = structuredClone(document) as Record<string, unknown>
  const last = path.at(-1) ?? ''
  const holder = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy)
  if (to === undefined && Array.isArray(holder)) holder.splice(Number(last), 1)
  else if (to === undefined) Reflect.deleteProperty(holder, last)
  else holder[last] = to
  return copy as JsonObject
}

describe('the published schema of Open Badges 3.0', () => {
  test('is kept by the golden credential', () => {
    expect(misfits(OB_SCHEMA, golden)).toEqual([])
    expect(named(OB_SCHEMA, golden)).toEqual([])
  })

  test('is answered alike by its compiled and its speaking form, wherever a credential is changed', () => {
    const places = placesOf(golden).filter((path) => path.length > 0)
    let refused = 0
    const change = fc.record({
      path: fc.constantFrom(...places),
      to: fc.oneof(fc.constant(undefined), fc.constantFrom(...ODD), fc.jsonValue() as fc.Arbitrary<JsonValue>),
    })
    fc.assert(
      fc.property(change, ({ path, to }) => {
        const document = changed(golden, path, to)
        const said = named(OB_SCHEMA, document)
        if (said.length > 0) refused++
        expect(misfits(OB_SCHEMA, document)).toEqual(said)
      }),
      { numRuns: 600 },
    )
    expect(refused).toBeGreaterThan(100)
  })

  test('a definition that names itself ends', () => {
    const parent = { id: 'did:web:a.example', type: ['Profile'], name: 'A' }
    const child = { ...parent, parentOrg: { ...parent, parentOrg: parent } }
    expect(misfits(definition('#/$defs/Profile'), child)).toEqual([])
    expect(misfits(definition('#/$defs/Profile'), { ...child, parentOrg: { name: 'A' } })).not.toEqual([])
  })
})
