import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { structureProblems } from '../src/credential/json-rules.ts'
import { checkStrict, parseStrict, parseSurveyed, StrictJsonError } from '../src/encoding/strict-json.ts'
import { readStrict } from '../src/encoding/strict-reader.ts'
import { survey } from '../src/encoding/survey.ts'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { checkContexts } from '../src/verify/contexts.ts'
import { newRun } from '../src/verify/run.ts'
import { Counted } from './counted.ts'
import { signed } from './ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW, material } from './support.ts'

const RUNS = { numRuns: Number(process.env.OPENBADGES_MUTANTS ?? 800), seed: 20_261_129 }

type Read = { readonly value: JsonValue } | { readonly kind: string; readonly detail: string }

function tried(read: (text: string) => JsonValue, text: string): Read {
  try {
    return { value: read(text) }
  } catch (cause) {
    if (!(cause instanceof StrictJsonError)) throw cause
    return { kind: cause.kind, detail: cause.detail }
  }
}

function alike(text: string): void {
  const [ours, judge] = [tried(parseStrict, text), tried(readStrict, text)]
  expect(ours).toEqual(judge)
  // The order of members is what a reader of the JSON sees first.
  if ('value' in ours && 'value' in judge) expect(JSON.stringify(ours.value)).toBe(JSON.stringify(judge.value))
}

const KEYS = ['a', 'b', 'c', '', ':', 'a":', '1', 'id', '@id', 'é', '__proto__', 'constructor', 'prototype', 'toString']
const ROUGH = [
  '1e400',
  '-0',
  '-0.0',
  '-1e-400',
  '9007199254740991',
  '9007199254740993',
  '-9007199254740992',
  '1e15',
  '1e16',
]
const NUMBERS = ['0', '1', '-7', '2.5', '0.1', '1E-7', '1e+2', '123456789.123456789', '5e-324', '01', '1.', '.5', '+1']

/** One string, as itself or with some characters escaped; a surrogate may come alone. */
const string = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...KEYS) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\ud800', '\udc00x', '😀', '\\', '\\\\', '"', '\\"', '\u2028', '\u0000', '://'),
      },
    ),
    fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  )
  .map(([text, escaped]) => {
    const parts = text.split('').map((unit, i) => {
      if (escaped[i]) return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
      return unit === '"' || unit === '\\' ? `\\${unit}` : unit < ' ' ? '\\u0000' : unit
    })
    return `"${parts.join('')}"`
  })
const space = fc.constantFrom('', '', '', ' ', '\n', '\t \r\n')

/** JSON texts as an attacker writes them: keys stated twice under other spellings, spaces anywhere, numbers that readers round. */
const { text: hostile } = fc.letrec<{ text: string; object: string; array: string }>((tie) => ({
  text: fc
    .tuple(
      space,
      fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        string,
        fc.constantFrom('true', 'false', 'null', ...NUMBERS.slice(0, 9)),
        tie('object'),
        tie('array'),
      ),
      space,
    )
    .map((parts) => parts.join('')),
  object: fc
    .array(fc.tuple(space, string, space, tie('text')), { maxLength: 4 })
    .map(
      (members) => `{${members.map(([before, key, after, value]) => `${before}${key}${after}:${value}`).join(',')}}`,
    ),
  array: fc.array(tie('text'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
}))

/** Pieces of JSON in any order: most of it is none. */
const rubble = fc
  .array(fc.oneof(string, fc.constantFrom('{', '}', '[', ']', ':', ',', ' ', '"', '\\', ...ROUGH, ...NUMBERS)), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''))

/** A text with a few characters taken out, doubled or replaced. */
const broken = fc
  .tuple(
    hostile,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', ':', ',', '}', '{', 'x', '0', '\ud800')), {
      maxLength: 2,
    }),
  )
  .map(([text, cuts]) =>
    cuts.reduce((all, [at, put]) => {
      const place = at % (all.length + 1)
      return all.slice(0, place) + put + all.slice(place + 1)
    }, text),
  )

