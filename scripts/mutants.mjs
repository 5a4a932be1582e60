// `npm run mutants -- FILE … --tests NAME …`: changes the files one place at a time, and says which changes no test notices.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { startVitest } from 'vitest/node'

const root = fileURLToPath(new URL('..', import.meta.url))
const { positionals, values } = parseArgs({ allowPositionals: true, options: { tests: { type: 'string' } } })
if (positionals.length === 0 || !values.tests) {
  console.error('Usage: npm run mutants -- packages/openbadges/src/verify/dates.ts --tests dates,golden')
  process.exit(1)
}

const quiet = () => undefined
const logger = { isDebugEnabled: () => false, isTraceEnabled: () => false, debug: quiet, info: quiet, trace: quiet }
const files = positionals.map((file) => ({ name: resolve(file), content: readFileSync(file, 'utf8'), mutate: true }))
// All mutants of a file stand in it at once, each behind a switch: it is loaded once, and not once for each.
const made = await new Instrumenter({ ...logger, warn: console.warn, error: console.error }).instrument(files, {
  ...{ plugins: null, excludedMutations: [], ignorers: [], noHeader: false },
})
const switched = new Map(made.files.map(({ name, content }) => [name, content]))

const folder = mkdtempSync(join(tmpdir(), 'cairn-mutants-'))
const notes = join(folder, 'notes.jsonl')
await startVitest(
  'test',
  values.tests.split(',').map((name) => `/${name}.test.ts`),
  { config: false, root, run: true, watch: false, reporters: ['dot'] },
  {
    resolve: { alias: { '@cairn/openbadges': join(root, 'packages/openbadges/src/index.ts') } },
    plugins: [{ name: 'mutants', enforce: 'pre', load: (id) => switched.get(id.split('?')[0]) }],
    test: {
      runner: join(root, 'scripts/mutants-runner.mjs'),
      // What is imported when first needed is loaded before a test, not within one.
      setupFiles: files.map(({ name }) => name),
      include: ['packages/**/*.test.ts', 'app/**/*.test.ts'],
      ...{ isolate: false, pool: 'forks', maxWorkers: 1, testTimeout: 600_000, hookTimeout: 120_000 },
      env: { MUTANT_NOTES: notes, OPENBADGES_AWARDS: '5', OPENBADGES_MUTANTS: '5', OPENBADGES_INTEROP: '5' },
    },
  },
)

const told = readFileSync(notes, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
rmSync(folder, { recursive: true })
const all = (name) => new Set(told.flatMap((one) => one[name]))
const [killed, reached, atLoading] = [all('killed'), all('reached'), all('atLoading')]
for (const { name, content } of files) {
  // What only runs while a file is loaded cannot be switched afterwards.
  const own = made.mutants.filter(({ fileName, id }) => fileName === name && (reached.has(id) || !atLoading.has(id)))
  const alive = own.filter(({ id }) => !killed.has(id))
  const share = ((100 * (own.length - alive.length)) / own.length).toFixed(1)
  console.log(`${relative(root, name)}: ${own.length - alive.length} of ${own.length} noticed, ${share} %`)
  const lines = content.split('\n')
  for (const { id, location, replacement } of alive)
    console.log(`  ${placeOf(location, lines)} → ${onOneLine(replacement)}${reached.has(id) ? '' : ' (not reached)'}`)
}

function placeOf({ start, end }, lines) {
  const rest = lines[start.line].slice(start.column)
  return `line ${start.line + 1}: ${start.line === end.line ? rest.slice(0, end.column - start.column) : `${rest} …`}`
}

function onOneLine(code) {
  return code.replace(/\s+/g, ' ')
}
