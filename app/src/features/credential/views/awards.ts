import { isUuid } from '../../../lib/ids.ts'
import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { withdrawnKeysOf } from '../../organization/reads/keys.ts'
import { findKey, getOrganization } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayRevoke } from '../policy.ts'
import { awardedOf } from '../reads/awarded.ts'
import { type CredentialRow, countSigned, findCredential, listAwarded } from '../reads.ts'
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
  /** Its key was withdrawn: nobody who checks it believes it. */
  readonly keyWithdrawn: boolean
  /** Why this administrator may not take it back, or null. */
  readonly because: string | null
}

/** One key and what it signed. */
export interface SignedBy {
  readonly id: string
  readonly state: 'active' | 'ended' | 'compromised'
  readonly since: Date | null
  readonly count: { readonly all: number; readonly since: number }
}

async function signedBy(ctx: Ctx<World>, tx: Db<World>, id: string): Promise<SignedBy> {
  const key = await findKey(tx, ctx.scope, id)
  if (key?.purpose !== 'award') throw new NotFound('key')
  const { state, since } = key
  return { id, state, since, count: await countSigned(tx, ctx.scope, { keyId: id, since }) }
}

/** What the organization awarded, newest first, a page at a time; all of it, or what one key signed. */
export async function awardsOfOrganization(ctx: Ctx<World>, before: Cursor | null, keyId?: string) {
  return ctx.transact(async (tx) => {
    const signer = keyId === undefined ? null : await signedBy(ctx, tx, keyId)
    const which = { ...(before ? { before } : {}), ...(keyId ? { keyId } : {}), limit: PAGE + 1 }
    const rows = await listAwarded(tx, ctx.scope, which)
    const shown = rows.slice(0, PAGE)
    const last = shown.at(-1)
    return {
      organization: await getOrganization(tx, ctx.scope.tenantId),
      signer,
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
  const isWithdrawn = await withdrawnKeysOf(tx, [ctx.scope.tenantId])
  return rows.map((row) => {
    const verdict = mayRevoke(ctx.actor, row, 'error')
    const { title, hours } = versionOf(row)
    return {
      ...{ id: row.id, publicId: row.publicId, awardedAt: row.awardedAt },
      ...{ revokedAt: row.revokedAt, revokedReason: row.revokedReason },
      keyWithdrawn: isWithdrawn(row),
      learner: names.get(row.learnerId) ?? null,
      ...{ title, hours },
      because: verdict.ok ? null : verdict.because,
    }
  })
}
