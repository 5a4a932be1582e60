import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { good, sign, signed, told, unsigned } from './ground.ts'
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
