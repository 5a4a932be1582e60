import { localDateAt } from '../../../lib/dates.ts'
import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { getVersion } from '../../catalog/reads.ts'
import type { DeclarationForm, GiveConsent, SaidWords } from '../model.ts'
import { plainText } from '../rules/plain-text.ts'
import { joined, seenIn, tidy, wordsOf } from '../rules/said.ts'
import { insertConsent } from '../writes/inbox.ts'
import { updateSubmission } from '../writes.ts'
import { editOwn, noteAnswers, ownWork, type World } from './world.ts'

/** Ready checks of one requirement, answered yes in their own words: an edited check is asked again. */
export async function answerChecks(
  ctx: World,
  submissionId: string,
  { requirementId, yes }: { requirementId: string; yes: readonly string[] },
): Promise<void> {
  await editOwn(ctx, submissionId, async (tx, there, row) => {
    const { content } = await getVersion(tx, row.achievementVersionId)
    const requirement = content.part2.requirements.find(({ id }) => id === requirementId)
    if (!requirement) throw new NotFound('requirement')
    const kept = requirement.readyChecks.filter((check) => yes.includes(check))
    await updateSubmission(tx, there.scope, { id: row.id, checks: { ...row.checks, [requirementId]: kept } })
    await noteAnswers(there, tx, row)
  })
}

/** What a form says, and what its page had seen before. */
export function said(form: DeclarationForm): { words: SaidWords; seen: readonly SaidWords[] } {
  const { attestations, aiUsed = '', aiTools, aiPurpose, activityFrom, activityUntil, showName } = form
  const dates = { activityFrom: activityFrom ?? '', activityUntil: activityUntil ?? '' }
  const before = form.seen ? seenIn(form.seen) : []
  if (!before) throw new Invalid('check-fields')
  return { words: tidy({ attestations, aiUsed, aiTools, aiPurpose, ...dates, showName }), seen: before }
}

/** What only the learner can say; kept as said, complete or not, so that nothing is typed twice, and never over what was said elsewhere meanwhile. */
export async function declare(
  ctx: World,
  submissionId: string,
  { words, seen }: { words: SaidWords; seen: readonly SaidWords[] },
): Promise<SaidWords> {
  return editOwn(ctx, submissionId, async (tx, there, row) => {
    const now = wordsOf(row)
    const { said: next, both } = seen.length > 0 ? joined(words, now, seen) : { said: words, both: [] }
    if (both.length > 0) throw new Conflict('changed-elsewhere', { theirs: JSON.stringify(now) })
    insistDates(next, localDateAt(ctx.now(), ctx.timeZone))
    const { aiUsed, activityFrom, activityUntil, showName } = next
    await updateSubmission(tx, there.scope, {
      id: row.id,
      ...next,
      attestations: [...next.attestations],
      aiUsed: aiUsed ? aiUsed === 'yes' : null,
      activityFrom: activityFrom || null,
      activityUntil: activityUntil || null,
      showName: showName === 'yes',
    })
    await noteAnswers(there, tx, row)
    return next
  })
}

function insistDates({ activityFrom, activityUntil }: SaidWords, today: string): void {
  if (activityFrom && activityUntil && activityFrom > activityUntil)
    throw new Invalid('check-fields', { activityUntil: 'refusal.dates-turned' })
  if ((activityUntil || activityFrom) > today)
    throw new Invalid('check-fields', { activityUntil: 'refusal.dates-ahead' })
}

/** The statement is kept, never the forms and never a child's name. */
export async function giveConsent(
  ctx: World,
  submissionId: string,
  consent: Omit<GiveConsent, 'class'>,
): Promise<string> {
  const { there, row } = await ownWork(ctx, submissionId)
  const { scope, collectedBy, keptWhere, people, collectedOn, untilOn } = consent
  const where = plainText(keptWhere).trim()
  if (where === '') throw new Invalid('check-fields', { keptWhere: 'refusal.consent-where' })
  if (untilOn !== null && untilOn < collectedOn) throw new Invalid('check-fields', { untilOn: 'refusal.dates-turned' })
  const id = there.newId()
  await there.transact(async (tx) => {
    await insertConsent(tx, there.person, {
      id,
      scope,
      collectedBy,
      keptWhere: where,
      people,
      collectedOn,
      untilOn,
      createdAt: ctx.now(),
    })
    await append(there, tx, {
      type: 'submission.consentGiven',
      subjectId: row.id,
      personId: row.learnerId,
      body: { consentId: id },
    })
  })
  return id
}
