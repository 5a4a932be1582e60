// `npm run check`: types, lint, import rules with a module count, vocabulary, dead code, lock file, catalogue. Every part runs; any failure fails.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const steps = [
  ['types', 'npx', ['tsc', '--noEmit', '-p', '.']],
  ['lint', 'npx', ['biome', 'check', '--diagnostic-level=error', '.']],
  ['import rules', 'node', ['scripts/check-imports.mjs']],
  ['vocabulary', 'node', ['scripts/check-vocabulary.mjs']],
  ['budgets', 'node', ['scripts/check-budgets.mjs']],
  ['dead code', 'npx', ['knip', '--no-progress']],
  // What tests alone use is dead as well, save what lies in a folder `testing` or is marked @internal; the gallery of `ui` is for developers.
  [
    'dead code of the product',
    'npx',
    ['knip', '--production', '--exports', '--files', '--tags=-internal', '--no-progress'],
  ],
  ['lock file', 'node', ['scripts/check-lock.mjs']],
  ['catalogue', 'node', ['scripts/catalog-lint.mjs']],
]

let failed = 0
for (const [name, command, args] of steps) {
  const started = Date.now()
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    shell: process.platform === 'win32',
  })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  const last = `${stdout}`.trim().split('\n').at(-1) ?? ''
  console.log(
    `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${status === 0 && last ? `  ${last.slice(0, 140)}` : ''}`,
  )
  if (status === 0) continue
  failed++
  console.log(`${stdout}\n${stderr}`.trim())
}
console.log(`${steps.length - failed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
