import type { Report, VerifyOptions } from '@cairn/openbadges'
import { Invalid } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { findPublished } from '../../credential/reads.ts'
import { publicIdOf } from '../../credential/rules/public-id.ts'
import { findIssuerBySlug } from '../../organization/reads.ts'
import type { VerifyInput } from '../model.ts'
import { maySee } from '../policy.ts'
import { type IntakeProblem, sortOut } from '../rules/intake.ts'
import { isOwn, ownCredential, ownIssuer } from '../rules/own.ts'
import { type Judgement, judgementOf } from '../rules/verdict.ts'
import type { VerifyWorld } from './documents.ts'
import { judgeGiven } from './judge.ts'
import { behindLink, linkRefused } from './link.ts'
import { findCredentialFor } from './open.ts'

export interface Answered {
  readonly report: Report
  readonly judgement: Judgement
  /** Issued on this site: its keys and lists were read here, not asked for. */
  readonly own: boolean
  /** Its issuer is a demonstration of this site: not an award, whatever else holds. */
  readonly demo: boolean
  /** Its issuer's time zone, where the issuer is of this site: the one its dates are written in. */
  readonly zone: string | null
  readonly checkedAt: Date
  /** Its page here, when the visitor may open it. */
  readonly page: string | null
  readonly email: boolean
  /** When its issuer took it back, as this site publishes it. */
  readonly revokedAt: Date | null
}

/** Sorts out what was handed over, gets what has to be got, and judges it. */
export async function checkGiven(ctx: Ctx<VerifyWorld>, input: VerifyInput): Promise<Answered> {
  const file = input.file ? new Uint8Array(await input.file.arrayBuffer()) : undefined
  const given = sortOut({ text: input.text, link: input.link, file })
  if (typeof given === 'string') throw refused(given, input)
  const content = given.kind === 'link' ? await behind(ctx, given.address) : given.content
  return answered(ctx, content, input.email === undefined ? {} : { recipient: { email: input.email } })
}

/** The same for programs: the body is the credential. */
export async function reportOn(ctx: Ctx<VerifyWorld>, content: Uint8Array): Promise<Answered> {
  return answered(ctx, content, {})
}

async function answered(
  ctx: Ctx<VerifyWorld>,
  content: string | Uint8Array,
  options: VerifyOptions,
): Promise<Answered> {
  const report = await judgeGiven(ctx, content, options)
  const issuer = report.claims?.issuer.id
  const slug = issuer === undefined ? null : ownIssuer(ctx.baseUrl, issuer)
  const here = slug === null ? undefined : await ctx.transact((tx) => findIssuerBySlug(tx, slug))
  const own = slug !== null
  const judgement = judgementOf(report, { own })
  return {
    report,
    judgement,
    revokedAt: own && judgement.label === 'revoked' ? await revokedAt(ctx, report.claims?.id) : null,
    own,
    demo: here?.demo === true,
    zone: here?.timeZone ?? null,
    checkedAt: ctx.now(),
    page: own ? await pageOf(ctx, report.claims?.id) : null,
    email: options.recipient !== undefined,
  }
}

async function revokedAt(ctx: Ctx<VerifyWorld>, id: string | undefined): Promise<Date | null> {
  const publicId = id === undefined ? null : ownCredential(ctx.baseUrl, id)
  if (publicId === null) return null
  return (await ctx.transact((tx) => findPublished(tx, publicId)))?.revokedAt ?? null
}

const FIELD_OF = { file: 'file', link: 'link', text: 'text' } as const

function refused(because: IntakeProblem, input: VerifyInput): Invalid {
  const field = input.file ? FIELD_OF.file : input.link ? FIELD_OF.link : FIELD_OF.text
  return new Invalid(because, { [field]: `refusal.${because}` })
}

/** What stands behind an address: our own bytes without a detour, anybody else's through the guarded door. */
async function behind(ctx: Ctx<VerifyWorld>, address: string): Promise<Uint8Array> {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) throw linkRefused('verify-link')
  if (isOwn(ctx.baseUrl, address)) return ownBytes(ctx, address)
  return behindLink(ctx.fetch, address)
}

async function ownBytes(ctx: Ctx<VerifyWorld>, address: string): Promise<Uint8Array> {
  const publicId = ownCredential(ctx.baseUrl, address)
  const row = publicId === null ? null : await visible(ctx, publicId)
  if (!row) throw linkRefused('verify-link-missing')
  return new Uint8Array(row.signedBytes)
}

async function visible(ctx: Ctx<VerifyWorld>, publicId: string) {
  const found = await ctx.transact((tx) => findCredentialFor(ctx, tx, publicId))
  return found && maySee(ctx.actor, found).ok ? found.row : null
}

async function pageOf(ctx: Ctx<VerifyWorld>, id: string | undefined): Promise<string | null> {
  const publicId = id === undefined || !isOwn(ctx.baseUrl, id) ? null : publicIdOf(new URL(id).pathname)
  return publicId !== null && (await visible(ctx, publicId)) ? `/c/${publicId}` : null
}
