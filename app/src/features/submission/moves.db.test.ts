import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '../../lib/refusal.ts'
import { planFailpoints } from '../../platform/failpoint.ts'
import { append } from '../../platform/log.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aText } from '../../testing/factories/evidence.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, choose, type District, join, type Someone } from '../../testing/factories/people.ts'
import { aDraft, aReadyDraft, aSubmittedAttempt, learning } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { addText, answerPiece, removePiece } from './actions/evidence.ts'
import { undoSubmit, withdrawSubmission } from './actions/moves.ts'
import { saveResponse } from './actions/responses.ts'
import { startSubmission } from './actions/start.ts'
import { submitAttempt } from './actions/submit.ts'
import {
  entriesOf,
  findOwnSubmission,
  getAttempt,
  listAttemptEvidence,
  listDraftResponses,
  listResponses,
} from './reads.ts'
import { statusOf } from './rules/standing.ts'

let world: World
let district: District
let version: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { undoMinutes: 10 })
  version = await anAchievement(world)
  await anOffering(world, district.tenantId, [version.achievementId])
})
afterAll(() => world.close())

async function aLearner(school = 'North School'): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, district, { person, school })
  return person
}
async function rowOf(learner: Someone, id: string) {
  const ctx = learning(world, learner)
  const row = await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, id))
  if (!row) throw new Error('gone')
  return row
}
const there = () => world.as({ tenantId: district.tenantId, system: 'test' })
async function folded(id: string, tenantId = district.tenantId) {
  const ctx = world.as({ tenantId, system: 'test' })
  return statusOf(await ctx.transact((tx) => entriesOf(tx, tenantId, id)))
}
async function lastAttempt(id: string): Promise<string | undefined> {
  const { rows } = await world.owner.query(
    'select id from submission_attempt where submission_id = $1 order by attempt_no desc',
    [id],
  )
  return rows[0]?.id
}
function refusedIsFine(error: unknown): void {
  if (!(error instanceof Refused)) throw error
}
async function decide(
  learner: Someone,
  sent: { submissionId: string; attemptId: string },
  final: readonly object[],
  result = 'returned',
) {
  const ctx = there()
  const body = {
    attemptId: sent.attemptId,
    attemptNo: 1,
    decisionId: world.home.ports.newId(),
    result,
    readings: [],
    adjudicated: false,
    provisional: true,
    final,
  }
  await ctx.transact((tx) =>
    append(ctx, tx, {
      type: 'review.decided',
      subjectId: sent.submissionId,
      personId: learner.id,
      body: body as never,
    }),
  )
  await world.settle()
}
async function admitted(learner: Someone) {
  const sent = await aSubmittedAttempt(world, { learner, version })
  world.clock.advance(11 * 60_000)
  await world.settle()
  return sent
}

