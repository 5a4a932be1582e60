import { join } from 'node:path'
import { LOST_FOR_GOOD, type Sealed, sealedIn, wrongKey } from './cli/sealed.ts'
import type { Config } from './config.ts'
import { migrations, type Tables } from './database.ts'
import { findSite } from './features/account/reads/site.ts'
import { packagedPostgres } from './platform/binaries.ts'
import type { Ports } from './platform/ctx.ts'
import { type Database, openDatabase, type Target } from './platform/db.ts'
import { diskBlobs } from './platform/disk-blobs.ts'
import { checkDurability, DatabaseProblem, externalTargets } from './platform/external.ts'
import { type Installation, realIds } from './platform/installation.ts'
import { MasterKeyProblem, masterKey, openKeys } from './platform/keys.ts'
import { listenTo } from './platform/log.ts'
import { type Logger, openLogger } from './platform/logger.ts'
import { migrate } from './platform/migrate.ts'
import { namingOf } from './platform/naming.ts'
import type { StartNotice } from './platform/notices.ts'
import { type Meanwhile, type ServerOptions, startPostgres } from './platform/postgres.ts'
import { s3Blobs } from './platform/s3-blobs.ts'
import { safeFetch } from './platform/safe-fetch.ts'
import { smtpMailer } from './platform/smtp.ts'

const JUDGING_MS = 2_000

export interface Opened {
  readonly home: Installation<Tables>
  readonly owner: Target
  /** Sentences about what is weaker here than it should be; printed at start and on the operator's page. */
  readonly notices: readonly StartNotice[]
  readonly firstStart: boolean
  /** What of the database the master key opens. */
  readonly sealed: Sealed
  close(): Promise<void>
}

/** Everything below the web: database (found, taken over or started), schema, keys, blobs. The command line opens the same. */
export async function openInstallation(
  config: Config,
  logger: Logger = openLogger(config.CAIRN_LOG_LEVEL),
  meanwhile: Meanwhile = { raised: () => void import('./work.ts') },
): Promise<Opened> {
  const notices: StartNotice[] = []
  const targets = config.DATABASE_URL
    ? await externalTargets(config, notices)
    : await embedded(config, { logger, meanwhile })
  try {
    const master = masterKey(config.dataFolder, config.CAIRN_MASTER_KEY)
    if (master.made)
      notices.push({
        id: 'masterKey',
        text: `Copy ${master.file} somewhere else today. Without it old credentials keep verifying, but you cannot issue under the same keys.`,
      })
    const applied = await migrate(targets.owner, migrations)
    const keys = openKeys(master.key)
    const db = openDatabase<Tables>(
      targets.gate,
      (error) => logger.warn('database connection lost', { err: error }),
      20,
    )
    const [sealed, site, { consumers }] = await Promise.all([
      sealedIn(targets.owner, { keys, file: master.file }),
      db.enter({ tenantId: null, personId: null }, findSite),
      import('./work.ts'),
    ]).catch(async (error: unknown) => {
      await db.close()
      throw error
    })
    if (wrongKey(sealed) && config.CAIRN_ACCEPT_LOST_KEYS)
      notices.push({ id: 'lostKeys', text: `${wrongKey(sealed)} Nothing is issued under the keys it does not open.` })
    listenTo(consumers())
    const home = { db, logger, ports: portsOf(config, keys, notices) }
    // What the set-up wrote down is what pages and messages call the site.
    if (site) home.ports.naming.rename(site.name)
    return {
      home,
      owner: targets.owner,
      notices,
      firstStart: applied.length === migrations.length,
      sealed,
      close: () => closeAll(db, targets.stop),
    }
  } catch (error) {
    await targets.stop()
    throw error
  }
}

/** Whoever would sign or keep secrets stops here under a wrong master key: two keys in one database are mended by nobody. */
export function insistMasterKey(
  { sealed }: Pick<Opened, 'sealed'>,
  config: Pick<Config, 'CAIRN_ACCEPT_LOST_KEYS'>,
): void {
  const wrong = wrongKey(sealed)
  if (wrong && !config.CAIRN_ACCEPT_LOST_KEYS)
    throw new MasterKeyProblem(`${wrong} Put the one that belongs to it there, then start again. ${LOST_FOR_GOOD}`)
}

async function closeAll(db: Database<Tables>, stop: () => Promise<void>): Promise<void> {
  await db.close()
  await stop()
}

async function embedded(
  config: Config,
  options: ServerOptions,
): Promise<{ owner: Target; gate: Target; stop: () => Promise<void> }> {
  const binaries = packagedPostgres()
  if (!binaries)
    throw new DatabaseProblem(
      `No PostgreSQL comes with this platform (${process.platform} ${process.arch}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  const server = await startPostgres(config.dataFolder, binaries, options)
  try {
    await checkDurability(server.owner)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { owner: server.owner, gate: server.gate, stop: () => server.stop() }
}

/** On this disk, unless the operator named a bucket. */
function blobsOf(config: Config): Ports['blobs'] {
  const { S3_URL: url, S3_BUCKET: bucket, S3_REGION: region, dataFolder } = config
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config
  if (!url || !bucket || !accessKeyId || !secretAccessKey) return diskBlobs(join(dataFolder, 'blobs'))
  return s3Blobs({ url, bucket, region, accessKeyId, secretAccessKey, arriving: join(dataFolder, 'arriving') })
}

function portsOf(config: Config, keys: Ports['keys'], notices: Opened['notices']): Ports {
  return {
    ...realIds(() => new Date()),
    baseUrl: config.baseUrl,
    filesUrl: config.filesUrl,
    naming: namingOf(config.CAIRN_SITE_NAME),
    keys,
    blobs: blobsOf(config),
    fetch: safeFetch(),
    mail: config.SMTP_URL ? smtpMailer(config.SMTP_URL, config.CAIRN_MAIL_FROM) : null,
    settings: {
      mailLeaves: config.SMTP_URL !== undefined,
      demo: config.CAIRN_DEMO,
      loopback: config.loopback,
      notices: notices.map(({ id }) => id),
      judgingMs: JUDGING_MS,
    },
  }
}
