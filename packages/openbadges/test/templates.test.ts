import { describe, expect, test } from 'vitest'
import { sha256 } from '../src/encoding/sha256.ts'
import { compileTemplate, type JsonObject, type SlotMap, type UnsignedCredential } from '../src/index.ts'
import { bytesOf } from '../src/proof/pair.ts'
import { put } from '../src/proof/places.ts'
import { compileSlots } from '../src/proof/template.ts'
import type { Woven } from '../src/proof/template-blocks.ts'
import { general } from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const OWN = { p: 'urn:p', q: 'urn:q', r: 'urn:r', s: 'urn:s', unused: 'urn:unused' }
const whole = { '@context': [V2, OWN], id: 'urn:1', type: ['VerifiableCredential'] }

function compiled(sample: JsonObject, slots: SlotMap) {
  return compileTemplate(sample as UnsignedCredential, slots, general)
}

/** What the general path says of the sample with these texts in their places. */
async function byHand(sample: JsonObject, slots: SlotMap, texts: Readonly<Record<string, string>>): Promise<string> {
  const places = Object.entries(slots)
  return general.canonize(places.reduce((made, [name, { path }]) => put(made, path, texts[name] ?? ''), sample))
}

describe('what a template fills in is what the general path says', () => {
  test.each<[string, JsonObject, string]>([
    ['of nameless nodes within nameless nodes', { p: { q: 'a', p: { q: 'b', p: 'c' } } }, '/p/p/q'],
    ['of a nameless node that says several things of another', { p: { unused: 'a', p: 'b', q: { p: 'c' } } }, '/p/p'],
    ['of a text among fixed ones', { p: ['b', 'a', 'd', 'c'] }, '/p/0'],
    ['of a text in two words', { q: ['a', 'b'], p: ['c', 'd'] }, '/q/1'],
    ['of the text of the only nameless node', { p: { q: 'a' } }, '/p/q'],
    ['of one among twelve nameless nodes', { p: Array.from({ length: 12 }, (_, i) => ({ q: `n${i}` })) }, '/p/3/q'],
    ['of a text beside two nameless nodes', { p: { p: [{ q: 'c' }, { q: 'd' }, 'a'] } }, '/p/p/2'],
    ['of a node between others', { p: [{ id: 'urn:a', q: 'b' }, { id: 'urn:b', q: 'c' }, { id: 'urn:c', q: 'd' }] }, '/p/1/q'], // biome-ignore format: one line reads better
    // Anybody may write what a mark would be if it did not hang on the whole sample.
    ['of a text beside one like a mark', { p: 'a', q: 'slot 4f53cda18c2baa0c0354bb5f9a3ecbe5 0 .' }, '/p'],
  ])('%s', async (_what, more, path) => {
    const slots = { x: { path, kind: 'literal' } } as const
    const { fill } = await compiled({ ...whole, ...more }, slots)
    for (const x of ['', 'e', 'bb', '"\\\n', 'ä', '1', '2', '3'])
      expect(fill({ x }), x).toBe(await byHand({ ...whole, ...more }, slots, { x }))
  })

  test('of two texts of one kind, whichever comes first; the same text twice is left to it', async () => {
    const sample = { ...whole, p: ['a', 'b'] }
    const slots = { x: { path: '/p/0', kind: 'literal' }, y: { path: '/p/1', kind: 'literal' } } as const
    const { fill } = await compiled(sample, slots)
    for (const [x, y] of [
      ['1', '2'],
      ['2', '1'],
    ] as const)
      expect(fill({ x, y })).toBe(await byHand(sample, slots, { x, y }))
    expect(fill({ x: '1', y: '1' })).toBeNull()
  })

  test('of two lists of texts with other texts between and behind them', async () => {
    const sample = { ...whole, p: ['a', 'b'], q: 'c', r: ['d', 'e'], s: 'f' }
    const slots = { x: { path: '/p/0', kind: 'literal' }, y: { path: '/r/1', kind: 'literal' } } as const
    const { fill } = await compiled(sample, slots)
    for (const [x, y] of [['z', 'a'], ['a', 'z']] as const) // biome-ignore format: one line reads better
      expect(fill({ x, y })).toBe(await byHand(sample, slots, { x, y }))
  })

  test('of a name that moves its node between others; that of another node is left to it', async () => {
    const sample = { ...whole, p: { id: 'urn:a', s: 'b' }, q: { id: 'urn:m', s: 'c' }, r: { id: 'urn:y', s: 'd' } }
    const slots = { x: { path: '/q/id', kind: 'iri' } } as const
    const { fill } = await compiled(sample, slots)
    for (const x of ['urn:0', 'urn:b', 'urn:x', 'urn:z']) expect(fill({ x })).toBe(await byHand(sample, slots, { x }))
    for (const x of ['urn:a', 'urn:y']) expect(fill({ x })).toBeNull()
  })

  test('of two nodes that lead to one nameless node; one name for both is left to it', async () => {
    const shared = { id: '_:x', q: 'a' }
    const sample = { ...whole, q: { q: 'b' }, p: [{ id: 'urn:a', p: shared }, { id: 'urn:b', p: { id: '_:x' } }] } // biome-ignore format: one line reads better
    const slots = { x: { path: '/p/0/id', kind: 'iri' }, y: { path: '/p/1/id', kind: 'iri' } } as const
    const { fill } = await compiled(sample, slots)
    for (const [x, y] of [
      ['urn:2', 'urn:3'],
      ['urn:3', 'urn:2'],
    ] as const)
      expect(fill({ x, y })).toBe(await byHand(sample, slots, { x, y }))
    expect(fill({ x: 'urn:2', y: 'urn:2' })).toBeNull()
    // The name of the whole would put two subjects together.
    expect(fill({ x: 'urn:1', y: 'urn:2' })).toBeNull()
  })
})