describe('start', () => {
  test('a draft belongs to the offering organization and remembers the school', async () => {
    const learner = await aLearner()
    const row = await rowOf(learner, await aDraft(world, { learner, version }))
    expect(row).toMatchObject({
      tenantId: district.tenantId,
      status: 'draft',
      attemptNo: 0,
      unitId: district.units['North School'],
    })
    expect(row.salt).toHaveLength(32)
  })

  test('pressed twice at once, it leads to one draft', async () => {
    const learner = await aLearner()
    const ids = await Promise.all([1, 2, 3].map(() => aDraft(world, { learner, version })))
    expect(new Set(ids).size).toBe(1)
  })

  test('is refused where nobody offers it', async () => {
    const lonely = await anAchievement(world)
    const learner = await aLearner()
    await expect(aDraft(world, { learner, version: lonely })).rejects.toThrow('nobody-offers')
  })

  test('an organization that does not offer it cannot be named', async () => {
    const other = await aDistrict(world)
    const ctx = learning(world, await aLearner())
    const input = { achievementVersionId: version.id, tenantId: other.tenantId }
    await expect(startSubmission(ctx, input)).rejects.toThrow('nobody-offers')
  })

  test('of a person of the field never lands in the demonstration, nor one of the demonstration in the field', async () => {
    const demo = await aDistrict(world, { demo: true })
    const [shown, real] = [await anAchievement(world), await anAchievement(world)]
    await anOffering(world, demo.tenantId, [shown.achievementId, version.achievementId])
    await anOffering(world, district.tenantId, [real.achievementId])
    const ctx = learning(world, await aPerson(world))
    const begin = (id: string, tenantId?: string) =>
      startSubmission(ctx, { achievementVersionId: id, ...(tenantId ? { tenantId } : {}) })
    await expect(begin(shown.id)).rejects.toThrow('nobody-offers')
    await expect(begin(shown.id, demo.tenantId)).rejects.toThrow('nobody-offers')
    await expect(begin(version.id, demo.tenantId)).rejects.toThrow('nobody-offers')

    const visitor = world.as({ personId: (await aPerson(world)).id, demo: true })
    const wander = { achievementVersionId: version.id, tenantId: district.tenantId }
    await expect(startSubmission(visitor, { achievementVersionId: real.id })).rejects.toThrow('nobody-offers')
    await expect(startSubmission(visitor, wander)).rejects.toThrow('nobody-offers')
    const id = await startSubmission(visitor, { achievementVersionId: version.id })
    const { rows } = await world.owner.query('select tenant_id from submission where id = $1', [id])
    expect(rows).toEqual([{ tenant_id: demo.tenantId }])
  })

  test('required prerequisites come first, by what the log of credentials said', async () => {
    const after = await anAchievement(world, { prerequisites: [{ code: version.code, kind: 'required' }] })
    await anOffering(world, district.tenantId, [after.achievementId])
    const learner = await aLearner()
    await expect(aDraft(world, { learner, version: after })).rejects.toMatchObject({
      because: 'prerequisite-missing',
      values: { missing: version.title },
    })
    const ctx = there()
    const credentialId = world.home.ports.newId()
    const body = {
      credentialId,
      submissionId: credentialId,
      decisionId: credentialId,
      achievementId: version.achievementId,
      achievementVersionId: version.id,
      edition: 1,
      awardedAt: world.clock.now().toISOString(),
      hours: '6.00',
    }
    await ctx.transact((tx) =>
      append(ctx, tx, { type: 'credential.awarded', subjectId: credentialId, personId: learner.id, body }),
    )
    await world.settle()
    const id = await aDraft(world, { learner, version: after })
    await withdrawSubmission(learning(world, learner), id)
    await ctx.transact((tx) =>
      append(ctx, tx, {
        type: 'credential.revoked',
        subjectId: credentialId,
        personId: learner.id,
        body: { credentialId, reason: 'error' },
      }),
    )
    await world.settle()
    await expect(aDraft(world, { learner, version: after })).rejects.toThrow('prerequisite-missing')
  })

  test('what nobody can earn any more holds nobody up', async () => {
    const old = await anAchievement(world)
    await world.owner.query('update achievement_version set retired_at = now() where id = $1', [old.id])
    const inside = await anAchievement(world, { visibility: 'organization' })
    const prerequisites = [{ code: 'Q99' }, { code: old.code }, { achievementId: inside.achievementId }].map(
      (need) => ({
        ...need,
        kind: 'required' as const,
      }),
    )
    const open = await anAchievement(world, { prerequisites })
    await anOffering(world, district.tenantId, [open.achievementId])
    expect(await aDraft(world, { learner: await aLearner(), version: open })).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a retired version begins nothing', async () => {
    const old = await anAchievement(world)
    await anOffering(world, district.tenantId, [old.achievementId])
    await world.owner.query('update achievement_version set retired_at = now() where id = $1', [old.id])
    await expect(aDraft(world, { learner: await aLearner(), version: old })).rejects.toThrow('not-published')
  })
})