describe('what the engine reads quickly is what the strict reader reads, refusals and their places included', () => {
  test('texts with keys stated twice, escapes, surrogates and spaces', () => {
    fc.assert(fc.property(hostile, alike), RUNS)
  })

  test('texts broken in a place or two, and pieces in any order', () => {
    fc.assert(fc.property(fc.oneof(broken, rubble), alike), RUNS)
  })

  test('numbers that readers round', () => {
    for (const number of [...ROUGH, ...NUMBERS])
      for (const text of [number, `{"a":${number}}`, `[[${number}],1]`, `{"a":1,"b":[{"a":${number} }]}`]) alike(text)
  })

  test.each([63, 64, 65, 66])('%i levels', (levels) => {
    for (const inner of ['', '1', '{}', '"x"']) alike('['.repeat(levels) + inner + ']'.repeat(levels))
    alike(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`)
  })

  test.each([
    ['a key under two spellings', '{"a":1,"\\u0061":2}', 'duplicate'],
    ['a key twice in the same object only', '{"a":{"a":1},"b":{"a":{"a":2}}}', 'value'],
    ['two doublets of different size', '{"a":{"b":1,"c":{"d":1}},"a":{}}', 'duplicate'],
    ['a doublet before what looks like a member', '{"a":"\\"x\\":1","a":"\\"x\\":1"}', 'duplicate'],
    ['text that looks like members', '{"a":"\\"x\\":1,\\\\","b":"{\\"a\\":1}"}', 'value'],
    ['a doublet and spaces before the colon', '{"a" \n:1,"a"\t:2}', 'duplicate'],
    ['a pair of surrogates as escapes', '{"a":"\\ud83d\\ude00"}', 'value'],
    ['half a pair as an escape', '{"a":"\\ud83d"}', 'syntax'],
    ['halves of two pairs in two texts', '{"a":["\\ud83d","\\ude00"]}', 'syntax'],
    ['an escape of an escape', '{"a":"\\\\ud83d"}', 'value'],
  ])('%s', (_what, text, expected) => {
    alike(text)
    const read = tried(parseStrict, text)
    expect('value' in read ? 'value' : read.kind).toBe(expected)
  })

  test('a text of quotes and backslashes costs no more than its length', () => {
    const text = JSON.stringify({ a: '\\"'.repeat(100_000), b: '\\'.repeat(200_001) })
    const counted = new Counted(text)
    expect(parseStrict(counted as unknown as string)).toEqual(JSON.parse(text))
    expect(counted.looks).toBeLessThan(2 * text.length)
  })
})

describe('what one walk found out is what each check would find by a walk of its own', () => {
  const anything = fc.object({
    key: fc.constantFrom('id', 'name', 'a', '@id', '@value', '@context', '@vocab', 'endorsement', 'constructor'),
    values: [fc.constantFrom('x', 'y', null, true, 1, 2.5, 1 / 3, 1e-7, 1e21, -0, 2 ** 53, 0.1 + 0.2)],
    maxDepth: 3,
  }) as fc.Arbitrary<JsonObject>

  test('structure', () => {
    fc.assert(
      fc.property(anything, (document) => {
        const seen = survey(document)
        expect(structureProblems(document, seen)).toEqual(structureProblems(document, { ...seen, strict: false }))
      }),
      RUNS,
    )
  })

  test('contexts', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (inner, isLenient) => {
        const document = { ...inner, '@context': signed['@context'] } as JsonObject
        const outcomes = [survey(document), { ...survey(document), keywords: true }].map((seen) =>
          checkContexts(
            newRun(
              { form: 'embedded', document, seen, standard: 'vc', outcome: { fails: [], unknowns: [] } },
              {
                ...{ material: material(), now: GOLDEN_NOW, crypto, contexts, canonicalizer: fast },
                ...{ options: isLenient ? { mode: 'proofOnly' } : {}, role: 'credential' },
                judge: () => Promise.reject(new Error('nothing inside is judged')),
              },
            ),
          ),
        )
        expect(outcomes[0]).toEqual(outcomes[1])
      }),
      RUNS,
    )
  })

  test('the strict rules of a value', () => {
    fc.assert(
      fc.property(anything, (document) => {
        const isStrict = tried((_text) => {
          checkStrict(document)
          return null
        }, '')
        expect(survey(document).strict).toBe('value' in isStrict)
      }),
      RUNS,
    )
  })

  test('what is too deep to be looked at is under every suspicion', () => {
    let deep: JsonValue = { name: 'x' }
    for (let i = 0; i < 64; i++) deep = { deep }
    expect(survey(deep)).toMatchObject({ strict: false, keywords: true, endorsed: true, twins: true, nodes: Infinity })
  })

  test('counts', () => {
    const { seen } = parseSurveyed('{"a":[{"id":1},{}],"b":{"endorsement":[{"id":"x"},{"id":"x"}]}}')
    expect(seen).toMatchObject({ members: 6, nodes: 6, nameless: 3, twins: true, endorsed: true, keywords: false })
  })
})
