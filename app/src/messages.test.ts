import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { type Key, messages } from './messages.ts'
import { actions, areas, checkRoutes, routes } from './routes.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture)\.tsx?$|^testing|gallery/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))

function foundBy(pattern: RegExp): { key: string; file: string }[] {
  return sources.flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].map((match) => ({ key: match[1] ?? '', file: name })),
  )
}

interface Node {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>
}
/** Names of the values a message takes; 0 is plain text, 7 the number sign inside a plural. */
function valuesIn(text: string): string[] {
  const walk = (nodes: readonly Node[]): string[] =>
    nodes.flatMap((node) => [
      ...(node.type !== 0 && node.type !== 7 ? [String(node.value)] : []),
      ...Object.values(node.options ?? {}).flatMap((option) => walk(option.value)),
    ])
  return [
    ...new Set(walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst() as readonly Node[])),
  ].sort()
}

describe.each(['en', 'es'] as const)('texts in %s', (locale) => {
  test('say the same keys as the other language', () => {
    expect(Object.keys(messages[locale]).sort()).toEqual(Object.keys(messages.en).sort())
  })
  test.each(Object.entries(messages[locale]))('%s is a readable ICU message', (_key, text) => {
    expect(() => new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })).not.toThrow()
    expect(text.trim()).not.toBe('')
  })
})

test('both languages use the same values in a message', () => {
  const different = (Object.keys(messages.en) as Key[]).filter(
    (key) => valuesIn(messages.en[key]).join() !== valuesIn(messages.es[key]).join(),
  )
  expect(different).toEqual([])
})

test('what differs by number differs', () => {
  const same = (nodes: readonly Node[]): boolean =>
    nodes.some(({ options = {} }) => {
      const [one, other] = [options.one, options.other].map((option) => option && JSON.stringify(option.value))
      return (one !== undefined && one === other) || Object.values(options).some(({ value }) => same(value))
    })
  const idle = (['en', 'es'] as const).flatMap((locale) =>
    Object.entries(messages[locale]).flatMap(([key, text]) =>
      text.includes('plural') &&
      same(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst() as readonly Node[])
        ? [`${locale} ${key}`]
        : [],
    ),
  )
  expect(idle).toEqual([])
})

test('every refusal has a sentence', () => {
  const codes = [
    ...foundBy(/\bno\('([a-z][a-z0-9-]*)'/g),
    ...foundBy(/new (?:Refused|Conflict|Invalid)\('([a-z][a-z0-9-]*)'/g),
  ]
  const silent = codes.filter(({ key }) => !(`refusal.${key}` in messages.en))
  expect(silent).toEqual([])
})

test('every mail template has subject and body', () => {
  const templates = foundBy(/template: '([a-z][A-Za-z0-9.-]*)'/g)
  const silent = templates.filter(
    ({ key }) => !(`mail.${key}.subject` in messages.en && `mail.${key}.body` in messages.en),
  )
  expect(silent).toEqual([])
})

test('every area of the header and every message after a deed has words', () => {
  const keys = [
    ...areas.map(({ label }) => ({ key: label, file: 'routes' })),
    ...foundBy(/done: '([a-z][A-Za-z0-9.-]*)'/g).filter(({ file }) => file.startsWith('features/')),
  ]
  expect(keys.filter(({ key }) => !(key in messages.en))).toEqual([])
})

describe('the route table', () => {
  test('is complete', () => expect(() => checkRoutes()).not.toThrow())
  test('refuses a row whose action has no policy', () => {
    expect(() =>
      checkRoutes(
        [{ ...(routes[0] as (typeof routes)[number]), path: '/somewhere', action: 'nobody.knows', object: [] }],
        actions,
      ),
    ).toThrow('has no policy')
  })
  test('refuses a write without an input schema', () => {
    const row = {
      method: 'POST',
      path: '/x',
      auth: 'session',
      action: Object.keys(actions)[0] ?? '',
      scope: 'person',
      rate: 'write',
      cache: 'private',
      api: () => Promise.reject(new Error('unused')),
    } as const
    expect(() => checkRoutes([row])).toThrow('input schema')
  })
  test('refuses a parameter that no object names', () => {
    const row = {
      method: 'GET',
      path: '/x/:loose',
      auth: 'session',
      action: Object.keys(actions)[0] ?? '',
      scope: 'person',
      rate: 'page',
      cache: 'private',
      api: () => Promise.reject(new Error('unused')),
    } as const
    expect(() => checkRoutes([row])).toThrow('loose')
  })
})
