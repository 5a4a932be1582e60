import { expect, test } from 'vitest'
import { readSafeYaml } from './safe-yaml.ts'

test('plain data is read by the core schema: yes is a word, 1.0 a number', () => {
  expect(readSafeYaml('title: Greet\nyes: yes\ncount: 1.0\nlist: [a, 2]')).toMatchObject({
    ok: true,
    value: { title: 'Greet', yes: 'yes', count: 1, list: ['a', 2] },
  })
})

test.each([
  ['an anchor', 'a: &here 1', 'yaml_unsafe'],
  ['an alias', 'a: &here 1\nb: *here', 'yaml_unsafe'],
  ['a tag', 'a: !!binary aGk=', 'yaml_unsafe'],
  ['a tag of its own', 'a: !run echo', 'yaml_unsafe'],
  ['two documents', 'a: 1\n---\nb: 2', 'yaml_unsafe'],
  ['a key that stands twice', 'a: 1\na: 2', 'yaml_syntax'],
  ['a broken line', 'a: [1', 'yaml_syntax'],
  ['more than 256 KiB', `a: ${'x'.repeat(262_144)}`, 'file_too_large'],
])('%s is refused', (_what, text, code) => {
  expect(readSafeYaml(text)).toMatchObject({ ok: false, problem: { code } })
})

test.each(['', '\n', '# only a remark\n'])('%j has nothing in it, and is told so', (text) =>
  expect(readSafeYaml(text)).toMatchObject({ ok: false, problem: { code: 'yaml_unsafe', why: 'empty' } }),
)

test('a value is found again by its line', () => {
  const yaml = readSafeYaml('title: Greet\nlist:\n  - a\n  - b')
  expect(yaml.ok && [yaml.lineOf(['title']), yaml.lineOf(['list', 1]), yaml.lineOf(['none'])]).toEqual([
    1,
    4,
    undefined,
  ])
})

test.each([
  ['brackets in brackets', `a: ${'['.repeat(50_000)}`, /^Line 1: this is nested deeper than 32 levels/],
  ['lists in lists', `${'- '.repeat(25_000)}a`, /^Line 1: this is nested deeper/],
  ['indented ever deeper', Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), /nested deeper/],
  ['keys that are lists', `${'? '.repeat(25_000)}a`, /^Line 1: this is nested deeper/],
  ['one list, named again and again', `a: &a [x]\nb: [${'*a,'.repeat(15_000)}]`, /^Line 1: a YAML anchor is not taken/],
  ['lists made of lists made of lists', 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]', /^Line 1: a YAML anchor/],
  ['more keys than anybody writes', Array.from({ length: 4_000 }, (_, n) => `k${n}: 1`).join('\n'), /^Line 3001: /],
  ['empty lines without end', '\n'.repeat(50_000), /more than 5000 lines/],
  ['a list without an end', `a: [${'1,'.repeat(25_000)}]`, /too many parts/],
])('a hostile file is refused at once and in plain words: %s', (_what, text, message) => {
  const began = performance.now()
  const yaml = readSafeYaml(text)
  expect(yaml.ok ? '' : yaml.problem.message).toMatch(message)
  expect(performance.now() - began).toBeLessThan(2_000)
})
