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
  await on(db).insertInto('draftAuthor').values({ tenantId, draftId: draft.id, personId: by, since: now }).execute()
}

export interface SavedDraft {
  id: string
  language: string
  content: DraftContent
  notes: DraftNotes
  revision: number
  sections: Readonly<Partial<Record<SectionId, number>>>
  by: string
  now: Date
}

/** Other words under a new revision; whoever wrote them is an author from now on. */
export async function updateDraft(db: Catalog, scope: TenantScope, saved: SavedDraft): Promise<void> {
  const { id, by, now, language, content, notes, revision, sections } = saved
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
  await insertDraftAuthor(db, scope, { draftId: id, personId: by, now })
}

export async function insertDraftAuthor(
  db: Catalog,
  { tenantId }: TenantScope,
  { draftId, personId, now }: { draftId: string; personId: string; now: Date },
): Promise<void> {
  await on(db)
    .insertInto('draftAuthor')
    .values({ tenantId, draftId, personId, since: now })
    .onConflict((conflict) => conflict.doNothing())
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
