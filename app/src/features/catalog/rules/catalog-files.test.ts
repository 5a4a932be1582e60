import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const B1 = 'b/b1-teach-routines-explicitly.yaml'
const original = readFileSync(join(root, 'catalog', B1), 'utf8')
function lint(path: string) {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/catalog-lint.mjs', path], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, lines: stdout.trim().split('\n') }
}

test('every file of the starter catalogue keeps every rule', () => {
  const { status, lines } = lint('catalog')
  expect(lines.filter((line) => /\.yaml:(?:\d+:)? /.test(line) && !line.includes(': warning: '))).toEqual([])
  expect(status).toBe(0)
})

const REFUSED: [what: string, text: string, code: string][] = [
  ['an anchor', original.replace('title: ', 'title: &t '), 'yaml_unsafe'],
  ['an alias', original.replace(/^summary: .*$/m, 'summary: *t').replace('title: ', 'title: &t '), 'yaml_unsafe'],
  ['a tag', original.replace('title: ', 'title: !!str '), 'yaml_unsafe'],
  ['a tag of its own', original.replace('title: ', 'title: !run '), 'yaml_unsafe'],
  ['two documents', `${original}---\n${original}`, 'yaml_unsafe'],
  ['a key that stands twice', `${original}\ncode: B1\n`, 'yaml_syntax'],
  ['more than 256 KiB', `${original}${`# ${'x'.repeat(1000)}\n`.repeat(263)}`, 'file_too_large'],
  ['an unchecked work', original.replaceAll('simonsen2008', 'nobody1999'), 'reference_unverified'],
  ['another name than its slug', original.replace(/^slug: .*$/m, 'slug: other'), 'file_name'],
]

test('files that are unsafe or unsound are refused, each with its reason', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'))
  // One strand is enough to stand beside, and no stack may name what was left out.
  cpSync(join(root, 'catalog'), folder, {
    recursive: true,
    filter: (path) => !/catalog\/([ac-l](\/|$)|stacks\.yaml)/.test(path),
  })
  for (const [i, [, text]] of REFUSED.entries()) writeFileSync(join(folder, `b/case-${i}.yaml`), text)
  const { status, lines } = lint(folder)
  rmSync(folder, { recursive: true })
  expect(status).toBe(1)
  for (const [i, [what, , code]] of REFUSED.entries()) {
    const own = lines.filter((line) => line.startsWith(`b/case-${i}.yaml:`)).join('\n')
    expect(own, what).toContain(`: ${code}: `)
  }
})
