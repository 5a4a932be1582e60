import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import tar from 'tar-stream'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { backup } from '../../src/cli/backup.ts'
import { recordBackup, recordRestore, unrecorded } from '../../src/cli/recorded.ts'
import { RestoreProblem, restore } from '../../src/cli/restore.ts'
import { tablesToKeep } from '../../src/cli/tables.ts'
import type { Tables } from '../../src/database.ts'
import type { AchievementVersion } from '../../src/features/catalog/reads.ts'
import { getKey } from '../../src/features/organization/reads.ts'
import { openDatabase } from '../../src/platform/db.ts'
import { diskBlobs } from '../../src/platform/disk-blobs.ts'
import { openKeys } from '../../src/platform/keys.ts'
import { createDatabase } from '../../src/platform/postgres-roles.ts'
import { binariesOf, type Engine, startEngine } from '../../src/testing/engine.ts'
import { anAchievement } from '../../src/testing/factories/achievement.ts'
import { anEarnedDecision } from '../../src/testing/factories/decision.ts'
import { aDistrict, aPerson, type District, type Someone } from '../../src/testing/factories/people.ts'
import { anAdmitted } from '../../src/testing/factories/review.ts'
import { openWorld, type World } from '../../src/testing/world.ts'
import { chainFaults } from '../faults/history.ts'

const place = mkdtempSync(join(tmpdir(), 'cairn-backup-test-'))
const engine = inject('engine')
/** The other of the two versions we promise: a backup moves between them in both directions. */
const otherName = engine.name === '18' ? '15' : '18'
let world: World
let district: District
let version: AchievementVersion
let readers: [Someone, Someone]
let other: Engine
let stopOther: () => Promise<void>
let file: string

beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  version = await anAchievement(world)
  readers = [await aPerson(world), await aPerson(world)]
  await award()
  const picture = { name: 'board.bin', mediaType: 'application/pdf', bytes: randomBytes(200_000) }
  await anAdmitted(world, { district, learner: await aPerson(world), version, file: picture })
  await world.settle()
  file = await aBackup('good')
  const started = await startEngine(binariesOf(otherName) ? otherName : engine.name)
  other = started.engine
  stopOther = started.stop
}, 240_000)
afterAll(async () => {
  await world.close()
  await stopOther()
  rmSync(place, { recursive: true, force: true })
})

async function award(): Promise<Someone> {
  const learner = await aPerson(world)
  await anEarnedDecision(world, { district, learner, readers, version })
  await world.settle()
  return learner
}

async function here(): Promise<pg.ClientConfig> {
  const { rows } = await world.owner.query('select current_database() as database')
  return { ...engine.owner, database: rows[0].database }
}

async function aBackup(name: string): Promise<string> {
  const path = join(place, `${name}.cairn`)
  await backup({ owner: await here(), blobs: world.home.ports.blobs, file: path, version: '0.1.0' })
  return path
}

interface Target {
  readonly owner: pg.ClientConfig
  readonly gate: pg.ClientConfig
  readonly folder: string
}

/** An empty installation on the other engine. */
async function anEmpty(): Promise<Target> {
  const database = `cairn_${randomBytes(6).toString('hex')}`
  const client = new pg.Client(other.admin)
  await client.connect()
  await createDatabase(client, database, { template: 'cairn_template', strategy: 'file_copy' })
  await client.end()
  const folder = mkdtempSync(join(place, 'blobs-'))
  return { owner: { ...other.owner, database }, gate: { ...other.gate, database }, folder }
}

