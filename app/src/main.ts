import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openAssets } from './assets.ts'
import { type Config, describeConfig, readConfig } from './config.ts'
import type { Tables } from './database.ts'
import { seedDemo } from './demo.ts'
import { openSetup } from './features/account/actions/setup.ts'
import { importStarterCatalogue } from './features/catalog/actions.ts'
import { importFrameworks } from './features/framework/actions.ts'
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

export interface Running {
  readonly address: string
  /** Sentences about what is weaker here than it should be, and what to do today. */
  readonly notices: readonly string[]
  /** The one-time address of the set-up; null once somebody used one. */
  readonly setUpAt: string | null
  stop(patienceMs?: number): Promise<void>
}

/** Starts everything; resolves when the site answers. What it began it ends when the start fails. */
export async function start(config: Config): Promise<Running> {
  const opened = await openInstallation(config)
  const begun: (() => Promise<void>)[] = [opened.close]
  try {
    return await serve(config, opened, begun)
  } catch (error) {
    for (const end of begun.reverse()) await end()
    throw error
  }
}

async function serve(config: Config, opened: Opened, begun: (() => Promise<void>)[]): Promise<Running> {
  const { home } = opened
  home.logger.info('starting', { config: describeConfig(config) })
  planFailpoints(config.failpoints)
  await importCatalogue(opened)
  if (config.CAIRN_DEMO) await seedDemo(home)
  let draining = false
  const { app, files } = buildApps({
    home,
    assets: openAssets(join(dirname(fileURLToPath(import.meta.url)), '..', 'assets')),
    siteName: config.CAIRN_SITE_NAME,
    rateScale: config.CAIRN_RATE_SCALE,
    trustedProxies: new Set(config.trustedProxies),
    ready: readiness(home, () => draining),
  })
  const pages = await listen(app, { port: config.PORT, host: config.CAIRN_HOST })
  begun.push(() => pages.close(0))
  const bytes = await listen(files, { port: config.filesPort, host: config.CAIRN_HOST })
  begun.push(() => bytes.close(0))
  const setUpAt = await setUpAddress(opened)
  const worker = await startWorker(home, { reactions, couriers }, sweepsOf(home))
  return {
    address: config.baseUrl,
    setUpAt,
    notices: opened.notices.map(({ text }) => text),
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
  const parent = process.ppid
  const starting = start(config)
  let stopping = false
  // Told to stop in the middle of a start, it starts first: a database that is half begun is ended by nobody.
  async function stop(code = 0): Promise<void> {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), 20_000).unref()
    await (await starting).stop()
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  setInterval(() => process.ppid !== parent && !stopping && void stop(), 1_000).unref()
  const logger = openLogger('error')
  const surprised = (error: unknown) => {
    logger.error('stopping after an unexpected error', { err: error })
    void stop(1)
  }
  process.on('uncaughtException', surprised)
  process.on('unhandledRejection', surprised)
  const running = await starting
  for (const notice of running.notices) print(notice)
  print(`Cairn is ready at ${running.address}`)
  if (running.setUpAt) print(`Set up this site: ${running.setUpAt}  (30 minutes, one use)`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
