import { constants, createReadStream, createWriteStream } from 'node:fs'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import tar from 'tar-stream'
import { OperatorProblem } from '../lib/operator-problem.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Target } from '../platform/db.ts'
import type { Keys } from '../platform/keys.ts'
import { chained, type LogEntry } from '../platform/log.ts'
import { digestOf } from './backup.ts'
import { type Sealed, sealedBy, wrongKey } from './sealed.ts'

export interface RestoreReport {
  readonly tables: number
  readonly rows: number
  readonly blobs: number
  /** What the store had lost when the backup was made. */
  readonly missing: readonly string[]
  readonly logId: number
  /** Of the file it came from. */
  readonly sha256: string
  readonly sealed: Sealed
}
interface Manifest {
  readonly format: string
  readonly version: string
  readonly logId: number
  readonly migrations: readonly string[]
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly sha256: string }[]
  readonly blobs: readonly string[]
  readonly missing?: readonly string[]
}

/** A backup that cannot be used as it is; the message says why. Nothing was kept of it. */
export class RestoreProblem extends OperatorProblem {
  override name = 'RestoreProblem'
}

/** Into an empty installation only: all of it, checked by digest and by the chain of the log, or nothing. */
export async function restore({
  owner,
  blobs,
  file,
  master,
}: {
  owner: Target
  blobs: Blobs
  file: string
  master: { keys: Keys; file: string; lost: boolean }
}): Promise<RestoreReport> {
  const passing = await mkdtemp(join(tmpdir(), 'cairn-restore-'))
  const client = new pg.Client({ ...owner, options: '-c statement_timeout=0' } as pg.ClientConfig)
  await client.connect()
  try {
    await insistEmpty(client)
    const manifest = await unpack(file, { passing, blobs })
    await insistSameSchema(client, manifest)
    await client.query('begin')
    const references = await dropReferences(client)
    for (const { table, sha256 } of manifest.tables) await load(client, { table, path: join(passing, table), sha256 })
    for (const { table, name, definition } of references)
      await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
    await insistChain(client, manifest.logId)
    const sealed = await insistKeys(client, master)
    await client.query('commit')
    return {
      sha256: await digestOf(file),
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, each) => sum + each.rows, 0),
      blobs: manifest.blobs.length,
      missing: manifest.missing ?? [],
      logId: manifest.logId,
      sealed,
    }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
    await rm(passing, { recursive: true, force: true })
  }
}

/** Wrapped keys that nobody can open sign nothing: better said now than by the first award that waits for ever. */
async function insistKeys(client: pg.Client, master: { keys: Keys; file: string; lost: boolean }): Promise<Sealed> {
  const sealed = await sealedBy(client, master)
  const wrong = wrongKey(sealed)
  if (wrong && !master.lost)
    throw new RestoreProblem(
      `${wrong} Nothing was restored. Put the master key of the installation that was backed up there, then restore again. If it is lost for good, set CAIRN_ACCEPT_LOST_KEYS=1: everything comes back to be read and verified, and nothing is issued.`,
    )
  return sealed
}

async function unpack(file: string, { passing, blobs }: { passing: string; blobs: Blobs }): Promise<Manifest> {
  await access(file, constants.R_OK)
  const extract = tar.extract()
  const found = { manifest: null as Manifest | null, blobs: new Set<string>() }
  const [, read] = await Promise.all([
    keepEntries(extract, { file, passing, blobs, found }),
    pipeline(createReadStream(file), createGunzip(), extract).then(
      () => null,
      (error: Error) => error,
    ),
  ]).catch((error: Error) => {
    throw error instanceof OperatorProblem ? error : broken(file, error)
  })
  if (read) throw broken(file, read)
  if (found.manifest?.format !== 'cairn-backup/1') throw new RestoreProblem(`${file} is not a Cairn backup.`)
  const lost = found.manifest.blobs.find((key) => !found.blobs.has(key))
  if (lost)
    throw new RestoreProblem(
      `A piece of evidence that the backup names is not in it (${lost.slice(-12)}). Use another copy of the backup.`,
    )
  return found.manifest
}

function broken(file: string, error: Error): RestoreProblem {
  return new RestoreProblem(`${file} is not a whole Cairn backup (${error.message}). Use another copy of it.`)
}

interface Keeping {
  readonly file: string
  readonly passing: string
  readonly blobs: Blobs
  readonly found: { manifest: Manifest | null; blobs: Set<string> }
}

