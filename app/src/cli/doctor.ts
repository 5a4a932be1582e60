import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import type { Opened } from '../open.ts'
import { readiness } from '../platform/readiness.ts'
import { wrongKey } from './sealed.ts'

export interface Finding {
  readonly good: boolean
  readonly what: string
  /** What to do when it is not good. */
  readonly remedy: string
}
type Looked = Pick<Opened, 'home' | 'owner' | 'notices' | 'sealed'>

/** Looks at everything a start depends on and says what to do about what is wrong. Opening it has brought the schema to this version. */
export async function doctor(config: Config, opened: Looked): Promise<Finding[]> {
  const { failing } = await readiness(opened.home, () => false)()
  const { version, dead, stuck } = await countsOf(opened)
  return [
    {
      good: !failing.includes('database'),
      what: `database answers and writes (PostgreSQL ${version})`,
      remedy: `Look at ${config.DATABASE_URL ? 'the server that DATABASE_URL names' : join(config.dataFolder, 'postgres.log')}.`,
    },
    {
      good: !failing.includes('evidence'),
      what: 'evidence store keeps and gives back',
      remedy: `Check ${config.S3_URL ? 'the S3 settings and the bucket' : `free space and rights of ${config.dataFolder}`}.`,
    },
    diskFinding(config),
    masterKeyFinding(opened),
    await mailFinding(config, opened),
    {
      good: dead === 0,
      what: `no letter of the outbox is given up (${dead})`,
      remedy: 'Open /admin and look at the outbox; retry after mending its cause.',
    },
    {
      good: stuck === 0,
      what: `no award is stuck (${stuck})`,
      remedy: 'Start the server: unfinished awards go on by themselves. If they stay, look at the outbox.',
    },
    ...opened.notices.map(({ text }) => ({ good: true, what: text, remedy: '' })),
  ]
}

function masterKeyFinding({ sealed }: Looked): Finding {
  return {
    good: sealed.shut === 0,
    what: wrongKey(sealed) ?? `the master key opens every secret kept in the database (${sealed.total})`,
    remedy: `Put the file that belongs to this database at ${sealed.file}: the copy you made apart from the backups.`,
  }
}

async function countsOf({ owner }: Looked): Promise<{ version: string; dead: number; stuck: number }> {
  const client = new pg.Client(owner as pg.ClientConfig)
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string; dead: number; stuck: number }>(
      `select current_setting('server_version') as version,
        (select count(*)::int from outbox where state = 'dead') as dead,
        (select count(*)::int from credential where state in ('reserved', 'prepared', 'signed', 'stored') and reserved_at < now() - interval '1 minute') as stuck`,
    )
    const [counts] = rows
    if (!counts) throw new Error('The database answered nothing')
    return counts
  } finally {
    await client.end()
  }
}

function diskFinding({ dataFolder }: Config): Finding {
  const space = freeShare(dataFolder)
  return {
    good: space.free > 1_073_741_824 && space.share > 0.05,
    what: `disk has room (${(space.free / 1_073_741_824).toFixed(1)} GiB free)`,
    remedy: `Make room where ${dataFolder} lies: under 1 GiB or 5 % free, uploads are refused.`,
  }
}

/** Without SMTP nothing is wrong: messages are shown in the app. */
async function mailFinding({ SMTP_URL }: Config, { home }: Looked): Promise<Finding> {
  const { mail } = home.ports
  if (!SMTP_URL || !mail)
    return { good: true, what: 'no mail server is set: messages are shown in the app', remedy: '' }
  const server = `mail server ${new URL(SMTP_URL).host}`
  try {
    await mail.probe()
    return { good: true, what: `${server} answers and lets Cairn in`, remedy: '' }
  } catch (error) {
    return {
      good: false,
      what: `${server} does not let Cairn in: ${error instanceof Error ? error.message : error}`,
      remedy: 'Check host, port, user and password in SMTP_URL, and that this machine may reach it.',
    }
  }
}

function freeShare(folder: string): { free: number; share: number } {
  const { bavail, blocks, bsize } = statfsSync(existsSync(folder) ? folder : '.')
  return { free: bavail * bsize, share: bavail / blocks }
}
