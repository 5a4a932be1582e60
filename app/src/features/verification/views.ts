import { Gone, insist, NotFound } from '../../lib/refusal.ts'
import type { Ctx, Db } from '../../platform/ctx.ts'
import { mayGather } from '../account/policy.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import { awardedPublicly } from '../credential/reads/awarded.ts'
import { findOwnCredential, findPublished, isErased } from '../credential/reads.ts'
import type { Awarded } from '../credential/rules/awarded.ts'
import { isPublicId } from '../credential/rules/public-id.ts'
import type { CredentialTables } from '../credential/tables.ts'
import { getOrganization } from '../organization/reads.ts'
import { maySee } from './policy.ts'
import { type Judgement, judgementOf } from './rules/verdict.ts'
import type { VerifyWorld } from './views/documents.ts'
import { type Found, findCredentialFor } from './views/open.ts'
import { type Checked, ownReport } from './views/own.ts'
import { partsOf, type ShownPart } from './views/parts.ts'

export { type Answered, checkGiven, reportOn } from './views/given.ts'

type World = VerifyWorld & CatalogTables
type Published = CredentialTables['publicCredential']

/** A credential of this site as its page, its files and its paper show it. */
export interface Shown extends Found {
  readonly checked: Checked
  readonly judgement: Judgement
  readonly version: Awarded
  /** Of a stack's credential: what it relates to. */
  readonly parts: readonly ShownPart[]
  readonly baseUrl: string
  /** The issuer's: a credential has one date, on whatever page or paper, whoever reads it. */
  readonly zone: string
}

/** A private one does not exist for strangers: nothing tells it from an address that was never given out. */
async function getOpen(ctx: Ctx<CredentialTables>, tx: Db<CredentialTables>, publicId: string): Promise<Found> {
  const found = await findCredentialFor(ctx, tx, publicId)
  if (!found && isPublicId(publicId) && (await isErased(tx, publicId))) throw new Gone('credential-erased')
  if (!found || !maySee(ctx.actor, found).ok) throw new NotFound('credential')
  return found
}

export async function shownCredential(ctx: Ctx<World>, publicId: string): Promise<Shown> {
  return ctx.transact(async (tx) => shown(ctx, tx, await getOpen(ctx, tx, publicId)))
}

/** The same for whoever packs the holder's own things: `ctx.person` is the holder, whatever the credential is open to. */
export async function heldCredential(ctx: Ctx<World>, publicId: string): Promise<Shown> {
  insist(mayGather(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const row = await findPublished(tx, publicId)
    const own = await findOwnCredential(tx, ctx.person, publicId)
    if (!row || !own) throw new NotFound('credential')
    return shown(ctx, tx, { row, visibility: row.visibility, learnerId: own.learnerId })
  })
}

async function shown(ctx: Ctx<World>, tx: Db<World>, found: Found): Promise<Shown> {
  const { row } = found
  const checked = asOfNow(row, await ownReport(ctx, tx, row))
  const judgement = judgementOf(checked.report, { own: true })
  const version = await awardedPublicly(tx, row, ctx.locale)
  const parts = row.stackCode === null ? [] : await partsOf(ctx, tx, { found, claims: checked.report.claims })
  const { timeZone: zone } = await getOrganization(tx, row.tenantId)
  return { ...found, checked, judgement, version, parts, baseUrl: ctx.baseUrl, zone }
}

/** A revocation holds from its own second, although the list that says so to others follows a few seconds later. */
function asOfNow({ revokedAt }: Published, { report, at }: Checked): Checked {
  if (!revokedAt || report.verdict !== 'valid') return { report, at }
  const checks = report.checks.map((check) =>
    check.name === 'status'
      ? { ...check, result: 'fail' as const, findings: [{ code: 'STATUS_REVOKED' as const }] }
      : check,
  )
  return { report: { ...report, verdict: 'invalid', checks }, at }
}

/** The bytes as they were signed, and the version they were signed for. */
export async function signedCredential(
  ctx: Ctx<CredentialTables & CatalogTables>,
  publicId: string,
): Promise<Found & { version: Awarded }> {
  return ctx.transact(async (tx) => {
    const found = await getOpen(ctx, tx, publicId)
    return { ...found, version: await awardedPublicly(tx, found.row) }
  })
}
