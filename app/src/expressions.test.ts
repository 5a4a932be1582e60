import { fileURLToPath } from 'node:url'
import { unbake } from '@cairn/openbadges'
import { RegExpParser } from '@eslint-community/regexpp'
import { analyse } from 'scslre'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { isLocalPath } from './features/account/rules/local-path.ts'
import { readLook } from './features/account/rules/look.ts'
import { joinsTwoChecks } from './features/catalog/rules/lint-rubric.ts'
import { citationsIn } from './features/catalog/rules/lint-sources.ts'
import { isPassive, sentencesOf } from './features/catalog/rules/prose.ts'
import { readCursor } from './features/credential/rules/cursor.ts'
import { slugOf } from './features/organization/rules/slug.ts'
import { anchorFrom } from './features/review/rules/anchor-text.ts'
import { masked } from './features/review/rules/identity.ts'
import { displayName, textName } from './features/submission/rules/display-name.ts'
import { contentProblem, sortOut } from './features/verification/rules/intake.ts'
import { isPublicAddress } from './lib/addresses.ts'
import { guarded, parseCsv } from './lib/csv.ts'
import { parseMoney } from './lib/money.ts'
import { parseExact, parseRate, parseUnits } from './lib/quantity.ts'
import { readingGrade, words } from './lib/words.ts'
import { asksForPassword, readableText } from './platform/media-page.ts'
import { standsOn } from './platform/place.ts'
import { networkOf } from './platform/rate.ts'
import type { Route } from './platform/route.ts'
import { readCookie } from './platform/session.ts'
import { routes } from './routes.ts'
import { type Expression, expressionsIn, pumped, quickest } from './testing/expressions.ts'

const SOURCES = ['.', '../../packages/openbadges/src']
const found = SOURCES.map((folder) => expressionsIn(fileURLToPath(new URL(folder, import.meta.url))))
const literals: Expression[] = [
  ...new Map(found.flatMap((each) => each.literals).map((each) => [each.literal, each])).values(),
]
// A text of 50 KB takes a few milliseconds; what grows with the square of its length takes seconds.
/** Ten times what the slowest takes on a busy machine; what grows with the square takes as much again for a text of this length. */
const MOST_MS = 1_000

describe('C-redos: every regular expression of the sources', () => {
  test('is found', () => expect(literals.length).toBeGreaterThan(250))

  test('takes time in proportion to the text, by its shape', () => {
    const slow = literals.filter(({ literal }) => analyse(new RegExpParser().parseLiteral(literal)).reports.length > 0)
    expect(slow).toEqual([])
  })

  test('takes time in proportion to the text, on texts of 50 KB made against it', () => {
    const slow = literals.flatMap(({ literal, file }) => {
      const end = literal.lastIndexOf('/')
      const expression = new RegExp(literal.slice(1, end), literal.slice(end + 1))
      const ms = Math.max(
        0,
        ...pumped(literal, 50_000).map((text) => quickest(() => text.replace(expression, ''), { enough: MOST_MS })),
      )
      return ms > MOST_MS ? [`${literal} in ${file}: ${Math.round(ms)} ms`] : []
    })
    expect(slow).toEqual([])
  })

  test('is written as a literal, except where it is built from words of ours; those read texts of 50 KB below', () => {
    const ours = [
      'features/catalog/rules/prose.ts',
      'features/catalog/rules/rich-text.ts',
      'platform/page-parts.ts',
      'platform/place.ts',
      'proof/sd/skolem.ts',
    ]
    const names = ['features/review/rules/identity.ts', 'credential/schema.ts', 'credential/schema-fits.ts']
    expect(found.flatMap((each) => each.builders).sort()).toEqual([...ours, ...names].sort())
  })
})

