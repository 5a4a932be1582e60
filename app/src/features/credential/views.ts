import { buildRevocationList } from '@cairn/openbadges'
import { insist, NotFound } from '../../lib/refusal.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import { withdrawnKeysOf } from '../organization/reads/keys.ts'
import { findIssuerBySlug, getOrganization, getOrganizations, type Issuer } from '../organization/reads.ts'
import { issuerDid } from '../organization/rules/did.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import { mayHold } from './policy.ts'
import { awardedOf } from './reads/awarded.ts'
import { listOpenShares } from './reads/shares.ts'
import {
  type CredentialRow,
  findOwnCredential,
  findStatusListVersion,
  listOwnCredentials,
  listRevoked,
} from './reads.ts'
import { credentialUrl } from './rules/addresses.ts'
import type { Awarded } from './rules/awarded.ts'
import { isPublicId } from './rules/public-id.ts'
import type { CredentialTables } from './tables.ts'

export { awardsOfOrganization, awardToRevoke } from './views/awards.ts'

type World = CredentialTables & CatalogTables & OrganizationTables

/** The bytes of a status list as they were signed; the newest, or the newest that was there at a time. */
export async function statusListAt(
  ctx: Ctx<CredentialTables>,
  { slug, n, at }: { slug: string; n: string; at: Date | null },
): Promise<{ bytes: Buffer; digest: string }> {
  if (!/^[1-9]\d{0,5}$/.test(n)) throw new NotFound('status list')
  const found = await ctx.transact((tx) => findStatusListVersion(tx, { slug, n: Number(n), at }))
  if (!found) throw new NotFound('status list')
  return found
}

/** The older form of the same news: ids of what an issuer took back (03-credentials.md 6.5). */
export async function revocationList(ctx: Ctx<World>, slug: string) {
  return ctx.transact(async (tx) => {
    if (!(await findIssuerBySlug(tx, slug))) throw new NotFound('issuer')
    const revoked = await listRevoked(tx, slug)
    return buildRevocationList({
      id: `${ctx.baseUrl}/issuers/${slug}/revocations`,
      issuer: issuerDid(ctx.baseUrl, slug),
      revoked: revoked.map(({ publicId }) => ({ id: credentialUrl(ctx.baseUrl, publicId) })),
    })
  })
}

/** A credential in its holder's hands, with what it was awarded for and who awarded it. */
export interface Held {
  readonly row: CredentialRow
  readonly version: Awarded
  readonly issuer: Issuer
  /** Its issuer withdrew the key: nobody who checks it believes it. */
  readonly keyWithdrawn: boolean
}

export async function backpack(ctx: Ctx<World>): Promise<Held[]> {
  return ctx.transact(async (tx) => {
    const rows = await listOwnCredentials(tx, ctx.person)
    const versionOf = await awardedOf(tx, rows, ctx.locale)
    const issuers = rows.map(({ tenantId }) => tenantId)
    const [issuerOf, isWithdrawn] = [await getOrganizations(tx, issuers), await withdrawnKeysOf(tx, issuers)]
    return rows.map((row) => ({
      row,
      version: versionOf(row),
      issuer: issuerOf(row.tenantId),
      keyWithdrawn: isWithdrawn(row),
    }))
  })
}

/** One credential on its holder's page, with the organizations it is open to. */
export interface HeldHere extends Held {
  readonly address: string
  readonly openTo: readonly { readonly id: string; readonly name: string; readonly sharedAt: Date }[]
}

export async function heldCredential(ctx: Ctx<World>, publicId: string): Promise<HeldHere> {
  if (!isPublicId(publicId)) throw new NotFound('credential')
  return ctx.transact(async (tx) => {
    const row = await findOwnCredential(tx, ctx.person, publicId)
    if (row?.state !== 'published') throw new NotFound('credential')
    insist(mayHold(ctx.actor, row))
    const shares = await listOpenShares(tx, ctx.person, row.id)
    const organizationOf = await getOrganizations(
      tx,
      shares.map(({ toTenant }) => toTenant),
    )
    return {
      row,
      version: (await awardedOf(tx, [row], ctx.locale))(row),
      issuer: await getOrganization(tx, row.tenantId),
      keyWithdrawn: (await withdrawnKeysOf(tx, [row.tenantId]))(row),
      address: credentialUrl(ctx.baseUrl, publicId),
      openTo: shares.map(({ id, toTenant, sharedAt }) => ({ id, sharedAt, name: organizationOf(toTenant).name })),
    }
  })
}