async function asked<Row extends pg.QueryResultRow>(target: pg.ClientConfig, sql: string): Promise<Row[]> {
  const client = new pg.Client(target)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Restores under the master key that the backup was made under. */
function restored(from: Pick<Parameters<typeof restore>[0], 'owner' | 'blobs' | 'file'>) {
  return restore({ ...from, master: { keys: world.home.ports.keys, file: '/site/keys/master.key', lost: false } })
}

/** One digest for each table that a backup keeps. */
async function digests(target: pg.ClientConfig): Promise<Record<string, string>> {
  const client = new pg.Client(target)
  await client.connect()
  try {
    await client.query(`set timezone = 'UTC'`)
    const found: Record<string, string> = {}
    for (const table of await tablesToKeep(client)) {
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${pg.escapeIdentifier(table)} t`,
      )
      found[table] = rows[0].digest
    }
    return found
  } finally {
    await client.end()
  }
}

describe(`from PostgreSQL ${engine.name} to PostgreSQL ${otherName}`, () => {
  test('every row and every piece of evidence comes back, and the chain goes on', async () => {
    const empty = await anEmpty()
    const blobs = diskBlobs(empty.folder)
    const report = await restored({ owner: empty.owner, blobs, file })
    expect(report.logId).toBeGreaterThan(5)
    expect(report.blobs).toBe(1)
    expect(await digests(empty.owner)).toEqual(await digests(await here()))
    const [piece] = await asked<{ blob_key: string; sha256: string }>(
      empty.owner,
      'select blob_key, sha256 from evidence where blob_key is not null',
    )
    const hash = createHash('sha256')
    for await (const part of await blobs.get(piece?.blob_key ?? '')) hash.update(part)
    expect(hash.digest('hex')).toBe(piece?.sha256)
    const pool = new pg.Pool(empty.owner)
    expect(await chainFaults(pool)).toEqual([])
    await pool.end()
  })

  test('what guards the rows is back on guard', async () => {
    const empty = await anEmpty()
    await restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file })
    const guards = `select relname, relrowsecurity, relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
    expect(await asked(empty.owner, guards)).toEqual(await asked(await here(), guards))
    const sleeping = `select tgname from pg_trigger where tgenabled <> 'O' and not tgisinternal`
    expect(await asked(empty.owner, sleeping)).toEqual([])
    const ties = `select conrelid::regclass::text as t, conname, pg_get_constraintdef(oid) as d from pg_constraint where contype = 'f' order by 1, 2`
    expect(await asked(empty.owner, ties)).toEqual(await asked(await here(), ties))
    await expect(asked(empty.owner, 'delete from log_entry')).rejects.toThrow('append-only')
    await expect(asked(empty.gate, 'select * from credential')).rejects.toThrow('permission denied')
  })

  test('into an installation that is in use it is refused, and that one is left as it was', async () => {
    const empty = await anEmpty()
    await restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file })
    const before = await digests(empty.owner)
    await expect(restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file })).rejects.toThrow(
      'already holds people or a log',
    )
    expect(await digests(empty.owner)).toEqual(before)
  })

  test('made by another schema it is refused with the version that can take it', async () => {
    const empty = await anEmpty()
    await asked(empty.owner, `insert into schema_migration (name) values ('9999-later')`)
    await expect(restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file })).rejects.toThrow(
      'made by Cairn 0.1.0 with another schema',
    )
  })

  test('F-backup-under-load: taken while awards are made, it is one moment and whole', async () => {
    let going = true
    const writing = (async () => {
      while (going) await award()
    })()
    const path = await aBackup('under-load')
    going = false
    await writing
    const empty = await anEmpty()
    await restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file: path })
    const torn = await asked(
      empty.owner,
      `select c.id from credential c where not exists (select from log_entry l where l.id = c.log_entry_id)
       union all select l.subject_id::uuid from log_entry l where l.type = 'credential.awarded'
         and not exists (select from credential c where c.id::text = l.subject_id and c.state = 'published')`,
    )
    expect(torn).toEqual([])
  })
})

