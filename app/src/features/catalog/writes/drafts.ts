import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { DraftContent, DraftNotes, DraftState, SectionId } from '../rules/draft.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>

export interface NewDraft {
  id: string
  achievementId: string | null
  baseVersionId: string | null
  language: string
  content: DraftContent
  by: string
  now: Date
}

/** A draft with its first author. */
export async function insertDraft(
  db: Catalog,
  { tenantId }: TenantScope,
  { content, by, now, ...draft }: NewDraft,
): Promise<void> {
  const written = { createdBy: by, createdAt: now, updatedBy: by, updatedAt: now }
  await on(db)
    .insertInto('achievementDraft')
    .values({ tenantId, ...draft, content: JSON.stringify(content), ...written })
    .execute()
  const began = { since: now, invitedBy: null, wroteAt: now, wroteIn: null }
  await on(db)
    .insertInto('draftAuthor')
    .values({ tenantId, draftId: draft.id, personId: by, ...began })
    .execute()
}

export interface SavedDraft {
  id: string
  language: string
  content: DraftContent
  notes: DraftNotes
  revision: number
  sections: Readonly<Partial<Record<SectionId, number>>>
  /** The part that was written in, when it was one. */
  changed?: SectionId
  by: string
  now: Date
}

/** Other words under a new revision; whoever wrote them is an author from now on. */
export async function updateDraft(db: Catalog, scope: TenantScope, saved: SavedDraft): Promise<void> {
  const { id, by, now, language, content, notes, revision, sections, changed = null } = saved
  await on(db)
    .updateTable('achievementDraft')
    .set({
      ...{ language, revision, updatedBy: by, updatedAt: now },
      content: JSON.stringify(content),
      notes: JSON.stringify(notes),
      sections: JSON.stringify(sections),
    })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .execute()
  const { tenantId } = scope
  const wrote = { wroteAt: now, wroteIn: changed }
  await on(db)
    .insertInto('draftAuthor')
    .values({ tenantId, draftId: id, personId: by, since: now, invitedBy: null, ...wrote })
    .onConflict((conflict) => conflict.columns(['tenantId', 'draftId', 'personId']).doUpdateSet(wrote))
    .execute()
}

/** Asked in: nothing written yet. */
export async function insertDraftAuthor(
  db: Catalog,
  { tenantId }: TenantScope,
  { now, ...author }: { draftId: string; personId: string; invitedBy: string; now: Date },
): Promise<void> {
  await on(db)
    .insertInto('draftAuthor')
    .values({ tenantId, ...author, since: now, wroteAt: null, wroteIn: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The database keeps whoever wrote. */
export async function deleteDraftAuthor(
  db: Catalog,
  { tenantId }: TenantScope,
  { draftId, personId }: { draftId: string; personId: string },
): Promise<void> {
  await on(db)
    .deleteFrom('draftAuthor')
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .where('personId', '=', personId)
    .execute()
}

/** As the log tells it: written in the transaction of the line. */
export async function updateDraftState(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, state, achievementId }: { id: string; state: DraftState; achievementId?: string },
): Promise<void> {
  await on(db)
    .updateTable('achievementDraft')
    .set({ state, ...(achievementId === undefined ? {} : { achievementId }) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}
