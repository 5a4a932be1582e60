import { createHash } from 'node:crypto'
import { type Insertable, sql } from 'kysely'
import type { LocalDate } from '../../lib/dates.ts'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import { type EntryDraft, hashInput } from './rules/ledger.ts'
import type { RecognitionState, RecognitionTables } from './tables.ts'

type Tables = Db<RecognitionTables>
type Own<Table extends keyof RecognitionTables> = Omit<Insertable<RecognitionTables[Table]>, 'tenantId'>

/** The first one stays: two that begin at once end up in the same program. */
export async function insertProgram(
  db: Tables,
  { tenantId }: TenantScope,
  row: Own<'recognitionProgram'>,
): Promise<void> {
  await on(db)
    .insertInto('recognitionProgram')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.columns(['tenantId', 'code']).doNothing())
    .execute()
}

export async function insertRule(
  db: Tables,
  { tenantId }: TenantScope,
  row: Own<'recognitionRuleVersion'>,
): Promise<void> {
  await on(db)
    .insertInto('recognitionRuleVersion')
    .values({ tenantId, ...row })
    .execute()
}

export async function endRuleVersion(
  db: Tables,
  { tenantId }: TenantScope,
  { id, endedAt, effectiveTo }: { id: string; endedAt: Date; effectiveTo: LocalDate },
): Promise<void> {
  await on(db)
    .updateTable('recognitionRuleVersion')
    .set({ status: 'ended', endedAt, effectiveTo })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** False when the index found a live giving for the same thing: what two requests race for, one gets. */
export async function insertRecognition(
  db: Tables,
  { tenantId }: TenantScope,
  row: Own<'recognition'>,
): Promise<boolean> {
  const made = await on(db)
    .insertInto('recognition')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export async function updateState(
  db: Tables,
  { tenantId }: TenantScope,
  { id, state }: { id: string; state: RecognitionState },
): Promise<void> {
  await on(db).updateTable('recognition').set({ state }).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

export interface Head {
  readonly seq: bigint
  readonly hash: string
}
export interface NewEntry {
  /** The locked end of the chain. */
  readonly head: Head
  readonly id: string
  readonly educatorId: string
  readonly unitScale: number
  readonly actorId: string
  readonly at: Date
  readonly draft: EntryDraft
}

/** SHA-256 in hexadecimal: what the chain is made of. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The next link of the chain; the new end comes back. */
export async function appendEntry(db: Tables, { tenantId }: TenantScope, entry: NewEntry): Promise<Head> {
  const { head, draft, at, id, actorId } = entry
  const seq = head.seq + 1n
  const hash = digest(hashInput(head.hash, { ...draft, id, seq, note: '', actorId, createdAt: at.toISOString() }))
  await on(db)
    .insertInto('recognitionEntry')
    .values({
      tenantId,
      seq,
      id,
      recognitionId: draft.recognitionId,
      educatorId: entry.educatorId,
      kind: draft.kind,
      units: draft.quantity,
      unitCode: draft.unitId,
      unitScale: entry.unitScale,
      unroundedNum: String(draft.unroundedNum),
      unroundedDen: String(draft.unroundedDen),
      periodKey: draft.periodKey,
      effectiveOn: draft.effectiveDate,
      reasonCode: draft.reasonCode ?? '',
      note: '',
      actorId,
      createdAt: at,
      prevHash: Buffer.from(head.hash, 'hex'),
      hash: Buffer.from(hash, 'hex'),
    })
    .execute()
  await on(db)
    .updateTable('recognitionHead')
    .set({ seq, hash: Buffer.from(hash, 'hex') })
    .where('tenantId', '=', tenantId)
    .execute()
  return { seq, hash }
}

export interface AcrossLetter {
  readonly id: string
  readonly kind: 'count-share' | 'reverse-share'
  readonly credentialId: string
  readonly recognizerId: string
  readonly at: Date
}

/** A letter in another tenant's name; the database looks for the holder's share before it takes it. */
export async function postToRecognizer(db: Tables, letter: AcrossLetter): Promise<void> {
  const { id, kind, credentialId, recognizerId, at } = letter
  await sql`select sec.post_to_recognizer(${id}::uuid, ${kind}, ${credentialId}::uuid, ${recognizerId}::uuid, ${at})`.execute(
    on(db),
  )
}
