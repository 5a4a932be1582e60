import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import tar from 'tar-stream'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { BlobAltered, type Blobs } from '../platform/blobs.ts'
import type { Target } from '../platform/db.ts'
import { tablesToKeep } from './tables.ts'

export interface BackupReport {
  readonly file: string
  readonly sha256: string
  readonly tables: number
  readonly rows: number
  readonly blobs: number
  /** Pieces of evidence that the store has lost or altered: the backup holds everything else. */
  readonly missing: readonly string[]
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
    throw new OperatorProblem(`${file} is there already. Choose another name; a backup is never written over.`)
  if (!existsSync(dirname(resolve(file))))
    throw new OperatorProblem(`The folder of ${file} is not there. Make it first, or name another.`)
  // Under another name until it is whole: what a killed backup leaves is never taken for one.
  const part = `${file}.part`
  const out = await open(part, 'w', 0o600)
  const passing = await mkdtemp(join(tmpdir(), 'cairn-backup-'))
  const client = new pg.Client({ ...owner, options: '-c statement_timeout=0' } as pg.ClientConfig)
  const pack = tar.pack()
  try {
    await client.connect()
    const [packed] = await Promise.all([
      packAll({ client, pack, passing, blobs, version }),
      pipeline(pack, createGzip({ level: 6 }), out.createWriteStream({ flush: true })),
    ])
    await rename(part, file)
    return { file, sha256: await digestOf(file), ...packed }
  } catch (error) {
    pack.destroy()
    await rm(part, { force: true })
    throw error
  } finally {
    await client.end()
    await rm(passing, { recursive: true, force: true })
  }
}

interface Packing {
  readonly client: pg.Client
  readonly pack: tar.Pack
  readonly passing: string
}

async function packAll({
  client,
  pack,
  passing,
  blobs,
  version,
}: Packing & { blobs: Blobs; version: string }): Promise<Omit<BackupReport, 'file' | 'sha256'>> {
  await client.query('begin isolation level repeatable read read only')
  const kept: Kept[] = []
  for (const table of await tablesToKeep(client)) kept.push(await packTable({ client, pack, passing, table }))
  const keys = await blobKeys(client)
  const missing: string[] = []
  for (const key of keys) if (!(await packBlob({ pack, passing, blobs, key }))) missing.push(key)
  const held = keys.filter((key) => !missing.includes(key))
  const { rows } = await client.query<{ id: string }>('select id from log_head')
  const logId = Number(rows[0]?.id ?? 0)
  const { rows: applied } = await client.query<{ name: string }>('select name from schema_migration order by name')
  await client.query('commit')
  const migrations = applied.map(({ name }) => name)
  pack.entry(
    { name: 'manifest.json' },
    JSON.stringify(
      { format: 'cairn-backup/1', version, logId, migrations, tables: kept, blobs: held, missing },
      null,
      1,
    ),
  )
  pack.finalize()
  const rowCount = kept.reduce((sum, { rows: each }) => sum + each, 0)
  return { tables: kept.length, rows: rowCount, blobs: held.length, missing, logId }
}

async function packTable({ client, pack, table, passing }: Packing & { table: string }): Promise<Kept> {
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

/** False when the store no longer has it as it was: one lost piece must not cost the others. */
async function packBlob({
  pack,
  blobs,
  key,
  passing,
}: Omit<Packing, 'client'> & { blobs: Blobs; key: string }): Promise<boolean> {
  const path = join(passing, 'blob')
  try {
    await pipeline(await blobs.get(key), createWriteStream(path))
  } catch (error) {
    if (error instanceof BlobAltered) return false
    throw error
  }
  await packFile(pack, `blobs/${key}`, path)
  return true
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
    `select distinct blob_key as key from (select blob_key from evidence union all select blob_key from inbox_item union all select blob_key from exemplar) kept where blob_key is not null order by 1`,
  )
  return rows.map(({ key }) => key)
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('hex')
}
