import { createHash, randomBytes } from 'node:crypto'
import type { AchievementVersion } from '../../features/catalog/reads.ts'
import { buildManifest, manifestBytes } from '../../features/submission/rules/manifest.ts'
import { append } from '../../platform/log.ts'
import type { World } from '../world.ts'
import type { District, Someone } from './people.ts'

export interface Earned {
  readonly submissionId: string
  readonly attemptId: string
  readonly decisionId: string
}
export interface Given {
  readonly district: District
  readonly learner: Someone
  readonly readers: readonly [Someone, Someone]
  readonly version: AchievementVersion
  readonly showName?: boolean
  readonly provisional?: boolean
}

/** An earned decision as review leaves it, with submission, attempt and two settled readings; then the log says so. */
export async function anEarnedDecision(world: World, given: Given): Promise<Earned> {
  const ids = await insertRows(world, given)
  const ctx = world.as({ tenantId: given.district.tenantId, system: 'test' })
  await ctx.transact((tx) =>
    append(ctx, tx, {
      type: 'review.decided',
      subjectId: ids.submissionId,
      personId: given.learner.id,
      body: {
        attemptId: ids.attemptId,
        attemptNo: 1,
        decisionId: ids.decisionId,
        result: 'earned',
        readings: 2,
        adjudicated: false,
        provisional: given.provisional ?? true,
      },
    }),
  )
  return ids
}

async function insertRows(
  world: World,
  { district, learner, readers, version, showName = false, provisional = true }: Given,
): Promise<Earned> {
  const { newId, now } = world.home.ports
  const [submissionId, attemptId, decisionId, familyId] = [newId(), newId(), newId(), newId()]
  const at = now()
  const sha256 = createHash('sha256').update(submissionId).digest('hex')
  const requirement = version.content.part2.requirements[0]
  const manifest = buildManifest({
    submissionId,
    attemptNo: 1,
    achievementVersionId: version.id,
    rubricDigest: `sha256:${sha256}`,
    responses: [],
    evidence: [
      {
        id: newId(),
        requirementId: requirement?.id ?? 'R1',
        kind: 'text',
        type: requirement?.evidenceTypes[0] ?? 'document',
        mediaType: 'text/plain',
        bytes: 12,
        sha256,
        shared: false,
      },
    ],
    aiDisclosure: null,
    attestations: ['own-work', 'privacy', 'authentic-implementation'],
    consents: [],
    banked: [],
    submittedAt: at,
  })
  const bytes = Buffer.from(manifestBytes(manifest))
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  const run = (sql: string, values: unknown[]) => world.owner.query(sql, values)
  await run(
    `insert into submission (tenant_id, id, learner_id, achievement_id, achievement_version_id, status, attempt_no, salt, activity_from, activity_until, show_name, started_at, last_edit_at)
     values ($1, $2, $3, $4, $5, 'inReview', 1, $6, '2026-09-08', '2026-11-14', $7, $8, $8)`,
    [district.tenantId, submissionId, learner.id, version.achievementId, version.id, randomBytes(32), showName, at],
  )
  await run(
    `insert into submission_attempt (tenant_id, id, submission_id, learner_id, attempt_no, manifest, manifest_digest, submitted_at, admitted_at, due_at) values ($1, $2, $3, $4, 1, $5, $6, $7, $7, $7)`,
    [district.tenantId, attemptId, submissionId, learner.id, bytes, digest, at],
  )
  await run(`insert into reading_family (tenant_id, id, name, created_at) values ($1, $2, $3, $4)`, [
    district.tenantId,
    familyId,
    `family ${familyId}`,
    at,
  ])
  const readings: string[] = []
  for (const [place, reader] of readers.entries()) {
    const id = newId()
    await run(
      `insert into review (tenant_id, id, attempt_id, submission_id, slot, family_id, account_id, purpose, status, criteria, due_at, submitted_at, opened_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'settled', $9, $10, $10, $10)`,
      [
        district.tenantId,
        id,
        attemptId,
        submissionId,
        place + 1,
        familyId,
        reader.id,
        place === 0 ? 'first' : 'second',
        version.content.rubric.criteria.map((criterion) => criterion.id),
        at,
      ],
    )
    readings.push(id)
  }
  const final = version.content.rubric.criteria.map(({ id }) => ({
    criterionId: id,
    levelId: version.content.rubric.passLevel,
    state: 'met',
    source: 'agreed',
  }))
  await run(
    `insert into decision (tenant_id, id, attempt_id, submission_id, learner_id, achievement_version_id, attempt_no, result, final, rule, readings, provisional, rubric_digest, manifest_digest, decided_at)
     values ($1, $2, $3, $4, $5, $6, 1, 'earned', $7, $8, $9, $10, $11, $12, $13)`,
    [
      district.tenantId,
      decisionId,
      attemptId,
      submissionId,
      learner.id,
      version.id,
      JSON.stringify(final),
      JSON.stringify(version.content.rubric.rule),
      JSON.stringify(readings),
      provisional,
      `sha256:${sha256}`,
      digest,
      at,
    ],
  )
  return { submissionId, attemptId, decisionId }
}
