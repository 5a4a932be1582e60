import { createHash } from 'node:crypto'
import { digestMultibase, hashIdentity } from '@cairn/openbadges'
import { base58, uuidV4 } from '../../../lib/ids.ts'
import { jcsBytes } from '../../../lib/jcs.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { credentialCrypto } from '../../../platform/signing.ts'
import { findPrimaryEmail, getPerson } from '../../account/reads.ts'
import type { AchievementContent, Strand } from '../../catalog/model.ts'
import { findPilot } from '../../catalog/reads/pilot.ts'
import type { AchievementVersion } from '../../catalog/reads.ts'
import { badgeAlt, badgeSeed } from '../../catalog/rules/badge-art.ts'
import { isPiloted } from '../../catalog/rules/pilot.ts'
import type { Framework } from '../../framework/model.ts'
import { findFramework } from '../../framework/reads.ts'
import { getOrganization, type Issuer } from '../../organization/reads.ts'
import { issuerDid } from '../../organization/rules/did.ts'
import { listReaderIds } from '../../review/reads.ts'
import { readerPseudonym } from '../../review/rules/alias.ts'
import type { DecisionRow } from '../../review/tables.ts'
import { findPractice } from '../../submission/reads/practice.ts'
import { getAttempt, getSubmission } from '../../submission/reads.ts'
import { statusListUrl, validUntil, wholeSecond } from '../rules/addresses.ts'
import { alignmentDrafts } from '../rules/alignment.ts'
import type { AwardFacts } from '../rules/draft.ts'
import type { AwardWorld } from './world.ts'

type Tx = Db<AwardWorld>
export interface Gathering {
  readonly publicId: string
  readonly decision: DecisionRow
  readonly version: AchievementVersion
  readonly created: Date
  readonly place: { readonly n: number; readonly index: number }
}

/** Everything the award says, read once, in the transaction that reserves it. */
export async function gatherFacts(ctx: Ctx<AwardWorld>, tx: Tx, gathering: Gathering): Promise<AwardFacts> {
  const { publicId, decision, version, created, place } = gathering
  const submission = await getSubmission(tx, ctx.scope, decision.submissionId)
  const attempt = await getAttempt(tx, ctx.scope, decision.attemptId)
  const organization = await getOrganization(tx, ctx.scope.tenantId)
  const readers = await listReaderIds(tx, ctx.scope, decision.readings)
  const awardedAt = wholeSecond(decision.decidedAt)
  return {
    baseUrl: ctx.baseUrl,
    publicId,
    issuer: issuerFacts(ctx.baseUrl, organization),
    subject: await subjectOf(ctx, tx, submission),
    achievement: await achievementOf(ctx, tx, version),
    demo: organization.demo,
    levels: levelsOf(decision),
    practice: (await findPractice(tx, ctx.scope, attempt)) !== null,
    evidence: await sealed(attempt.manifest.evidence, submission.salt),
    readers: {
      pseudonyms: readers.map((reader) => pseudonym(ctx, reader, publicId)),
      provisional: decision.provisional,
      adjudicated: decision.final.some(({ source }) => source === 'adjudicated'),
    },
    activity: activityOf(submission),
    awardedAt,
    validFrom: created,
    validUntil: validUntil(awardedAt, version.content.expiry),
    status: { list: statusListUrl(ctx.baseUrl, { slug: organization.slug, n: place.n }), index: place.index },
  }
}

export function issuerFacts(baseUrl: string, { slug, name, url, email, hasImage }: Issuer): AwardFacts['issuer'] {
  return { slug, did: issuerDid(baseUrl, slug), name, url, email, hasImage }
}

function levelsOf(decision: DecisionRow): AwardFacts['levels'] {
  return Object.fromEntries(
    decision.final.flatMap(({ criterionId, levelId }) => (levelId === null ? [] : [[criterionId, levelId]])),
  )
}

async function achievementOf(
  ctx: Ctx<AwardWorld>,
  tx: Tx,
  version: AchievementVersion,
): Promise<AwardFacts['achievement']> {
  const { slug, code, digest, language, starter, content, previousVersion: previous } = version
  const frameworks = await frameworksOf(tx, content)
  const alignments = alignmentDrafts({ baseUrl: ctx.baseUrl, alignments: content.alignments, frameworks })
  return {
    slug,
    code,
    version: version.version,
    previous,
    digest,
    language,
    starter,
    piloted: isPiloted(await findPilot(tx, version.achievementId)),
    content,
    badgeAlt: altOf(version),
    alignments,
  }
}

function altOf(version: AchievementVersion): string {
  const strand = version.strand as Strand
  const { image } = version.content
  const seed = image.kind === 'generated' ? image.seed : version.slug
  return badgeAlt({
    strand,
    title: version.title,
    digest: createHash('sha256').update(badgeSeed(strand, seed)).digest(),
  })
}

async function frameworksOf(tx: Tx, { alignments }: AchievementContent): Promise<readonly Framework[]> {
  const ids = [...new Set(alignments.map(({ frameworkId }) => frameworkId))]
  const found = await Promise.all(ids.map((id) => findFramework(tx, id)))
  return found.filter((framework): framework is Framework => framework !== undefined)
}

export async function subjectOf(
  ctx: Ctx<AwardWorld>,
  tx: Tx,
  submission: { learnerId: string; showName: boolean },
): Promise<AwardFacts['subject']> {
  const person = await getPerson(tx, submission.learnerId)
  const email = await findPrimaryEmail(tx, submission.learnerId)
  const salt = base58(ctx.random(9), 12).slice(0, 12)
  return {
    // Made for this credential alone: two credentials of one person cannot be joined by it.
    id: `urn:uuid:${uuidV4(ctx.random(16))}`,
    emailHash: await hashIdentity(email ?? `${submission.learnerId}@no-address.invalid`, salt, credentialCrypto),
    salt,
    name: submission.showName ? printable(person.name) : null,
  }
}

/** A sign that cannot be seen has no place in a signed document, and keeps nobody from their credential. */
function printable(name: string): string {
  return name.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ').trim()
}

/** Salted, so that nobody can guess the content; the salt stays with the submission. */
async function sealed(
  evidence: readonly { requirementId: string; type: string; mediaType: string; bytes: number; sha256: string }[],
  salt: Buffer,
): Promise<AwardFacts['evidence']> {
  return Promise.all(
    evidence.map(async ({ requirementId, type, mediaType, bytes, sha256 }) => {
      const manifest = jcsBytes([{ name: requirementId, mediaType, size: bytes, sha256 }])
      return {
        requirementId,
        type,
        digestMultibase: await digestMultibase(Buffer.concat([salt, manifest]), credentialCrypto),
      }
    }),
  )
}

/** Another word in every credential; the issuer alone can compute it again. */
function pseudonym(ctx: Ctx<AwardWorld>, readerId: string, publicId: string): string {
  const mac = ctx.keys.mac(`reader pseudonym ${ctx.scope.tenantId}`, `${readerId}\n${ctx.baseUrl}/c/${publicId}`)
  return readerPseudonym(mac)
}

function activityOf(submission: { activityFrom: string | null; activityUntil: string | null }): AwardFacts['activity'] {
  if (!submission.activityFrom || !submission.activityUntil) return null
  return {
    start: new Date(`${submission.activityFrom}T00:00:00Z`),
    end: new Date(`${submission.activityUntil}T00:00:00Z`),
  }
}
