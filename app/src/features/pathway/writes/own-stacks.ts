import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { Kind } from '../model.ts'
import type { StackContent } from '../rules/own-stack.ts'
import type { PathwayTables, SealedStack, StackDraftState } from '../tables.ts'

type Tables = Db<PathwayTables>

interface NewStackDraft {
  readonly id: string
  readonly kind: Kind
  readonly code: string | null
  readonly content: StackContent
  readonly by: string
  readonly now: Date
}

/** A draft with its first author. False: the next version of this stack is being written already. */
export async function insertStackDraft(
  db: Tables,
  scope: TenantScope,
  { content, by, now, ...draft }: NewStackDraft,
): Promise<boolean> {
  const written = { createdBy: by, createdAt: now, updatedBy: by, updatedAt: now }
  const made = await on(db)
    .insertInto('stackDraft')
    .values({ tenantId: scope.tenantId, ...draft, content: JSON.stringify(content), ...written })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) await insertAuthor(db, scope, { draftId: draft.id, personId: by, now })
  return made !== undefined
}

async function insertAuthor(
  db: Tables,
  { tenantId }: TenantScope,
  { draftId, personId, now }: { draftId: string; personId: string; now: Date },
): Promise<void> {
  await on(db)
    .insertInto('stackDraftAuthor')
    .values({ tenantId, draftId, personId, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Other words under the next revision. */
export async function updateStackDraft(
  db: Tables,
  { tenantId }: TenantScope,
  { id, content, revision, by, now }: { id: string; content: StackContent; revision: number; by: string; now: Date },
): Promise<void> {
  await on(db)
    .updateTable('stackDraft')
    .set({ content: JSON.stringify(content), revision, updatedBy: by, updatedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Where it stands; the settled words go with it, or are taken away again. */
export async function updateStackState(
  db: Tables,
  { tenantId }: TenantScope,
  { id, state, sealed }: { id: string; state: StackDraftState; sealed: SealedStack | null },
): Promise<void> {
  await on(db)
    .updateTable('stackDraft')
    .set({ state, sealed: sealed && JSON.stringify(sealed) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** False: another one is open. */
export async function insertStackPublication(
  db: Tables,
  { tenantId }: TenantScope,
  row: { id: string; draftId: string; revision: number; proposedBy: string; proposedAt: Date },
): Promise<boolean> {
  const made = await on(db)
    .insertInto('stackPublication')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export async function answerStackPublication(
  db: Tables,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; answeredBy: string; answeredAt: Date; accepted: boolean },
): Promise<void> {
  await on(db)
    .updateTable('stackPublication')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .execute()
}

/** The database itself asks once more whose it is and on whose word; the words are the draft's own. Answers its code. */
export async function publishOwnStack(
  db: Tables,
  { publicationId, now }: { publicationId: string; now: Date },
): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select sec.publish_stack(${publicationId}::uuid, ${now}) as code`.execute(on(db))
  return rows[0]?.code ?? ''
}

/** False: not offered, or not the organization's own. */
export async function withdrawOwnStack(db: Tables, code: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select sec.withdraw_stack(${code}) as done`.execute(on(db))
  return rows[0]?.done ?? false
}
