import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openAssets } from './assets.ts'
import { type Config, describeConfig } from './config.ts'
import { seedDemo } from './demo.ts'
import { openSetup } from './features/account/actions/setup.ts'
import { insistMasterKey, type Opened } from './open.ts'
import { planFailpoints } from './platform/failpoint.ts'
import { contextFor, system } from './platform/installation.ts'
import { type Listening, listen } from './platform/listen.ts'
import { readiness } from './platform/readiness.ts'
import { buildApps } from './server.ts'
import { watchSiteName } from './site-name.ts'
import { importCatalogue } from './starter.ts'
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

/** What stands on an opened installation: catalogue, pages, files, work in the background. */
export async function serve(config: Config, opened: Opened, begun: (() => Promise<void>)[]): Promise<Running> {
  const { home } = opened
  home.logger.info('starting', { config: describeConfig(config) })
  insistMasterKey(opened, config)
  planFailpoints(config.failpoints)
  await importCatalogue(opened)
  if (config.CAIRN_DEMO) await seedDemo(home)
  let draining = false
  const place = { host: config.CAIRN_HOST, trustedProxies: new Set(config.trustedProxies) }
  const { app, files } = buildApps({
    home,
    assets: openAssets(join(dirname(fileURLToPath(import.meta.url)), '..', 'assets')),
    rateScale: config.CAIRN_RATE_SCALE,
    trustedProxies: place.trustedProxies,
    ready: readiness(home, () => draining),
  })
  const unwatchName = watchSiteName(home)
  begun.push(async () => unwatchName())
  const pages = await listen(app, { ...place, port: config.PORT })
  begun.push(() => pages.close(0))
  const bytes = await listen(files, { ...place, port: config.filesPort })
  begun.push(() => bytes.close(0))
  const operations = await openOperations(config)
  if (operations) begun.push(() => operations.close(0))
  const setUpAt = await setUpAddress(opened)
  // The first page does not wait for what works in the background.
  const { startWorker } = await import('./platform/worker.ts')
  const worker = await startWorker(home, { reactions, couriers }, sweepsOf(home))
  return {
    address: config.baseUrl,
    setUpAt,
    notices: opened.notices.map(({ text }) => text),
    stop: async (patienceMs = 10_000) => {
      draining = true
      unwatchName()
      await Promise.all([pages, bytes, operations].map((each) => each?.close(patienceMs)))
      await worker.stop()
      await opened.close()
    },
  }
}

/** What machines that watch this one read; nobody loads it who did not ask for it. */
async function openOperations(config: Config): Promise<Listening | null> {
  if (config.CAIRN_OPERATIONS_PORT === undefined) return null
  const { operations } = await import('./platform/operations.ts')
  const place = { host: config.CAIRN_OPERATIONS_HOST, port: config.CAIRN_OPERATIONS_PORT }
  return listen(operations(config.CAIRN_OPERATIONS_TOKEN), place)
}

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
