import { existsSync, statfsSync } from 'node:fs'
import pg from 'pg'
import type { Config } from '../config.ts'
import { migrations } from '../database.ts'
import type { Opened } from '../open.ts'
import { readiness } from '../platform/readiness.ts'

export interface Finding {
  readonly good: boolean
  readonly what: string
  /** What to do when it is not good. */
  readonly remedy: string
}

/** Looks at everything a start depends on and says what to do about what is wrong. */
export async function doctor(config: Config, opened: Opened): Promise<Finding[]> {
  const { failing } = await readiness(opened.home, () => false)()
  const client = new pg.Client(opened.owner as pg.ClientConfig)
  await client.connect()
  try {
    const { rows: applied } = await client.query<{ name: string }>('select name from schema_migration')
    const { rows: dead } = await client.query<{ count: string }>(`select count(*) from outbox where state = 'dead'`)
    const { rows: stuck } = await client.query<{ count: string }>(
      `select count(*) from credential where state in ('reserved', 'prepared', 'signed', 'stored') and reserved_at < now() - interval '1 minute'`,
    )
    const { rows: version } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    )
    const space = freeShare(config.dataFolder)
    return [
      {
        good: !failing.includes('database'),
        what: `database answers and writes (PostgreSQL ${version[0]?.version})`,
        remedy: 'Look at data/postgres.log, or at the server that DATABASE_URL names.',
      },
      {
        good: applied.length === migrations.length,
        what: `schema is this version's (${applied.length} of ${migrations.length} migrations)`,
        remedy: 'Run: cairn migrate',
      },
      {
        good: !failing.includes('evidence'),
        what: 'evidence store keeps and gives back',
        remedy: 'Check free space and rights of the data folder, or the S3 settings.',
      },
      {
        good: space.free > 1_073_741_824 && space.share > 0.05,
        what: `disk has room (${(space.free / 1_073_741_824).toFixed(1)} GiB free)`,
        remedy: 'Make room: under 1 GiB or 5 % free, uploads are refused.',
      },
      {
        good: Number(dead[0]?.count) === 0,
        what: `no letter of the outbox is given up (${dead[0]?.count})`,
        remedy: 'Open /admin and look at the outbox; retry after mending its cause.',
      },
      {
        good: Number(stuck[0]?.count) === 0,
        what: `no award is stuck (${stuck[0]?.count})`,
        remedy: 'Start the server: unfinished awards go on by themselves. If they stay, look at the outbox.',
      },
      {
        good: existsSync(config.dataFolder),
        what: `data folder is there (${config.dataFolder})`,
        remedy: 'Set CAIRN_DATA to a folder this user may write.',
      },
      ...opened.notices.map(({ text }) => ({ good: true, what: text, remedy: '' })),
    ]
  } finally {
    await client.end()
  }
}

function freeShare(folder: string): { free: number; share: number } {
  const { bavail, blocks, bsize } = statfsSync(existsSync(folder) ? folder : '.')
  return { free: bavail * bsize, share: bavail / blocks }
}