test('G-keys-in-backup: no private key is in it that could be used without the master key', async () => {
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  const [{ id }] = (await world.owner.query(`select id from issuer_key where purpose = 'award'`)).rows
  const { wrappedKey } = await ctx.transact((tx) => getKey(tx, ctx.scope, id))
  const plain = openKeys(Buffer.alloc(32, 7)).unwrap(
    wrappedKey ?? Buffer.alloc(0),
    `issuer key ${district.tenantId} ${id}`,
  )
  const open = join(place, 'open.tar')
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(open))
  const bytes = readFileSync(open)
  // The last 32 bytes of the key file are the secret itself; COPY writes bytes in hexadecimal.
  const secret = plain.subarray(-32)
  expect(bytes.includes(secret.toString('hex'))).toBe(false)
  expect(bytes.includes(secret)).toBe(false)
  expect(bytes.includes(Buffer.alloc(32, 7).toString('base64'))).toBe(false)
  expect(statSync(file).mode & 0o077).toBe(0)
})

describe('a backup that somebody changed is refused with a sentence, and nothing of it is kept', () => {
  type Change = (entry: { name: string; body: Buffer }) => readonly { name: string; body: Buffer }[]

  /** The same archive with some entries changed. */
  async function changed(name: string, change: Change): Promise<string> {
    const path = join(place, `${name}.cairn`)
    const [extract, pack] = [tar.extract(), tar.pack()]
    const writing = pipeline(pack, createGzip(), createWriteStream(path))
    const reading = pipeline(createReadStream(file), createGunzip(), extract)
    for await (const entry of extract) {
      const parts: Buffer[] = []
      for await (const part of entry) parts.push(part as Buffer)
      for (const { name: as, body } of change({ name: entry.header.name, body: Buffer.concat(parts) }))
        pack.entry({ name: as }, body)
    }
    await reading
    pack.finalize()
    await writing
    return path
  }
  const replace =
    (wanted: string, edit: (text: string) => string): Change =>
    ({ name, body }) => [{ name, body: name === wanted ? Buffer.from(edit(body.toString('utf8'))) : body }]

  test.each<[string, Change, string]>([
    [
      'one letter of a row',
      replace('tables/person.copy', (text) => text.replace('Person', 'Persan')),
      'The rows of person differ from their digest',
    ],
    [
      'a line of the log left out',
      replace('tables/log_entry.copy', (text) => text.split('\n').slice(1).join('\n')),
      'The rows of log_entry differ from their digest',
    ],
    [
      'no list of contents',
      ({ name, body }) => (name === 'manifest.json' ? [] : [{ name, body }]),
      'is not a Cairn backup',
    ],
    [
      'another format',
      replace('manifest.json', (text) => text.replace('cairn-backup/1', 'cairn-backup/2')),
      'is not a Cairn backup',
    ],
  ])('%s', async (name, change, sentence) => {
    const path = await changed(name.replaceAll(' ', '-'), change)
    const empty = await anEmpty()
    const attempt = restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file: path })
    await expect(attempt).rejects.toThrow(sentence)
    await expect(attempt).rejects.toBeInstanceOf(RestoreProblem)
    expect(await asked(empty.owner, 'select id from person union all select tenant_id from organization')).toEqual([])
    const report = await restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file })
    expect(report.logId).toBeGreaterThan(5)
  })

  test('G-log-damage: a line of the log with its digest made to fit: the chain names the first bad entry', async () => {
    let sha256 = ''
    const altered = replace('tables/log_entry.copy', (text) => {
      const lines = text.split('\n')
      const edited = lines.map((line) => (line.startsWith('3\t') ? line.replace('{', '{"x": 1, ') : line)).join('\n')
      sha256 = createHash('sha256').update(edited).digest('hex')
      return edited
    })
    const path = await changed('fitted', ({ name, body }) => {
      if (name !== 'manifest.json') return altered({ name, body })
      const manifest = JSON.parse(body.toString())
      manifest.tables.find(({ table }: { table: string }) => table === 'log_entry').sha256 = sha256
      return [{ name, body: Buffer.from(JSON.stringify(manifest)) }]
    })
    const empty = await anEmpty()
    await expect(restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file: path })).rejects.toThrow(
      'The log is broken at entry 3',
    )
  })

  test('a file that is there already is never written over', async () => {
    await expect(aBackup('good')).rejects.toThrow('is there already')
  })
})

