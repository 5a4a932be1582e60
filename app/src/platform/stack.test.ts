import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import { sourceFrame } from './stack.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-stack-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SOURCE = `export function readRubric(pages: number): number {
  if (pages < 1) {
    throw new Error('no pages')
  }
  return pages
}
`

test('a frame of what was built names the file, line and column that a person wrote', () => {
  writeFileSync(join(folder, 'rubric.ts'), SOURCE)
  const built = join(folder, 'rubric.mjs')
  const how = { format: 'esm', minifyWhitespace: true, sourcemap: 'linked', logLevel: 'silent' } as const
  buildSync({ entryPoints: [join(folder, 'rubric.ts')], outfile: built, ...how })
  const call = `import { readRubric } from ${JSON.stringify(pathToFileURL(built).href)}; try { readRubric(0) } catch (error) { console.log(error.stack) }`
  const stack = execFileSync(process.execPath, ['--input-type=module', '-e', call], { encoding: 'utf8' })
  const frame = stack.split('\n').find((line) => line.includes('rubric.mjs')) ?? ''
  expect(frame).toMatch(/rubric\.mjs:1:\d+/)
  expect(sourceFrame(frame.trim())).toBe('at readRubric (rubric.ts:3:11)')
})

test('what has no map stays as it is', () => {
  expect(sourceFrame('at run (file:///somewhere/else.mjs:1:2)')).toBe('at run (file:///somewhere/else.mjs:1:2)')
  expect(sourceFrame('at node:internal/process:1:2')).toBe('at node:internal/process:1:2')
})
