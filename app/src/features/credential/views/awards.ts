import { isUuid } from '../../../lib/ids.ts'
import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayRevoke } from '../policy.ts'
import { awardedOf } from '../reads/awarded.ts'
import { type CredentialRow, findCredential, listAwarded } from '../reads.ts'
import { type Cursor, cursorOf } from '../rules/cursor.ts'
import type { CredentialTables } from '../tables.ts'

type World = CredentialTables & CatalogTables & OrganizationTables & AccountTables
const PAGE = 50

export interface Award {
  readonly id: string
  readonly publicId: string
  readonly learner: string | null
  readonly title: string
  /** Null of a stack: its parts have them. */
  readonly hours: number | null
  readonly awardedAt: Date
  readonly revokedAt: Date | null
  readonly revokedReason: CredentialRow['revokedReason']
  /** Why this administrator may not take it back, or null. */
  readonly because: string | null
}

/** What the organization awarded, newest first, a page at a time. */
export async function awardsOfOrganization(ctx: Ctx<World>, before: Cursor | null) {
  return ctx.transact(async (tx) => {
    const rows = await listAwarded(tx, ctx.scope, { ...(before ? { before } : {}), limit: PAGE + 1 })
    const shown = rows.slice(0, PAGE)
    const last = shown.at(-1)
    return {
      organization: await getOrganization(tx, ctx.scope.tenantId),
      awards: await described(ctx, tx, shown),
      next: rows.length > PAGE && last ? cursorOf(last) : null,
    }
  })
}

export async function awardToRevoke(ctx: Ctx<World>, id: string) {
  if (!isUuid(id)) throw new NotFound('credential')
  return ctx.transact(async (tx) => {
    const row = await findCredential(tx, ctx.scope, id)
    if (row?.state !== 'published') throw new NotFound('credential')
    const [award] = await described(ctx, tx, [row])
    if (!award) throw new NotFound('credential')
    return { organization: await getOrganization(tx, ctx.scope.tenantId), award }
  })
}

async function described(ctx: Ctx<World>, tx: Db<World>, rows: readonly CredentialRow[]): Promise<Award[]> {
  const names = await namesOf(tx, [...new Set(rows.map(({ learnerId }) => learnerId))])
  const versionOf = await awardedOf(tx, rows, ctx.locale)
  return rows.map((row) => {
    const verdict = mayRevoke(ctx.actor, row, 'error')
    const { title, hours } = versionOf(row)
    return {
      ...{ id: row.id, publicId: row.publicId, awardedAt: row.awardedAt },
      ...{ revokedAt: row.revokedAt, revokedReason: row.revokedReason },
      learner: names.get(row.learnerId) ?? null,
      ...{ title, hours },
      because: verdict.ok ? null : verdict.because,
    }
  })
}