describe('answers', () => {
  test('each saving is a revision; a stale one gets the newer text back and both stay', async () => {
    const learner = await aLearner()
    const id = await aDraft(world, { learner, version })
    const ctx = learning(world, learner)
    const first = await saveResponse(ctx, id, { promptId: 'P1', body: 'first tab', revision: 0 })
    expect(first.revision).toBe(1)
    const stale = saveResponse(ctx, id, { promptId: 'P1', body: 'second tab', revision: 0 })
    await expect(stale).rejects.toMatchObject({
      because: 'changed-elsewhere',
      values: { theirs: 'first tab', revision: 1 },
    })
    const same = await saveResponse(ctx, id, { promptId: 'P1', body: 'first tab', revision: 0 })
    expect(same.revision).toBe(1)
    const after = await saveResponse(ctx, id, { promptId: 'P1', body: 'first and second tab', revision: 1 })
    expect(after).toMatchObject({ revision: 2, words: 4 })
  })

  test('of two tabs at the same moment one is told, and nothing is lost', async () => {
    const learner = await aLearner()
    const id = await aDraft(world, { learner, version })
    const ctx = learning(world, learner)
    const both = await Promise.allSettled(
      ['one', 'two'].map((body) => saveResponse(ctx, id, { promptId: 'P1', body, revision: 0 })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('emoji, right-to-left text and zero bytes are taken; a text over the limit is named', async () => {
    const learner = await aLearner()
    const id = await aDraft(world, { learner, version })
    const ctx = learning(world, learner)
    await saveResponse(ctx, id, { promptId: 'P1', body: '👩🏽‍🏫 مرحبا\0', revision: 0 })
    const kept = await there().transact((tx) => listDraftResponses(tx, there().scope, id))
    expect(kept[0]?.body).toBe('👩🏽‍🏫 مرحبا')
    await expect(saveResponse(ctx, id, { promptId: 'P1', body: 'ñ'.repeat(20_001), revision: 1 })).rejects.toThrow(
      'text-too-long',
    )
    await saveResponse(ctx, id, { promptId: 'P1', body: 'n\u0303'.repeat(20_000), revision: 1 })
  })

  test('another person finds nothing there', async () => {
    const id = await aDraft(world, { learner: await aLearner(), version })
    const stranger = learning(world, await aLearner())
    await expect(saveResponse(stranger, id, { promptId: 'P1', body: 'mine', revision: 0 })).rejects.toMatchObject({
      name: 'NotFound',
    })
    await expect(submitAttempt(stranger, { submissionId: id, attemptNo: 1 })).rejects.toMatchObject({
      name: 'NotFound',
    })
    await expect(withdrawSubmission(stranger, id)).rejects.toMatchObject({ name: 'NotFound' })
  })
})

describe('submit', () => {
  test('is refused while something is missing, and nothing is frozen', async () => {
    const learner = await aLearner()
    const id = await aDraft(world, { learner, version })
    await expect(submitAttempt(learning(world, learner), { submissionId: id, attemptNo: 1 })).rejects.toThrow(
      'not-ready',
    )
    expect(await rowOf(learner, id)).toMatchObject({ status: 'draft', attemptNo: 0 })
  })

  test('freezes manifest, pieces and words; the digest is of exactly those bytes', async () => {
    const learner = await aLearner()
    const { submissionId, attemptId } = await aSubmittedAttempt(world, { learner, version })
    const ctx = there()
    const { rows } = await world.owner.query('select manifest, manifest_digest from submission_attempt where id = $1', [
      attemptId,
    ])
    expect(rows[0].manifest_digest).toBe(`sha256:${createHash('sha256').update(rows[0].manifest).digest('hex')}`)
    const [attempt, pieces, words] = [
      await ctx.transact((tx) => getAttempt(tx, ctx.scope, attemptId)),
      await ctx.transact((tx) => listAttemptEvidence(tx, ctx.scope, attemptId)),
      await ctx.transact((tx) => listResponses(tx, ctx.scope, attemptId)),
    ]
    expect(attempt.manifest).toMatchObject({
      format: 'cairn-attempt/1',
      submissionId,
      attemptNo: 1,
      attestations: ['own-work', 'privacy', 'authentic-implementation'],
    })
    expect(pieces.map(({ sha256 }) => sha256)).toEqual(attempt.manifest.evidence.map(({ sha256 }) => sha256))
    expect(pieces.every(({ frozenAt }) => frozenAt !== null)).toBe(true)
    expect(words.map(({ promptId }) => promptId)).toEqual(['O1', 'P1'])
    const entry = await world.owner.query(
      `select body, person_id from log_entry where subject_id = $1 and type = 'submission.submitted'`,
      [submissionId],
    )
    expect(entry.rows).toEqual([
      { person_id: learner.id, body: { attemptId, attemptNo: 1, manifestDigest: rows[0].manifest_digest } },
    ])
  })

  test('pressed twice, also at once, is one attempt and one letter', async () => {
    const learner = await aLearner()
    const submissionId = await aReadyDraft(world, { learner, version })
    const ctx = learning(world, learner)
    await Promise.all([1, 2, 3].map(() => submitAttempt(ctx, { submissionId, attemptNo: 1 })))
    await submitAttempt(ctx, { submissionId, attemptNo: 1 })
    const { rows } = await world.owner.query(
      `select (select count(*)::int from submission_attempt where submission_id = $1) attempts,
        (select count(*)::int from outbox where kind = 'precheck' and body->>'submissionId' = $1::text) letters,
        (select count(*)::int from outbox where kind = 'mail' and body->>'template' = 'submission.submitted' and person_id = $2) mails`,
      [submissionId, learner.id],
    )
    expect(rows).toEqual([{ attempts: 1, letters: 1, mails: 1 }])
  })

  test.each(['submit.manifested', 'submit.committed'])('a crash at %s leaves all or nothing', async (name) => {
    const learner = await aLearner()
    const submissionId = await aReadyDraft(world, { learner, version })
    planFailpoints(`${name}:1:throw`)
    await expect(submitAttempt(learning(world, learner), { submissionId, attemptNo: 1 })).rejects.toThrow('failpoint')
    planFailpoints(undefined)
    const row = await rowOf(learner, submissionId)
    expect(row.status).toBe(await folded(submissionId))
    expect(row.status).toBe(name === 'submit.committed' ? 'submitted' : 'draft')
    await submitAttempt(learning(world, learner), { submissionId, attemptNo: 1 })
    expect((await rowOf(learner, submissionId)).status).toBe('submitted')
  })

  test('what was frozen cannot be changed, not even by the owner of the database', async () => {
    const learner = await aLearner()
    const { attemptId } = await aSubmittedAttempt(world, { learner, version })
    const ctx = there()
    const [piece] = await ctx.transact((tx) => listAttemptEvidence(tx, ctx.scope, attemptId))
    const tries = [
      [`update evidence set sha256 = repeat('0', 64) where id = $1`, piece?.id],
      [`update evidence set body = 'other' where id = $1`, piece?.id],
      [`update evidence set class = 'B' where id = $1`, piece?.id],
      [`update evidence set frozen_at = null where id = $1`, piece?.id],
      ['delete from evidence where id = $1', piece?.id],
      [`update submission_attempt set manifest = '\\x00' where id = $1`, attemptId],
      ['delete from submission_attempt where id = $1', attemptId],
      [`update attempt_response set body = 'other' where attempt_id = $1`, attemptId],
    ] as const
    for (const [sql, id] of tries) await expect(world.owner.query(sql, [id])).rejects.toMatchObject({ code: '42501' })
  })

  test('while it is read, words and pieces stay', async () => {
    const learner = await aLearner()
    const { submissionId } = await aSubmittedAttempt(world, { learner, version })
    const ctx = learning(world, learner)
    await expect(saveResponse(ctx, submissionId, { promptId: 'P1', body: 'later', revision: 1 })).rejects.toThrow(
      'not-open-to-change',
    )
    await expect(addText(ctx, submissionId, { requirementId: 'R1', body: 'later' })).rejects.toThrow(
      'not-open-to-change',
    )
  })
})

describe('undo and precheck', () => {
  test('inside ten minutes it comes back as a draft; the next attempt has the next number', async () => {
    const learner = await aLearner()
    const sent = await aSubmittedAttempt(world, { learner, version })
    world.clock.advance(9 * 60_000)
    await undoSubmit(learning(world, learner), sent.submissionId)
    expect(await rowOf(learner, sent.submissionId)).toMatchObject({ status: 'draft', undoUntil: null })
    world.clock.advance(5 * 60_000)
    await world.settle()
    expect((await rowOf(learner, sent.submissionId)).status).toBe('draft')
    const again = await aSubmittedAttempt(world, { learner, version, submissionId: sent.submissionId })
    const ctx = there()
    expect((await ctx.transact((tx) => getAttempt(tx, ctx.scope, again.attemptId))).attemptNo).toBe(2)
  })

  test('after ten minutes it is checked and admitted, with a date by the business calendar', async () => {
    world.clock.set('2026-10-05T15:00:00Z')
    const learner = await aLearner()
    const sent = await aSubmittedAttempt(world, { learner, version })
    world.clock.advance(10 * 60_000)
    await expect(undoSubmit(learning(world, learner), sent.submissionId)).rejects.toThrow('undo-over')
    await world.settle()
    expect(await rowOf(learner, sent.submissionId)).toMatchObject({ status: 'inReview', undoUntil: null })
    const ctx = there()
    const attempt = await ctx.transact((tx) => getAttempt(tx, ctx.scope, sent.attemptId))
    expect(attempt.dueAt?.toISOString()).toBe('2026-10-12T21:00:00.000Z')
    expect(attempt.settings).toEqual({ windowDays: 5, capDays: 14 })
    await expect(undoSubmit(learning(world, learner), sent.submissionId)).rejects.toThrow('move-not-allowed')
  })

  test('where the undo window is closed, it is admitted at once', async () => {
    const quick = await aDistrict(world, { undoMinutes: 0 })
    const learner = await aPerson(world)
    await join(world, quick, { person: learner })
    const own = await anAchievement(world)
    await anOffering(world, quick.tenantId, [own.achievementId])
    const sent = await aSubmittedAttempt(world, { learner, version: own })
    await world.settle()
    expect((await rowOf(learner, sent.submissionId)).status).toBe('inReview')
  })

  test('the end of undo is the one that was said: a longer window set meanwhile strands nothing', async () => {
    const quick = await aDistrict(world, { undoMinutes: 10 })
    const learner = await aPerson(world)
    await join(world, quick, { person: learner })
    const own = await anAchievement(world)
    await anOffering(world, quick.tenantId, [own.achievementId])
    const sent = await aSubmittedAttempt(world, { learner, version: own })
    await choose(world, quick, { key: 'review.submitUndoMinutes', value: 60 })
    world.clock.advance(10 * 60_000)
    await expect(undoSubmit(learning(world, learner), sent.submissionId)).rejects.toThrow('undo-over')
    await world.settle()
    expect((await rowOf(learner, sent.submissionId)).status).toBe('inReview')
  })

  test('withdrawn is withdrawn: no later letter moves it', async () => {
    const learner = await aLearner()
    const sent = await aSubmittedAttempt(world, { learner, version })
    await withdrawSubmission(learning(world, learner), sent.submissionId)
    await withdrawSubmission(learning(world, learner), sent.submissionId)
    world.clock.advance(11 * 60_000)
    await world.settle()
    expect((await rowOf(learner, sent.submissionId)).status).toBe('withdrawn')
    expect(await folded(sent.submissionId)).toBe('withdrawn')
    await expect(aDraft(world, { learner, version })).resolves.not.toBe(sent.submissionId)
  })
})

describe('a decision', () => {
  const met = (criterionId: string) => ({ criterionId, state: 'met', levelId: 'demonstrated', source: 'agreed' })
  const notYet = (criterionId: string) => ({ criterionId, state: 'notYet', levelId: 'not_yet', source: 'agreed' })

  test('earned closes it; heard twice it moves once', async () => {
    const learner = await aLearner()
    const sent = await admitted(learner)
    await decide(learner, sent, ['C1', 'C2', 'C3'].map(met), 'earned')
    await decide(learner, sent, ['C1', 'C2', 'C3'].map(met), 'earned')
    expect(await rowOf(learner, sent.submissionId)).toMatchObject({ status: 'earned', closedAt: expect.any(Date) })
    const { rows } = await world.owner.query(
      `select count(*)::int n from log_entry where subject_id = $1 and type = 'submission.earned'`,
      [sent.submissionId],
    )
    expect(rows[0].n).toBe(1)
    await expect(withdrawSubmission(learning(world, learner), sent.submissionId)).rejects.toThrow('move-not-allowed')
  })

  test('returned opens it again; what was met is banked in the next manifest while its evidence stays', async () => {
    const learner = await aLearner()
    const sent = await admitted(learner)
    await decide(learner, sent, [met('C1'), met('C2'), notYet('C3')])
    expect((await rowOf(learner, sent.submissionId)).status).toBe('returned')
    const ctx = learning(world, learner)
    await saveResponse(ctx, sent.submissionId, {
      promptId: 'P1',
      body: 'A count that says more than the first one did.',
      revision: 1,
    })
    const again = await aSubmittedAttempt(world, { learner, version, submissionId: sent.submissionId })
    const { manifest } = await there().transact((tx) => getAttempt(tx, there().scope, again.attemptId))
    expect(manifest.banked).toEqual([
      { criterionId: 'C1', attemptNo: 1 },
      { criterionId: 'C2', attemptNo: 1 },
    ])
    const before = await there().transact((tx) => listResponses(tx, there().scope, sent.attemptId))
    expect(before.find(({ promptId }) => promptId === 'P1')?.body).toContain('word1')
  })

  test('a replaced piece takes its banked criteria with it, and the old piece stays with the old attempt', async () => {
    const learner = await aLearner()
    const sent = await admitted(learner)
    await decide(learner, sent, [met('C1'), met('C2'), notYet('C3')])
    const ctx = learning(world, learner)
    const [piece] = await there().transact((tx) => listAttemptEvidence(tx, there().scope, sent.attemptId))
    await removePiece(ctx, sent.submissionId, piece?.id ?? '')
    const evidenceId = await addText(ctx, sent.submissionId, { requirementId: 'R1', body: 'Another log of two weeks.' })
    await answerPiece(ctx, sent.submissionId, {
      evidenceId,
      evidenceType: 'observation_notes',
      class: 'A',
      consentId: null,
      confirmed: true,
    })
    const again = await aSubmittedAttempt(world, { learner, version, submissionId: sent.submissionId })
    const { manifest } = await there().transact((tx) => getAttempt(tx, there().scope, again.attemptId))
    expect(manifest.banked).toEqual([])
    const kept = await there().transact((tx) => listAttemptEvidence(tx, there().scope, sent.attemptId))
    expect(kept.map(({ id }) => id)).toEqual([piece?.id])
  })

  async function returnedThreeTimes(learner: Someone): Promise<string> {
    let sent = await admitted(learner)
    for (let count = 1; count <= 3; count++) {
      await decide(learner, sent, ['C1', 'C2', 'C3'].map(notYet))
      if (count === 3) break
      sent = await aSubmittedAttempt(world, { learner, version, submissionId: sent.submissionId })
      world.clock.advance(11 * 60_000)
      await world.settle()
    }
    return sent.submissionId
  }

  test('after three returns the fourth attempt goes through; a coach is offered, not asked for', async () => {
    const learner = await aLearner()
    const submissionId = await returnedThreeTimes(learner)
    await expect(aSubmittedAttempt(world, { learner, version, submissionId })).resolves.toBeDefined()
  })

  test('where the issuer asks for a coach after three, the gate opens by itself after five business days', async () => {
    await choose(world, district, { key: 'review.coachGate', value: 'required' })
    const learner = await aLearner()
    const submissionId = await returnedThreeTimes(learner)
    const again = aSubmittedAttempt(world, { learner, version, submissionId })
    await expect(again).rejects.toThrow('coach-conversation-needed')
    world.clock.advance(8 * 86_400_000)
    await world.settle()
    await expect(aSubmittedAttempt(world, { learner, version, submissionId })).resolves.toBeDefined()
    await choose(world, district, { key: 'review.coachGate', value: 'offered' })
  })
})

describe('content that changed in the store', () => {
  test('B-stored-file-missing: it is sent back with the reason, and no attempt is used', async () => {
    const learner = await aLearner()
    const sent = await aReadyDraft(world, { learner, version })
    const put = await world.home.ports.blobs.put(
      `person/${learner.id}`,
      (async function* () {
        yield Buffer.from('kept once')
      })(),
    )
    await world.owner.query(
      `update evidence set kind = 'file', blob_key = $1, bytes = 9, sha256 = $2, body = null where submission_id = $3`,
      [put.key, put.sha256, sent],
    )
    const attempt = await aSubmittedAttempt(world, { learner, version, submissionId: sent })
    await world.home.ports.blobs.remove(put.key)
    world.clock.advance(11 * 60_000)
    await world.settle()
    expect((await rowOf(learner, sent)).status).toBe('draft')
    const found = await world.owner.query('select code from precheck_finding where attempt_id = $1', [
      attempt.attemptId,
    ])
    expect(found.rows).toEqual([{ code: 'digest-mismatch' }])
    await expect(submitAttempt(learning(world, learner), { submissionId: sent, attemptNo: 2 })).rejects.toThrow(
      'not-ready',
    )
  })
})

describe('the status in the row', () => {
  const STEPS = ['submit', 'undo', 'wait', 'withdraw', 'return', 'award', 'save'] as const

  test('is what the log folds to, whatever is pressed in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 3, maxLength: 9 }), async (steps) => {
        const learner = await aLearner()
        const submissionId = await aReadyDraft(world, { learner, version })
        const ctx = learning(world, learner)
        const deeds = {
          submit: async () =>
            submitAttempt(ctx, { submissionId, attemptNo: (await rowOf(learner, submissionId)).attemptNo + 1 }),
          undo: () => undoSubmit(ctx, submissionId),
          wait: async () => {
            world.clock.advance(11 * 60_000)
            await world.settle()
          },
          withdraw: () => withdrawSubmission(ctx, submissionId),
          return: () => judge('returned'),
          award: () => judge('earned'),
          save: () => saveResponse(ctx, submissionId, { promptId: 'P1', body: aText(), revision: 1 }),
        }
        async function judge(result: string) {
          const attemptId = await lastAttempt(submissionId)
          if (attemptId) await decide(learner, { submissionId, attemptId }, [], result)
        }
        for (const step of steps) await deeds[step]().catch(refusedIsFine)
        expect((await rowOf(learner, submissionId)).status).toBe(await folded(submissionId))
      }),
      { numRuns: 12 },
    )
  })

  test('agrees for every Submission of this file', async () => {
    const { rows } = await world.owner.query('select tenant_id, id, status from submission')
    expect(rows.length).toBeGreaterThan(20)
    for (const { id, status, tenant_id } of rows) expect([id, await folded(id, tenant_id)]).toEqual([id, status])
  })
})
