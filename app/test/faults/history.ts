import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Fetched, verify } from '@cairn/openbadges'
import type pg from 'pg'
import type { Json } from '../../src/lib/jcs.ts'
import { chained, type LogEntry } from '../../src/platform/log.ts'
import { canonicalizers, credentialCrypto, pinnedContexts } from '../../src/platform/signing.ts'
import { get } from './site.ts'

/** One earned decision as the driver knows it: `ok` was acknowledged to it, `unknown` never answered. */
export interface Known {
  readonly learnerId: string
  readonly answer: 'ok' | 'unknown'
}
export interface Installation {
  readonly owner: pg.Pool
  readonly url: string
  readonly slug: string
}

interface Row {
  readonly id: string
  readonly public_id: string
  readonly state: string
  readonly refusal: string | null
  readonly prepared_bytes: Buffer
  readonly prepared_digest: string
  readonly signed_bytes: Buffer
  readonly signed_digest: string
  readonly log_entry_id: number
}
interface Line {
  readonly id: number
  readonly at: Date
  readonly type: LogEntry['type']
  readonly tenant_id: string | null
  readonly person_id: string | null
  readonly subject_id: string
  readonly actor_id: string
  readonly body: Json
  readonly prev_hash: Buffer
  readonly hash: Buffer
}

const MOST_TRIES = 20

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The rules of history (08-trust.md 7.3): every fault is one sentence; none is what a test expects. */
export async function historyFaults(here: Installation, known: readonly Known[]): Promise<string[]> {
  const awards = await Promise.all(known.map((each) => awardFaults(here, each)))
  return [...awards.flat(), ...(await sharedFaults(here.owner)), ...(await chainFaults(here.owner))]
}

async function awardFaults(here: Installation, known: Known): Promise<string[]> {
  const { rows } = await here.owner.query<Row>('select * from credential where learner_id = $1', [known.learnerId])
  const decided = await count(
    here.owner,
    `select 1 from log_entry where type = 'review.decided' and person_id = $1 and body ->> 'result' = 'earned'`,
    [known.learnerId],
  )
  const name = `learner ${known.learnerId} (${known.answer})`
  if (decided > 1) return [`${name}: decided ${decided} times`]
  if (decided === 0)
    return rows.length || known.answer === 'ok' ? [`${name}: ${rows.length} credentials, no decision`] : []
  if (rows.length !== 1) return [`${name}: ${rows.length} credentials`]
  return (await wholeFaults(here, known, rows[0] as Row)).map((fault) => `${name}: ${fault}`)
}

/** Bytes, digests, log entries, index, one message, and the verdict of a stranger over HTTP. */
async function wholeFaults({ owner, url, slug }: Installation, { learnerId }: Known, row: Row): Promise<string[]> {
  const faults: string[] = []
  const must = (holds: boolean, fault: string) => void (holds || faults.push(fault))
  must(row.state === 'published', `state ${row.state}, refusal ${row.refusal}`)
  if (row.state !== 'published') return faults
  const [prepared, signed] = [row.prepared_bytes, row.signed_bytes]
  must(sha256(prepared) === row.prepared_digest, 'prepared bytes differ from their digest')
  must(sha256(signed) === row.signed_digest, 'signed bytes differ from their digest')
  const { proof, ...rest } = JSON.parse(signed.toString())
  must(JSON.stringify(rest) === JSON.stringify(JSON.parse(prepared.toString())), 'other words were signed')
  must(proof.length === 1, `${proof.length} proofs`)
  const { rows: lines } = await owner.query('select id, type, body from log_entry where subject_id = $1', [row.id])
  const told = lines.map(({ type }) => type).sort()
  must(told.join() === 'credential.awarded,credential.prepared', `log says ${told.join()}`)
  const first = lines.find(({ type }) => type === 'credential.prepared')
  must(first?.body.digest === row.prepared_digest && first?.id === row.log_entry_id, 'another digest was logged')
  const mails = await count(
    owner,
    `select 1 from outbox where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' = 'credential.awarded' and body ->> 'path' like $2`,
    [learnerId, `%${row.public_id}`],
  )
  must(mails === 1, `${mails} messages to the holder`)
  const verdict = await verdictOf({ url, slug, signed })
  must(verdict === 'valid', `verdict ${verdict}`)
  return faults
}

/** As a stranger verifies it: keys and list as the running site serves them. */
async function verdictOf({ url, slug, signed }: { url: string; slug: string; signed: Buffer }): Promise<string> {
  const { credentialStatus } = JSON.parse(signed.toString())
  const list = credentialStatus.statusListCredential as string
  const secure = url.replace('http:', 'https:')
  const documents = new Map<string, Fetched>([
    [`${secure}/issuers/${slug}/did.json`, await served(`${url}/issuers/${slug}/did.json`)],
    [list, await served(list)],
  ])
  const report = await verify(new Uint8Array(signed), {
    material: { documents },
    now: new Date(Date.now() + 2_000),
    crypto: credentialCrypto,
    contexts: pinnedContexts(),
    canonicalizer: canonicalizers().general,
  })
  const codes = report.checks.flatMap(({ findings }) => findings.map(({ code }) => code))
  return [report.verdict, ...codes].join(' ')
}

/** A site whose database is only just back may ask for patience once more (503); whoever checks then comes again. */
async function served(url: string): Promise<Fetched> {
  let answer = await get(url)
  for (let tries = 0; answer.status === 503 && tries < MOST_TRIES; tries++) {
    await pause(500)
    answer = await get(url)
  }
  const body = new Uint8Array(await answer.arrayBuffer())
  return { url, status: answer.status, mediaType: 'application/json', body, at: new Date() }
}

async function sharedFaults(owner: pg.Pool): Promise<string[]> {
  const twice = await owner.query(
    'select status_list_id, status_index from credential group by 1, 2 having count(*) > 1',
  )
  const dead = await owner.query(`select kind, error from outbox where state = 'dead'`)
  const counted = await owner.query(
    `select l.id from status_list l where l.used <> (select count(*) from credential c where c.status_list_id = l.id)`,
  )
  return [
    ...twice.rows.map(({ status_index }) => `index ${status_index} was given twice`),
    ...dead.rows.map(({ kind, error }) => `a letter of the kind ${kind} was given up: ${error}`),
    ...counted.rows.map(({ id }) => `list ${id} counts other awards than there are`),
  ]
}

/** Every entry follows from the one before, without a gap. */
export async function chainFaults(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<Line>('select * from log_entry order by id')
  let before: Buffer = Buffer.alloc(0)
  for (const [place, row] of rows.entries()) {
    const entry = entryOf(row)
    if (entry.id !== place + 1) return [`the log jumps at ${entry.id}`]
    if (!before.equals(row.prev_hash) || !chained(before, entry).equals(row.hash))
      return [`the log breaks at ${row.id}`]
    before = row.hash
  }
  const { rows: heads } = await owner.query('select id, hash from log_head')
  const agrees = Number(heads[0]?.id) === rows.length && before.equals(heads[0]?.hash)
  return agrees ? [] : ['the head of the log is not its last entry']
}

function entryOf(row: Line): Omit<LogEntry, 'body'> & { body: Json } {
  return {
    ...{ id: row.id, at: row.at, type: row.type, tenantId: row.tenant_id, body: row.body },
    ...{ personId: row.person_id, subjectId: row.subject_id, actorId: row.actor_id },
  }
}

async function count(owner: pg.Pool, sql: string, values: unknown[]): Promise<number> {
  return (await owner.query(sql, values)).rowCount ?? 0
}
