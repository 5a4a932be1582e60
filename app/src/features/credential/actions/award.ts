import { createHash } from 'node:crypto'
import { buildCredential, checkShape, digestMultibase, hashIdentity, toBytes } from '@cairn/openbadges'
import { base58, crockford, uuidV4 } from '../../../lib/ids.ts'
import { jcsBytes } from '../../../lib/jcs.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { at } from '../../../platform/failpoint.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { credentialCrypto } from '../../../platform/signing.ts'
import { findPrimaryEmail, getPerson } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { AchievementContent, Strand } from '../../catalog/model.ts'
import { type AchievementVersion, getVersion } from '../../catalog/reads.ts'
import { badgeAlt, badgeSeed } from '../../catalog/rules/badge-art.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { Framework } from '../../framework/model.ts'
import { findFramework } from '../../framework/reads.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import { activeKey, getOrganization } from '../../organization/reads.ts'
import { issuerDid } from '../../organization/rules/did.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { getDecision, listReaderIds } from '../../review/reads.ts'
import type { ReviewTables } from '../../review/tables.ts'
import { getAttempt, getSubmission } from '../../submission/reads.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { ReviewDecided } from '../model.ts'
import { findEdition } from '../reads.ts'
import { statusListUrl, validUntil, wholeSecond } from '../rules/addresses.ts'
import { alignmentDrafts } from '../rules/alignment.ts'
import { type AwardFacts, credentialDraft } from '../rules/draft.ts'
import type { CredentialTables } from '../tables.ts'
import { insertAward, updateAward } from '../writes.ts'
import { reserveIndex } from './status.ts'

export type AwardWorld = CredentialTables &
  ReviewTables &
  SubmissionTables &
  CatalogTables &
  FrameworkTables &
  OrganizationTables &
  AccountTables &
  LogTables
type Tx = Db<AwardWorld>

/** T1 of issuing: reserve, prepare the exact bytes, log their digest; signing follows from the log. Once per submission and edition. */
export async function reserveAward(ctx: Ctx<AwardWorld>, tx: Tx, decided: ReviewDecided): Promise<string | null> {
  if (decided.result !== 'earned') return null
  const decision = await getDecision(tx, ctx.scope, decided.decisionId)
  const known = await findEdition(tx, ctx.scope, { submissionId: decision.submissionId, edition: 1 })
  if (known) return known.id
  const id = ctx.newId()
  const publicId = base58(ctx.random(16))
  const key = await activeKey(tx, ctx.scope, 'award')
  const created = wholeSecond(ctx.now())
  const place = await reserveIndex(ctx, tx)
  const facts = await gather(ctx, tx, { id, publicId, decisionId: decision.id, created, place })
  const bytes = prepare(facts)
  at('issue.reserved')
  const digest = createHash('sha256').update(bytes).digest('hex')
  await insertAward(tx, ctx.scope, {
    id,
    publicId,
    edition: 1,
    learnerId: decision.learnerId,
    submissionId: decision.submissionId,
    decisionId: decision.id,
    achievementId: (await getVersion(tx, decision.achievementVersionId)).achievementId,
    achievementVersionId: decision.achievementVersionId,
    state: 'prepared',
    keyId: key.id,
    proofCreated: created,
    statusListId: place.listId,
    statusIndex: place.index,
    preparedBytes: Buffer.from(bytes),
    preparedDigest: digest,
    provisional: decision.provisional,
    awardedAt: facts.awardedAt,
    validUntil: facts.validUntil,
    reservedAt: ctx.now(),
  })
  at('issue.prepared')
  await post(ctx, tx, { kind: 'sign', body: { credentialId: id } })
  const logEntryId = await append(ctx, tx, {
    type: 'credential.prepared',
    subjectId: id,
    personId: decision.learnerId,
    body: { digest },
  })
  await updateAward(tx, ctx.scope, { id, logEntryId })
  at('issue.logged')
  return id
}

/** The exact bytes that will be signed; what breaks the shape never gets a row. */
function prepare(facts: AwardFacts): Uint8Array {
  const unsigned = buildCredential(credentialDraft(facts))
  const [problem] = checkShape(unsigned, 'credential').filter(({ path }) => !path.startsWith('/proof'))
  if (problem)
    throw new Error(`The award does not have the shape of Open Badges 3.0 at ${problem.path}: ${problem.code}`)
  return toBytes(unsigned)
}

interface Reserved {
  readonly id: string
  readonly publicId: string
  readonly decisionId: string
  readonly created: Date
  readonly place: { readonly n: number; readonly index: number }
}

async function gather(ctx: Ctx<AwardWorld>, tx: Tx, reserved: Reserved): Promise<AwardFacts> {
  const decision = await getDecision(tx, ctx.scope, reserved.decisionId)
  const submission = await getSubmission(tx, ctx.scope, decision.submissionId)
  const attempt = await getAttempt(tx, ctx.scope, decision.attemptId)
  const version = await getVersion(tx, decision.achievementVersionId)
  const organization = await getOrganization(tx, ctx.scope.tenantId)
  const readers = await listReaderIds(tx, ctx.scope, decision.readings)
  const awardedAt = wholeSecond(decision.decidedAt)
  return {
    baseUrl: ctx.baseUrl,
    publicId: reserved.publicId,
    issuer: {
      slug: organization.slug,
      did: issuerDid(ctx.baseUrl, organization.slug),
      name: organization.name,
      url: organization.url,
      email: organization.email,
      hasImage: organization.hasImage,
    },
    subject: await subjectOf(ctx, tx, submission),
    achievement: {
      slug: version.slug,
      code: version.code,
      version: version.version,
      previous: version.previousVersion,
      digest: version.digest,
      language: version.language,
      starter: version.starter,
      content: version.content,
      badgeAlt: altOf(version),
      alignments: alignmentDrafts({
        baseUrl: ctx.baseUrl,
        alignments: version.content.alignments,
        frameworks: await frameworksOf(tx, version.content),
      }),
    },
    demo: organization.demo,
    levels: Object.fromEntries(
      decision.final.filter((row) => row.levelId !== null).map((row) => [row.criterionId, row.levelId ?? '']),
    ),
    evidence: await sealed(attempt.manifest.evidence, submission.salt),
    readers: {
      pseudonyms: readers.map((reader) => pseudonym(ctx, reader, reserved.publicId)),
      provisional: decision.provisional,
    },
    activity: activityOf(submission),
    awardedAt,
    validFrom: reserved.created,
    validUntil: validUntil(awardedAt, version.content.expiry),
    status: {
      list: statusListUrl(ctx.baseUrl, { slug: organization.slug, n: reserved.place.n }),
      index: reserved.place.index,
    },
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

async function subjectOf(
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
    name: submission.showName ? person.name : null,
  }
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
  return `R-${crockford(mac, 6)}`
}

function activityOf(submission: { activityFrom: string | null; activityUntil: string | null }): AwardFacts['activity'] {
  if (!submission.activityFrom || !submission.activityUntil) return null
  return {
    start: new Date(`${submission.activityFrom}T00:00:00Z`),
    end: new Date(`${submission.activityUntil}T00:00:00Z`),
  }
}