async function keepEntries(extract: tar.Extract, { file, passing, blobs, found }: Keeping): Promise<void> {
  for await (const entry of extract as AsyncIterable<Readable & { header: tar.Header }>) {
    const name = entry.header.name
    if (name === 'manifest.json') found.manifest = JSON.parse(await textOf(entry)) as Manifest
    else if (/^tables\/[a-z_]+\.copy$/.test(name))
      await pipeline(entry, createWriteStream(join(passing, name.slice(7, -5))))
    else if (/^blobs\/[a-z]+\/[0-9a-f-]{36}\/[0-9a-f]{64}$/.test(name)) {
      await keepBlob(blobs, name.slice(6), entry)
      found.blobs.add(name.slice(6))
    } else throw new RestoreProblem(`${file} holds ${name}, which no Cairn backup has.`)
  }
}

async function textOf(entry: Readable): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of entry) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

async function keepBlob(blobs: Blobs, key: string, entry: Readable): Promise<void> {
  const scope = key.slice(0, key.lastIndexOf('/'))
  const stored = await blobs.put(scope, entry.pipe(new PassThrough()) as AsyncIterable<Uint8Array>)
  if (stored.key !== key)
    throw new RestoreProblem(
      `A piece of evidence differs from its digest (${key.slice(-12)}). Use another copy of the backup.`,
    )
}

async function insistEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from log_entry) or exists (select from person) as used',
  )
  if (rows[0]?.used)
    throw new RestoreProblem(
      'This installation already holds people or a log. Restore into an empty one (another CAIRN_DATA or DATABASE_URL), with CAIRN_DEMO=0.',
    )
}

async function insistSameSchema(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name')
  const here = rows.map(({ name }) => name)
  if (here.join() !== [...manifest.migrations].join())
    throw new RestoreProblem(
      `The backup was made by Cairn ${manifest.version} with another schema. Restore it with that version, then upgrade.`,
    )
}

/** Tables refer to each other in circles: references go before loading and come back, checked, after it. */
async function dropReferences(client: pg.Client): Promise<{ table: string; name: string; definition: string }[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace where c.contype = 'f' and n.nspname = 'public'`,
  )
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`)
  return rows
}

async function load(
  client: pg.Client,
  { table, path, sha256 }: { table: string; path: string; sha256: string },
): Promise<void> {
  if ((await digestOf(path)) !== sha256)
    throw new RestoreProblem(`The rows of ${table} differ from their digest. Use another copy of the backup.`)
  const quoted = pg.escapeIdentifier(table)
  const forced = await isForced(client, table)
  // COPY stops at row security, which here binds the owner too; the transaction puts it back before anybody else looks.
  if (forced) await client.query(`alter table ${quoted} no force row level security`)
  await client.query(`alter table ${quoted} disable trigger user`)
  // Registry of kinds, log head and the like are filled by the migrations; the backup's rows take their place.
  await client.query(`delete from ${quoted}`)
  await pipeline(createReadStream(path), client.query(copyFrom(`copy ${quoted} from stdin`)))
  await client.query(`alter table ${quoted} enable trigger user`)
  if (forced) await client.query(`alter table ${quoted} force row level security`)
}

async function isForced(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ forced: boolean }>(
    'select relforcerowsecurity as forced from pg_class where oid = $1::regclass',
    [table],
  )
  return rows[0]?.forced ?? false
}

/** Recomputes the whole chain: one altered byte names its entry. */
async function insistChain(client: pg.Client, logId: number): Promise<void> {
  let before: Buffer = Buffer.alloc(0)
  let last = 0
  for (;;) {
    const { rows } = await client.query('select * from log_entry where id > $1 order by id limit 1000', [last])
    if (!rows.length) break
    for (const row of rows) {
      const entry = {
        id: Number(row.id),
        at: row.at,
        type: row.type,
        tenantId: row.tenant_id,
        personId: row.person_id,
        subjectId: row.subject_id,
        actorId: row.actor_id,
        body: row.body,
      } as LogEntry<never>
      const hash = chained(before, entry)
      if (!hash.equals(row.hash) || !before.equals(row.prev_hash) || entry.id !== last + 1)
        throw new RestoreProblem(`The log is broken at entry ${entry.id}. Use another copy of the backup.`)
      before = hash
      last = entry.id
    }
  }
  if (last !== logId)
    throw new RestoreProblem(`The log ends at ${last}, the backup says ${logId}. Use another copy of the backup.`)
}
