import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrations } from '../database.ts'
import { type Binaries, packagedPostgres } from '../platform/binaries.ts'
import { migrate } from '../platform/migrate.ts'
import { startPostgres } from '../platform/postgres.ts'
import { createDatabase, lockSettings } from '../platform/postgres-roles.ts'

/** What test files are told about the server that the run started once. */
export interface Engine {
  readonly admin: pg.ClientConfig
  readonly owner: pg.ClientConfig
  readonly gate: pg.ClientConfig
  readonly name: string
}

// No test here cuts the power, so none waits for the disk; the fault suites run with the site's own settings.
const UNHURRIED = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
/** A file makes a database of its own, a thousand small files that no disk has to see. Beside CI, a run that was killed would leave them in memory. */
const MEMORY = '/dev/shm'
const ROOM = 6 * 2 ** 30
const DEBIAN_15 = '/usr/lib/postgresql/15'

export function binariesOf(engine: string): Binaries | null {
  if (engine === '18') return packagedPostgres()
  const home = process.env.CAIRN_TEST_POSTGRES_15 ?? DEBIAN_15
  return existsSync(join(home, 'bin', 'postgres')) ? { home } : null
}

function swiftest(): string {
  if (process.env.CI !== 'true' || !existsSync(MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(MEMORY)
  return Math.min(bavail * bsize, freemem()) > ROOM ? MEMORY : tmpdir()
}

/** Starts a real server for this run on a fresh folder and migrates a template that every test file copies. */
export async function startEngine(
  engine: string,
  settings: Readonly<Record<string, string>> = UNHURRIED,
): Promise<{ engine: Engine; stop: () => Promise<void> }> {
  const binaries = binariesOf(engine)
  if (!binaries) throw new Error(`PostgreSQL ${engine} is not here. On Debian: apt-get install postgresql`)
  const folder = mkdtempSync(join(settings === UNHURRIED ? swiftest() : tmpdir(), 'cairn-test-'))
  chmodSync(folder, 0o755)
  const server = await startPostgres(folder, binaries, { settings })
  const client = new pg.Client(server.admin)
  await client.connect()
  await createDatabase(client, 'cairn_template')
  await client.end()
  const database = 'cairn_template'
  await lockSettings({ ...server.admin, database })
  await migrate({ ...server.owner, database }, migrations)
  return {
    engine: { admin: server.admin, owner: server.owner, gate: server.gate, name: engine },
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
