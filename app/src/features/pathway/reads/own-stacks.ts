import type { Selectable } from 'kysely'
import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { StackWords } from '../model.ts'
import type { PathwayTables } from '../tables.ts'

type Tables = Db<PathwayTables>
export type StackDraft = Selectable<PathwayTables['stackDraft']>
export type StackPublication = Selectable<PathwayTables['stackPublication']>

export async function getStackDraft(db: Tables, { tenantId }: TenantScope, id: string): Promise<StackDraft> {
  return there(await draftOf(db, tenantId, id).executeTakeFirst())
}

/** The same with its row held, so that two who press are asked one after the other. */
export async function getStackDraftForUpdate(db: Tables, { tenantId }: TenantScope, id: string): Promise<StackDraft> {
  return there(await draftOf(db, tenantId, id).forUpdate().executeTakeFirst())
}

function draftOf(db: Tables, tenantId: string, id: string) {
  return on(db).selectFrom('stackDraft').selectAll().where('tenantId', '=', tenantId).where('id', '=', id)
}

function there(draft: StackDraft | undefined): StackDraft {
  if (!draft) throw new NotFound('stack draft')
  return draft
}

/** What is open in the organization, the latest first. */
export async function listOpenStackDrafts(db: Tables, { tenantId }: TenantScope): Promise<StackDraft[]> {
  return on(db)
    .selectFrom('stackDraft')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('state', 'in', ['draft', 'ready'])
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
}

/** The open draft of the next version of this stack, if there is one; and the words the last version was made from. */
export async function listDraftsOf(db: Tables, { tenantId }: TenantScope, code: string): Promise<StackDraft[]> {
  return on(db)
    .selectFrom('stackDraft')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('code', '=', code)
    .where('state', '<>', 'discarded')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
}

/** Who wrote in each of these. */
export async function listStackAuthors(
  db: Tables,
  { tenantId }: TenantScope,
  draftIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (draftIds.length === 0) return new Map()
  const rows = await on(db)
    .selectFrom('stackDraftAuthor')
    .select(['draftId', 'personId'])
    .where('tenantId', '=', tenantId)
    .where('draftId', 'in', [...draftIds])
    .orderBy('since')
    .orderBy('personId')
    .execute()
  const authors = new Map<string, string[]>()
  for (const { draftId, personId } of rows) authors.set(draftId, [...(authors.get(draftId) ?? []), personId])
  return authors
}

/** What one quality lead has proposed and nobody has answered. */
export async function findOpenStackPublication(
  db: Tables,
  { tenantId }: TenantScope,
  draftId: string,
): Promise<StackPublication | undefined> {
  return on(db)
    .selectFrom('stackPublication')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .where('answeredAt', 'is', null)
    .executeTakeFirst()
}

export interface OwnStack {
  readonly code: string
  readonly slug: string
  readonly kind: 'stack' | 'pathway'
  readonly version: number
  readonly offered: boolean
  readonly visibility: 'public' | 'organization'
  readonly words: StackWords
  readonly digest: string
}

/** What the organization itself has published, also what it offers no more. */
export async function listOwnStacks(db: Tables, { tenantId }: TenantScope): Promise<OwnStack[]> {
  const rows = await on(db)
    .selectFrom('stack as s')
    .innerJoin('stackVersion as v', (join) => join.onRef('v.code', '=', 's.code').onRef('v.version', '=', 's.version'))
    .select(['s.code', 's.slug', 's.kind', 's.version', 's.place', 's.visibility', 'v.words', 'v.digest'])
    .where('s.creatorId', '=', tenantId)
    .orderBy('v.publishedAt', 'desc')
    .orderBy('s.code')
    .limit(200)
    .execute()
  return rows.map(({ place, ...stack }) => ({ ...stack, offered: place !== null }))
}
