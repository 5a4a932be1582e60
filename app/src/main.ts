import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openAssets } from './assets.ts'
import { type Config, describeConfig, readConfig } from './config.ts'
import type { Tables } from './database.ts'
import { seedDemo } from './demo.ts'
import { openSetup } from './features/account/actions/setup.ts'
import { importStarterCatalogue } from './features/catalog/actions.ts'
import { importFrameworks } from './features/framework/actions.ts'
import { OperatorProblem } from './lib/operator-problem.ts'
import { type Opened, openInstallation } from './open.ts'
import { openDatabase } from './platform/db.ts'
import { planFailpoints } from './platform/failpoint.ts'
import { contextFor, system } from './platform/installation.ts'
import { openLogger } from './platform/logger.ts'
import { readiness } from './platform/readiness.ts'
import { startWorker } from './platform/worker.ts'
import { buildApps, listen } from './server.ts'
import { sweepsOf } from './sweeps.ts'
import { couriers, reactions } from './work.ts'

/** Starts everything; resolves when the site answers. */
export async function start(
  config: Config,
): Promise<{ stop: (patienceMs?: number) => Promise<void>; address: string; setUpAt: string | null }> {
  const opened = await openInstallation(config)
  const { home } = opened
  home.logger.info('starting', { config: describeConfig(config) })
  planFailpoints(config.failpoints)
  await importCatalogue(opened)
  if (config.CAIRN_DEMO) await seedDemo(home)
  const worker = await startWorker(home, { reactions, couriers }, sweepsOf(home))
  let draining = false
  const ready = readiness(home, () => draining)
  const assets = openAssets(join(dirname(fileURLToPath(import.meta.url)), '..', 'assets'))
  const proxies = new Set(
    config.CAIRN_TRUSTED_PROXIES.split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  )
  const { app, files } = buildApps({
    home,
    assets,
    siteName: config.CAIRN_SITE_NAME,
    rateScale: config.CAIRN_RATE_SCALE,
    trustedProxies: proxies,
    ready,
  })
  const pages = await listen(app, { port: config.PORT, host: config.CAIRN_HOST })
  const bytes = await listen(files, { port: config.filesPort, host: config.CAIRN_HOST })
  return {
    address: config.baseUrl,
    setUpAt: await setUpAddress(opened),
    stop: async (patienceMs = 10_000) => {
      draining = true
      await Promise.all([pages.close(patienceMs), bytes.close(patienceMs)])
      await worker.stop()
      await opened.close()
    },
  }
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The one-time address that makes its reader the administrator; null once somebody used one. */
async function setUpAddress({ home }: Opened): Promise<string | null> {
  const ctx = contextFor(home, {
    tenantId: null,
    personId: null,
    actor: system('start'),
    locale: 'en',
    timeZone: 'UTC',
    requestId: 'start',
    sessionId: null,
  })
  const door = await openSetup(ctx)
  return door && `${home.ports.baseUrl}${door.path}`
}

/** The starter catalogue is imported by the owner of the database: nobody else writes what is published. */
export async function importCatalogue({ home, owner }: Opened): Promise<void> {
  const own = openDatabase<Tables>(owner, (error) => home.logger.warn('database connection lost', { err: error }), 1)
  try {
    await importFrameworks({ db: own.kysely as never, folder: join(ROOT, 'catalog'), now: home.ports.now() })
    const lines = await importStarterCatalogue({
      db: own.kysely as never,
      folder: join(ROOT, 'catalog'),
      now: home.ports.now(),
      newId: home.ports.newId,
      random: home.ports.random,
    })
    for (const { file, action, problems } of lines)
      if (action === 'refused')
        home.logger.error('catalogue entry refused', { code: `${file} ${problems[0]?.code ?? ''}` })
  } finally {
    await own.close()
  }
}

/** `cairn start`: until a signal, or until the shell that npm put above us is gone. */
export async function runServer(): Promise<void> {
  const config = readConfig()
  const running = await start(config)
  print(`Cairn is ready at ${running.address}`)
  if (running.setUpAt) print(`Set up this site (one use, 30 minutes): ${running.setUpAt}`)
  let stopping = false
  async function stop(): Promise<void> {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), 20_000).unref()
    await running.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && void stop(), 1_000).unref()
  const logger = openLogger(config.CAIRN_LOG_LEVEL)
  for (const surprise of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(surprise, (error) => {
      logger.error('stopping after a surprise', { code: surprise, err: error })
      void stop()
    })
}

/** One line that says what to change, and exit 1. */
export function explainStart(error: unknown): never {
  const { code, port } = error as { code?: string; port?: number }
  if (code === 'EADDRINUSE')
    console.error(`Port ${port} is taken by another program. Set PORT to a free one (PORT=3100 npm start).`)
  else console.error(error instanceof OperatorProblem ? error.message : error)
  process.exit(1)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