describe('the master key', () => {
  const wrong = { keys: openKeys(Buffer.alloc(32, 9)), file: '/site/keys/master.key', lost: false }

  test('that does not open what comes back ends the restore: nothing is kept, and the file to put back is named', async () => {
    const empty = await anEmpty()
    const blobs = diskBlobs(empty.folder)
    const attempt = restore({ owner: empty.owner, blobs, file, master: wrong })
    await expect(attempt).rejects.toBeInstanceOf(RestoreProblem)
    await expect(attempt).rejects.toThrow('/site/keys/master.key is not the master key of this database')
    await expect(attempt).rejects.toThrow('Nothing was restored')
    expect(await asked(empty.owner, 'select id from person union all select tenant_id from organization')).toEqual([])
    const { sealed } = await restored({ owner: empty.owner, blobs, file })
    expect(sealed.total).toBeGreaterThanOrEqual(2)
    expect(sealed.shut).toBe(0)
  })

  test('that is lost for good does not take the rest with it, where the operator says so', async () => {
    const empty = await anEmpty()
    const { sealed, rows } = await restore({
      ...{ owner: empty.owner, blobs: diskBlobs(empty.folder), file },
      master: { ...wrong, lost: true },
    })
    expect(rows).toBeGreaterThan(5)
    expect(sealed.shut).toBe(sealed.total)
  })
})

test('the log says which backup was made and which was restored, and from where', async () => {
  const path = join(place, 'logged.cairn')
  const made = await backup({ owner: await here(), blobs: world.home.ports.blobs, file: path, version: '0.1.0' })
  await recordBackup(world.home, 'root@server', made)
  const empty = await anEmpty()
  const back = await restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file: path })
  const db = openDatabase<Tables>(empty.gate, () => undefined, 1)
  await recordRestore({ ...world.home, db }, 'root@newServer', back)
  await db.close()
  const lines = `select type, actor_id, subject_id, body->'logId' as "logId" from log_entry where type like 'operations.%' order by id`
  const named = { subject_id: made.sha256, logId: made.logId }
  expect(await asked(await here(), lines)).toEqual([
    { type: 'operations.backedUp', actor_id: 'console:root@server', ...named },
  ])
  // The backup was closed before its own line was written.
  expect(await asked(empty.owner, lines)).toEqual([
    { type: 'operations.restored', actor_id: 'console:root@newServer', ...named },
  ])
  const pool = new pg.Pool(empty.owner)
  expect(await chainFaults(pool)).toEqual([])
  await pool.end()
})

test('a whole backup whose line cannot be written is said to be whole, and that the log was not told; it restores', async () => {
  const path = join(place, 'unlogged.cairn')
  const made = await backup({ owner: await here(), blobs: world.home.ports.blobs, file: path, version: '0.1.0' })
  await world.owner.query(
    `alter table log_entry add constraint no_more check (type <> 'operations.backedUp') not valid`,
  )
  const warning = await unrecorded('backup', recordBackup(world.home, 'root@server', made))
  await world.owner.query('alter table log_entry drop constraint no_more')
  expect(warning).toMatch(/^The backup is whole and can be restored, but the log could not be told \(.*no_more.*\)\./)
  const empty = await anEmpty()
  const back = await restored({ owner: empty.owner, blobs: diskBlobs(empty.folder), file: path })
  expect(back.sha256).toBe(made.sha256)
  const db = openDatabase<Tables>({ ...empty.gate, port: 9 }, () => undefined, 1)
  const told = await unrecorded('restore', recordRestore({ ...world.home, db }, 'root@newServer', back))
  await db.close()
  expect(told).toContain('Everything is restored and was checked, but the log could not be told')
  expect(await unrecorded('backup', recordBackup(world.home, 'root@server', made))).toBeNull()
})
