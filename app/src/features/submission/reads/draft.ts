import { createHash } from 'node:crypto'
import { jcsBytes } from '../../../lib/jcs.ts'
import type { Db, PersonScope, TenantScope } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'
import { type AchievementVersion, getVersion } from '../../catalog/reads.ts'
import type { Searched } from '../../catalog/rules/translation.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { type Attempt, entriesOf, listAttempts, listDecided, listDraftResponses, listEvidence } from '../reads.ts'
import { criterionContent, type MetEarlier, type ReadingScope, readingScope } from '../rules/banking.ts'
import { type CameBack, cameBack } from '../rules/retry.ts'
import { type Standing, standingOf } from '../rules/standing.ts'
import type { ConsentRow, EvidenceRow, ResponseRow, SubmissionRow, SubmissionTables } from '../tables.ts'
import { listConsents } from './consents.ts'
import { listArrivals } from './inbox.ts'

export type DraftTables = SubmissionTables & CatalogTables & LogTables
type Rubric = AchievementVersion['content']['rubric']

/** Everything that is known about one Submission while its learner works on it. */
export interface Draft {
  readonly row: SubmissionRow
  readonly version: AchievementVersion
  readonly responses: readonly (ResponseRow & { readonly sha256: string })[]
  readonly evidence: readonly EvidenceRow[]
  readonly consents: readonly ConsentRow[]
  readonly arrivals: Awaited<ReturnType<typeof listArrivals>>
  readonly attempts: readonly Attempt[]
  readonly standing: Standing
  /** What readers would score if it were submitted now. */
  readonly scope: ReadingScope
  /** What the last decision left open. */
  readonly cameBack: readonly CameBack[]
}

export async function getDraft(
  db: Db<DraftTables>,
  { scope, person, now, language }: { scope: TenantScope; person: PersonScope; now: Date; language: Searched },
  row: SubmissionRow,
): Promise<Draft> {
  const version = await getVersion(db, row.achievementVersionId, language)
  const responses = (await listDraftResponses(db, scope, row.id)).map((response) => ({
    ...response,
    sha256: sha256(response.body),
  }))
  const evidence = await listEvidence(db, scope, row.id)
  const consents = await listConsents(db, person)
  const arrivals = await listArrivals(db, person, row.id)
  const attempts = await listAttempts(db, scope, row.id)
  const decided = await listDecided(db, scope, row.id)
  const standing = standingOf(await entriesOf(db, scope.tenantId, row.id))
  const { rubric } = version.content
  const work = {
    responses: responses.map(({ promptId, words, sha256 }) => ({ promptId, words, sha256 })),
    evidence: evidence.map(manifestItem),
  }
  const reading = readingScope({
    rubric,
    contentDigests: contentDigests(rubric),
    earlier: decided.flatMap((each) => earlierOf(each, attempts)),
    now: { ...work, submittedAt: now },
    versionMoved: false,
  })
  const open = cameBack(version.shown.rubric.criteria, readThen(decided, attempts), work)
  return { row, version, responses, evidence, consents, arrivals, attempts, standing, scope: reading, cameBack: open }
}

/** The work that readers had before them when they found a criterion not yet met. */
function readThen(decided: Awaited<ReturnType<typeof listDecided>>, attempts: readonly Attempt[]) {
  return new Map(
    decided.flatMap(({ criterionId, attemptId, state }) => {
      const attempt = state === 'notYet' ? attempts.find(({ id }) => id === attemptId) : undefined
      return attempt ? [[criterionId, attempt.manifest] as const] : []
    }),
  )
}

function earlierOf(
  decided: Awaited<ReturnType<typeof listDecided>>[number],
  attempts: readonly Attempt[],
): MetEarlier[] {
  const attempt = attempts.find(({ id }) => id === decided.attemptId)
  if (!attempt || decided.state === 'notYet') return []
  const { responses, evidence } = attempt.manifest
  const common = {
    criterionId: decided.criterionId,
    attempt: { attemptNo: attempt.attemptNo, submittedAt: attempt.submittedAt, responses, evidence },
    contentDigest: decided.contentDigest,
    integrityConfirmed: false,
  }
  if (decided.state === 'met' && decided.levelId) return [{ ...common, state: 'met', levelId: decided.levelId }]
  return [{ ...common, state: 'reread', levelId: null }]
}

/** A piece as a manifest names it. */
export function manifestItem(row: EvidenceRow) {
  const { id, requirementId, kind, evidenceType, mediaType, bytes, sha256, shared } = row
  return { id, requirementId, kind, type: evidenceType, mediaType, bytes, sha256, shared }
}

export function contentDigests(rubric: Rubric): ReadonlyMap<string, string> {
  return new Map(
    rubric.criteria.map((criterion) => [criterion.id, sha256(jcsBytes(criterionContent(criterion, rubric.passLevel)))]),
  )
}

export function rubricDigest(rubric: Rubric): string {
  return `sha256:${sha256(jcsBytes(JSON.parse(JSON.stringify(rubric))))}`
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
