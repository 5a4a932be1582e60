import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHECK_NAMES, ERROR_CODES, FINDING_CODES } from '../src/index.ts'
import { SENTENCES_EN } from '../src/verify/sentences-en.ts'

const HOME = join(import.meta.dirname, '..')
const README = readFileSync(join(HOME, 'README.md'), 'utf8')
const FILES = [...README.matchAll(/```ts\n\/\/ (\S+)\.ts\n([\s\S]*?)```/g)].map(([, name = '', text = '']) => ({
  name,
  text,
}))

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openbadges-readme-'))
  mkdirSync(join(folder, 'src'))
  for (const { name, text } of FILES) writeFileSync(join(folder, 'src', `${name}.ts`), text)
  await build({
    entryPoints: FILES.map(({ name }) => join(folder, 'src', `${name}.ts`)),
    outdir: join(folder, 'run'),
    outExtension: { '.js': '.mjs' },
    alias: { '@cairn/openbadges': join(HOME, 'src/index.ts') },
    external: ['jsonld', 'rdf-canonize'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every example is a file with a name, runs in plain Node, and prints what stands beside it', () => {
  expect(README.match(/```ts/g)).toHaveLength(FILES.length)
  const program = FILES.map(({ name }) => `console.log('# ${name}'); await import('./run/${name}.mjs')`).join('\n')
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', program], {
    cwd: folder,
    encoding: 'utf8',
  })
  const promised = FILES.flatMap(({ name, text }) => [
    `# ${name}`,
    ...[...text.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, line]) => line),
  ])
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n')).toEqual(promised)
  expect(promised.length).toBeGreaterThan(FILES.length + 8)
})

/** The rows of the table under this heading. */
function rows(heading: string): (readonly [string, string])[] {
  const table = README.slice(README.indexOf(`| Code | ${heading} |`)).split('\n\n')[0] ?? ''
  return [...table.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, code = '', text = '']) => [code, text] as const)
}

test('every finding is listed with the sentence that is said', () => {
  expect(rows('Sentence')).toEqual(FINDING_CODES.map((code) => [code, SENTENCES_EN[code]]))
})

test('every error is listed and says when it is thrown', () => {
  const listed = rows('When')
  expect(listed.map(([code]) => code)).toEqual([...ERROR_CODES])
  expect(listed.filter(([, when]) => !when.endsWith('.'))).toEqual([])
})

test('the checks are named in their order', () => {
  expect(README).toContain(CHECK_NAMES.map((name) => `\`${name}\``).join(', '))
})
