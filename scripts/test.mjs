// `npm test`: installs what is missing, then unit, database (18 and 15), HTTP and browser tests; the last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './start.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const faults = process.argv[2] === 'faults'
const ci = process.env.CI === 'true'
const shell = process.platform === 'win32'

install({ all: true })
const folder = mkdtempSync(join(tmpdir(), 'cairn-results-'))
// The user that PostgreSQL runs as walks through it.
chmodSync(folder, 0o755)
const totals = { passed: 0, failed: 0 }
/** What failed, by name and with its reason: said once more before the last line. */
const failures = []

/** What the tests need beside npm: PostgreSQL 15 and a Chromium. Required in CI; elsewhere a plain line says what is left out. */
function need(name, present, packages) {
  if (present()) return true
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${packages.join(', ')} (once) …`)
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (present()) return true
  }
  console.log(
    `${ci ? 'missing' : 'left out'}: ${name}. On Debian: apt-get install --no-install-recommends ${packages.join(' ')}`,
  )
  if (ci) totals.failed++
  return false
}

function add(file, runner, status) {
  if (!existsSync(file)) {
    console.log(`${runner} ended without a report`)
    totals.failed++
    return
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const passed = report.numPassedTests ?? report.stats?.expected ?? 0
  const failed = (report.numFailedTests ?? report.stats?.unexpected ?? 0) + (report.stats?.flaky ?? 0)
  const broken = (report.testResults ?? []).filter(
    (each) => each.status === 'failed' && each.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  totals.passed += passed
  totals.failed += failed + broken
  if (status !== 0 && failed + broken === 0) totals.failed++
  failures.push(...failedOfVitest(report), ...failedOfPlaywright(report))
}

function failedOfVitest({ testResults = [] }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => [
      ...(message ? [`${relative(root, name)}: ${message}`] : []),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${relative(root, name)}: ${fullName}\n${failureMessages.join('\n')}`),
    ])
}

function failedOfPlaywright({ suites = [] }) {
  return suites.flatMap(({ specs = [], suites: inner }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .flatMap(({ file, title, tests }) =>
        tests.flatMap(({ results }) =>
          results.flatMap(({ errors, attachments }) =>
            errors.map(({ message }) => `${file}: ${title}\n${message.slice(0, 800)}\n${seen(attachments)}`),
          ),
        ),
      ),
    ...failedOfPlaywright({ suites: inner }),
  ])
}

/** What the page showed when a journey failed, as its reader would hear it. */
function seen(attachments = []) {
  const path = attachments.find(({ name }) => name === 'error-context')?.path
  if (!path || !existsSync(path)) return ''
  return (/# Page snapshot\s+([\s\S]*?)(?:\n# |$)/.exec(readFileSync(path, 'utf8'))?.[1] ?? '').slice(0, 3000)
}

async function run(command, args, { env = process.env, behind = false } = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell, env })
  if (behind && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  const [status] = await once(child, 'exit')
  return status
}

/** @param behind takes only what the others leave of the machine */
async function vitest(projects, behind = false) {
  const file = join(folder, `vitest-${projects.join('-')}.json`)
  const wanted = projects.flatMap((name) => ['--project', name])
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const status = await run('npx', ['vitest', 'run', ...wanted, ...reports], { behind })
  add(file, 'vitest', status)
}

async function playwright(config, ...filter) {
  const file = join(folder, `${config}.json`)
  const status = await run(
    'npx',
    ['playwright', 'test', '--config', `e2e/${config}.config.ts`, '--reporter=line,json', ...filter],
    {
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, CAIRN_TEST_FOUNDED: join(folder, 'site') },
    },
  )
  add(file, 'playwright', status)
}

async function pages() {
  if (browser) {
    await playwright('journeys', '--grep-invert', '@thread')
    await playwright('axe')
  }
  if (engines.length > 1) await vitest(['rest-15'])
}

async function servers() {
  await vitest(['faults'])
  await vitest(['lasting-18'])
}

const has15 = () => existsSync(process.env.CAIRN_TEST_POSTGRES_15 ?? '/usr/lib/postgresql/15/bin/postgres')
const hasChromium = () =>
  existsSync('/usr/bin/chromium-headless-shell') || process.env.CAIRN_TEST_CHROMIUM !== undefined

const engines = ['database-18', ...(need('PostgreSQL 15', has15, ['postgresql']) ? ['database-15'] : [])]
const browser = need('a Chromium', hasChromium, ['chromium-headless-shell'])

if (!existsSync(join(root, '..', 'shared', 'fixtures', 'README.md'))) {
  console.log('The published fixtures are not beside this checkout: tests that need them are skipped, one line each.')
  if (ci) totals.failed++
}
const { buildWhenStale } = await import('./start.mjs')
await buildWhenStale()
if (faults) {
  // Servers that are killed are waited for more than they work. What asks nothing of anybody fills the gaps.
  await Promise.all([servers(), pages(), vitest(['many'], true)])
} else {
  // The journeys along the thread beside what needs no disk: their databases wait for it, and the others leave it busy.
  await Promise.all([vitest(['unit']), ...(browser ? [playwright('journeys', '--grep', '@thread')] : [])])
  await vitest(engines)
}
rmSync(folder, { recursive: true, force: true })
for (const failure of failures) console.log(`FAILED ${failure.slice(0, 4000)}`)
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0)