test.each(['1', '2', '3', '4', '5', '6'])(
  'of what two nameless nodes say of a third, by other predicates (%s)',
  async (told) => {
    const shared = { id: '_:x', unused: 'a' }
    const sample = {
      ...whole,
      p: [
        { unused: told, q: shared },
        { unused: 'b', p: { id: '_:x' } },
      ],
    }
    const slots = { x: { path: '/p/0/q/unused', kind: 'literal' } } as const
    const { fill } = await compiled(sample, slots)
    for (const x of ['c', 'd', 'e']) expect(fill({ x })).toBe(await byHand(sample, slots, { x }))
  },
)

test.each(['1', '2', '3', '4', '5', '6'])(
  'of a text beside nameless nodes that always say the same of each other and of themselves (%s)',
  async (told) => {
    const itself = { id: '_:x', unused: `of ${told}`, p: [{ id: '_:x' }, { unused: 'a' }] }
    const sample = { ...whole, p: { unused: told, q: { unused: 'b' } }, q: itself, unused: 'c' }
    const slots = { x: { path: '/unused', kind: 'literal' } } as const
    const { fill } = await compiled(sample, slots)
    expect(fill({ x: 'd' })).toBe(await byHand(sample, slots, { x: 'd' }))
  },
)

test('half a character in one text and half in the next make no character', async () => {
  const slots = { x: { path: '/p', kind: 'literal' }, y: { path: '/q', kind: 'literal' } } as const
  const { fill } = await compiled({ ...whole, p: 'a', q: 'b' }, slots)
  expect(fill({ x: '\ud83d', y: '\ude00' })).toBeNull()
})

test('the place of an identifier takes no text', async () => {
  const slots = { x: { path: '/id', kind: 'literal' } } as const
  await expect(compiled(whole, slots)).rejects.toMatchObject({ code: 'OB_CANON_FAILED' })
})

describe('a template leaves everything to the general path', () => {
  const slots = { x: { path: '/p', kind: 'literal' } } as const
  test('when a credential within the sample has a graph of its own', async () => {
    const inner = { '@context': [V2], type: ['VerifiableCredential'], issuer: 'urn:2' }
    const sample = { ...whole, type: ['VerifiablePresentation'], p: 'a', verifiableCredential: [inner] }
    expect((await compiled(sample, slots)).fill({ x: 'b' })).toBeNull()
    const hash = (pieces: Woven) => sha256(bytesOf(pieces))
    const { fill, fillPlain } = await compileSlots(sample, [slots.x], { general, hash })
    expect([fill(['b']), fillPlain(['b'])]).toEqual([null, null])
  })

  test('when the sample can be sorted in two ways', async () => {
    expect((await compiled({ ...whole, p: 'a', q: ['\uff21', '😀'] }, slots)).fill({ x: 'b' })).toBeNull()
  })

  test.each([
    ['😀', '\ue000'],
    ['\uff21', '😀'],
  ])('when %s in it and %s in a slot can', async (fixed, filled) => {
    const sample = { ...whole, p: 'a', q: fixed }
    const { fill } = await compiled(sample, slots)
    expect(fill({ x: filled })).toBeNull()
    for (const x of ['b', fixed]) expect(fill({ x })).toBe(await byHand(sample, slots, { x }))
  })
})

test('a place that says nothing in the signed form is no slot, and is named', async () => {
  const slots = { p: { path: '/p', kind: 'literal' }, x: { path: '/@context/1/unused', kind: 'iri' } } as const
  for (const some of [slots, { x: slots.x }])
    await expect(compiled({ ...whole, p: 'a' }, some)).rejects.toMatchObject({
      code: 'OB_DRAFT_INVALID',
      path: '/@context/1/unused',
    })
})

test('the key of a template tells samples apart, and not what stands in their slots', async () => {
  const slots = { x: { path: '/p', kind: 'literal' } } as const
  const keys = [
    { p: 'a', q: 'c' },
    { p: 'b', q: 'c' },
    { p: 'a', q: 'd' },
  ].map(async (more) => (await compiled({ ...whole, ...more }, slots)).key)
  const [one, same, other] = await Promise.all(keys)
  expect(one).toBe(same)
  expect(other).not.toBe(one)
})
