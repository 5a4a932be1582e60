import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildCredential,
  type CredentialDraft,
  type JsonObject,
  type JsonValue,
  OpenBadgesError,
} from '../src/index.ts'
import { DRAFT, good, sign, signed, told, unsigned } from './ground.ts'
import { fixtureJson, fixturesPresent, goldenMaterial, judge } from './support.ts'

test('an untouched credential is valid, so that every refusal below has one cause', async () => {
  expect(told(await judge(signed, { material: good }))).toEqual(['valid'])
})

const golden = fixturesPresent(import.meta.filename)
  ? [{ name: 'of the golden credential', original: fixtureJson('golden/signed.json'), given: goldenMaterial() }]
  : []

describe.each([{ name: 'of one by a did:key issuer', original: signed as JsonObject, given: good }, ...golden])(
  'every single change of a value $name',
  ({ original, given }) => {
    const leaves: { path: (string | number)[]; value: JsonValue }[] = []
    function walk(value: JsonValue | undefined, path: (string | number)[]): void {
      if (Array.isArray(value)) {
        for (const [i, item] of value.entries()) walk(item as JsonValue, [...path, i])
      } else if (typeof value === 'object' && value !== null)
        for (const [key, member] of Object.entries(value)) walk(member as JsonValue, [...path, key])
      else if (value !== undefined) leaves.push({ path, value })
    }
    walk(original, [])

    function put(path: readonly (string | number)[], value: JsonValue): JsonObject {
      const copy = structuredClone(original) as unknown as Record<string | number, unknown>
      let at = copy
      for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
      at[path.at(-1) ?? ''] = value
      return copy as unknown as JsonObject
    }

    function changes(value: JsonValue): JsonValue[] {
      if (typeof value === 'number') return [value + 1, String(value)]
      if (typeof value === 'boolean') return [!value, String(value)]
      const text = String(value)
      const middle = text.length >> 1
      const other = text[middle] === 'x' ? 'y' : 'x'
      return [
        `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`,
        text.slice(0, -1),
        `${text} `,
        [text, `${text}x`],
      ]
    }

    test('is never valid', async () => {
      const open: string[] = []
      let tried = 0
      for (const { path, value } of leaves)
        for (const change of changes(value)) {
          const report = await judge(put(path, change), { material: given })
          tried++
          const where = path.join('/')
          if (report.verdict === 'valid') throw new Error(`${where} = ${JSON.stringify(change)} is valid`)
          if (report.verdict === 'unknown')
            open.push(
              String(
                path.find((key) => ['@context', 'cryptosuite', 'verificationMethod'].includes(String(key))) ?? where,
              ),
            )
        }
      expect(tried).toBeGreaterThan(400)
      expect(
        [...new Set(open)].filter((where) => !['@context', 'cryptosuite', 'verificationMethod'].includes(where)),
      ).toEqual([])
    })
  },
)

test.each([
  [0.1, 0.10000000000000002],
  [0, 1e-7],
])('A-jcs-number-and-text-edges: %d and %d share a canonical form, so the second is refused', async (first, second) => {
  const subject = unsigned.credentialSubject as JsonObject
  const document = await sign({ ...unsigned, credentialSubject: { ...subject, creditsEarned: first } })
  expect(told(await judge(document, { material: good }))).toEqual(['valid'])
  const changed = { ...document, credentialSubject: { ...subject, creditsEarned: second } }
  expect(told(await judge(changed, { material: good }))).toEqual(['invalid', 'SHAPE_SCHEMA'])
})

describe('A-jcs-number-and-text-edges: what may not be issued may not be verified, and the other way round', () => {
  /** Whether it is issued, and what becomes of it: signed as issued, or put into the text of what was signed. */
  async function both(draft: Partial<CredentialDraft>, changed: (document: JsonObject) => JsonObject) {
    const issued = await Promise.resolve()
      .then(() => sign(buildCredential({ ...DRAFT, ...draft })))
      .catch((cause: unknown) => {
        if (cause instanceof OpenBadgesError) return undefined
        throw cause
      })
    const given = issued ?? changed(signed)
    const verdicts = [await judge(given, { material: good }), await judge(toText(given), { material: good })]
    return [issued !== undefined, ...verdicts.map(({ verdict }) => verdict)]
  }
  /** As a careless writer would: numbers and halves of characters as they are. */
  const toText = (document: JsonObject) =>
    JSON.stringify(document, (_key, value) =>
      typeof value === 'number' ? `#${Object.is(value, -0) ? '-0' : value}#` : value,
    ).replace(/"#(.*?)#"/g, '$1')
  const alike = ([issued, ...verdicts]: readonly unknown[]) =>
    verdicts.every((verdict) => verdict === (issued ? 'valid' : 'invalid'))

  const credits = (value: number) =>
    both({ creditsEarned: value, achievement: { ...DRAFT.achievement, creditsAvailable: value } }, (document) => ({
      ...document,
      credentialSubject: { ...(document.credentialSubject as JsonObject), creditsEarned: value },
    }))
  const text = (value: string) =>
    both({ achievement: { ...DRAFT.achievement, name: value } }, (document) => ({ ...document, name: value }))

  test.each([
    -0,
    2 ** 53,
    2 ** 53 + 2,
    -(2 ** 53),
    1e21,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    1e-7,
  ])('the number %d is neither', async (value) => {
    expect(await credits(value)).toEqual([false, 'invalid', 'invalid'])
  })

  test.each([0, 1, 0.5, 12.25, 15])('the number %d is both', async (value) => {
    expect(await credits(value)).toEqual([true, 'valid', 'valid'])
  })

  test.each(['\ud800', 'a\udfff', '\udc00\ud800', 'a\ud800b'])('the text %j is neither', async (value) => {
    expect(await text(value)).toEqual([false, 'invalid', 'invalid'])
  })

  test('any number, any text', async () => {
    const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(2 ** 53 - 1, 0.1 + 0.2, 5e-324))
    const unit = fc.constantFrom('a', 'é', '\ud83d\ude00', '\ud800', '\udc00', '\ufeff', '\u0000', '\u2028', '\u007f')
    const word = fc.array(unit, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(number, word, async (value, words) => {
        expect([value, alike(await credits(value))]).toEqual([value, true])
        expect([words, alike(await text(words))]).toEqual([words, true])
      }),
      { numRuns: 40, seed: 20_261_129 },
    )
  })
})