const SIZE = 50_000
const HOSTILE = [
  ...[
    'a',
    '0',
    ' ',
    '\t\n',
    '-',
    '.',
    ',',
    '"',
    '""',
    '[',
    '(',
    '{',
    '<',
    '<!--',
    '<input ',
    '&#',
    '=',
    '/',
    '../',
    ':',
  ],
  ...[
    '@',
    'a@',
    'a.',
    '1.',
    '0,',
    'a-',
    '+',
    '%',
    '%2',
    '\\',
    "'",
    '’',
    '€',
    '😀',
    'e\u0301',
    '\u202e',
    '\u0000',
    '\ud800',
  ],
  ...['https://a.', 'is not only very ', 'clear (', '-\n', '? ', '&a: *a\n', 'Anna-', 'é '],
].map((piece) => piece.repeat(Math.ceil(SIZE / piece.length)))
const slow = (work: (text: string) => unknown, texts = HOSTILE) =>
  texts.flatMap((text) => {
    const ms = quickest(() => tried(work, text), { enough: MOST_MS })
    return ms > MOST_MS ? [`${JSON.stringify(text.slice(0, 12))}: ${Math.round(ms)} ms`] : []
  })

/** A refusal is an answer; only the time counts here. */
function tried(work: (text: string) => unknown, text: string): unknown {
  try {
    return work(text)
  } catch (error) {
    return error
  }
}

describe('C-redos: a text of 50 KB', () => {
  const posted = { method: 'POST', url: new URL('http://localhost:3000/me/work'), baseUrl: 'http://localhost:3000' }
  const READERS: Readonly<Record<string, (text: string) => unknown>> = {
    parseCsv,
    standsOn: (text) => standsOn(routes, routes[0] as Route, { ...posted, referer: `${posted.url.origin}/${text}` }),
    guarded,
    parseExact,
    parseUnits: (text) => parseUnits(text, 2),
    parseMoney: (text) => parseMoney(text, 'USD'),
    parseRate: (text) => parseRate(text, text),
    readCursor,
    readCookie: (text) => readCookie(text, 'cairn'),
    readLook,
    isLocalPath,
    networkOf,
    isPublicAddress,
    words,
    readingGrade,
    readableText,
    asksForPassword,
    displayName,
    textName,
    slugOf: (text) => slugOf(text, new Set()),
    anchorFrom: (text) => anchorFrom({ place: text, at: text }),
    masked: (text) => masked(text, ['Ana María O’Neil', 'mj', text.slice(0, 40)]),
    sentencesOf,
    isPassive,
    citationsIn,
    joinsTwoChecks: (text) => joinsTwoChecks(text, ['name', 'show']),
    pastedCredential: (text) => sortOut({ text }),
    contentProblem: (text) => contentProblem(Buffer.from(text)),
    unbakeText: (text) => unbake(Buffer.from(text)),
    unbakeSvg: (text) => unbake(Buffer.from(`<!DOCTYPE svg${text}`)),
    unbakeTag: (text) => unbake(Buffer.from(`<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" a=${text}`)),
  }
  test.each(Object.entries(READERS))('%s answers at once, whatever the text is', (_name, read) =>
    expect(slow(read)).toEqual([]),
  )
})

describe('C-redos: the doors of the routes', () => {
  const FEW = ['0', 'a-', 'a@', 'https://a.', '0,', ' ', '1.', '😀'].map((piece) =>
    piece.repeat(Math.ceil(SIZE / piece.length)),
  )
  const doors = routes.flatMap((route: Route) =>
    [route.input ?? [], route.query ?? []].flat().map((schema) => ({ label: `${route.method} ${route.path}`, schema })),
  )
  test('every field of every form and every address takes or refuses 50 KB at once', () => {
    const open = doors.flatMap(({ label, schema }) => {
      const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
      const bodyOf = (text: string) => Object.fromEntries(Object.keys(properties).map((name) => [name, text]))
      const found = slow((text) => schema.safeParse(bodyOf(text)), FEW)
      return found.map((each) => `${label} ${each}`)
    })
    expect(doors.length).toBeGreaterThan(100)
    expect(open).toEqual([])
  })
})
