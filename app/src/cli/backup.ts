import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import tar from 'tar-stream'
import type { Blobs } from '../platform/blobs.ts'
import type { Target } from '../platform/db.ts'
import { tablesToKeep } from './tables.ts'

export interface BackupReport {
  readonly file: string
  readonly sha256: string
  readonly tables: number
  readonly rows: number
  readonly blobs: number
  readonly logId: number
}
interface Kept {
  readonly table: string
  readonly rows: number
  readonly sha256: string
}

/** One repeatable-read snapshot by COPY, so that it loads into any PostgreSQL from 15 on, with the evidence it names. */
export async function backup({
  owner,
  blobs,
  file,
  version,
}: {
  owner: Target
  blobs: Blobs
  file: string
  version: string
}): Promise<BackupReport> {
  if (existsSync(file))
    throw new Error(`${file} is there already. Choose another name; a backup is never written over.`)
  const client = new pg.Client({ ...owner, options: '-c statement_timeout=0' } as pg.ClientConfig)
  const passing = await mkdtemp(join(tmpdir(), 'cairn-backup-'))
  await client.connect()
  const pack = tar.pack()
  const written = pipeline(pack, createGzip({ level: 6 }), createWriteStream(file, { mode: 0o600 }))
  try {
    await client.query('begin isolation level repeatable read read only')
    const kept: Kept[] = []
    for (const table of await tablesToKeep(client)) kept.push(await packTable({ client, pack, table, passing }))
    const keys = await blobKeys(client)
    for (const key of keys) await packBlob({ pack, blobs, key, passing })
    const { rows } = await client.query<{ id: string }>('select id from log_head')
    const logId = Number(rows[0]?.id ?? 0)
    const migrations = (
      await client.query<{ name: string }>('select name from schema_migration order by name')
    ).rows.map(({ name }) => name)
    pack.entry(
      { name: 'manifest.json' },
      JSON.stringify({ format: 'cairn-backup/1', version, logId, migrations, tables: kept, blobs: keys }, null, 1),
    )
    pack.finalize()
    await written
    await client.query('commit')
    const rowCount = kept.reduce((sum, { rows: each }) => sum + each, 0)
    return { file, sha256: await digestOf(file), tables: kept.length, rows: rowCount, blobs: keys.length, logId }
  } catch (error) {
    pack.destroy()
    await rm(file, { force: true })
    throw error
  } finally {
    await client.end()
    await rm(passing, { recursive: true, force: true })
  }
}

async function packTable({
  client,
  pack,
  table,
  passing,
}: {
  client: pg.Client
  pack: tar.Pack
  table: string
  passing: string
}): Promise<Kept> {
  const path = join(passing, table)
  const columns = await columnsOf(client, table)
  const source = client.query(copyTo(`copy (select ${columns} from ${pg.escapeIdentifier(table)}) to stdout`))
  await pipeline(source, createWriteStream(path))
  await packFile(pack, `tables/${table}.copy`, path)
  return { table, rows: source.rowCount, sha256: await digestOf(path) }
}

async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return rows.map(({ name }) => pg.escapeIdentifier(name)).join(', ')
}

async function packBlob({
  pack,
  blobs,
  key,
  passing,
}: {
  pack: tar.Pack
  blobs: Blobs
  key: string
  passing: string
}): Promise<void> {
  const path = join(passing, 'blob')
  await pipeline(await blobs.get(key), createWriteStream(path))
  await packFile(pack, `blobs/${key}`, path)
}

async function packFile(pack: tar.Pack, name: string, path: string): Promise<void> {
  const { size } = await stat(path)
  await new Promise<void>((resolve, reject) => {
    const entry = pack.entry({ name, size }, (error) => (error ? reject(error) : resolve()))
    createReadStream(path).on('error', reject).pipe(entry)
  })
}

async function blobKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select distinct blob_key as key from (select blob_key from evidence union all select blob_key from inbox_item) kept where blob_key is not null order by 1`,
  )
  return rows.map(({ key }) => key)
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('hex')
}
