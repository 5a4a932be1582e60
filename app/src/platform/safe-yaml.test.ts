import { expect, test } from 'vitest'
import { readSafeYaml } from './safe-yaml.ts'

test('plain data is read by the core schema: yes is a word, 1.0 a number', () => {
  expect(readSafeYaml('title: Greet\nyes: yes\ncount: 1.0\nlist: [a, 2]')).toEqual({
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
