import { localDateAt } from '../../../lib/dates.ts'
import { Invalid, NotFound } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { getVersion } from '../../catalog/reads.ts'
import type { Attestation, DeclarationForm, GiveConsent } from '../model.ts'
import { plainText } from '../rules/plain-text.ts'
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

export interface Declarations {
  readonly attestations: readonly Attestation[]
  readonly aiUsed: boolean | null
  readonly aiTools: string
  readonly aiPurpose: string
  readonly activityFrom: string | null
  readonly activityUntil: string | null
  readonly showName: boolean
}

export function said(form: DeclarationForm): Declarations {
  const { attestations, aiUsed, aiTools, aiPurpose, activityFrom, activityUntil, showName } = form
  return {
    ...{ attestations, aiTools, aiPurpose, activityFrom, activityUntil },
    aiUsed: aiUsed ? aiUsed === 'yes' : null,
    showName: showName === 'yes',
  }
}

/** What only the learner can say; kept as said, complete or not, so that nothing is typed twice. */
export async function declare(ctx: World, submissionId: string, words: Declarations): Promise<void> {
  const { activityFrom, activityUntil } = words
  const today = localDateAt(ctx.now(), ctx.timeZone)
  if (activityFrom && activityUntil && activityFrom > activityUntil)
    throw new Invalid('check-fields', { activityUntil: 'refusal.dates-turned' })
  if ((activityUntil ?? activityFrom ?? '') > today)
    throw new Invalid('check-fields', { activityUntil: 'refusal.dates-ahead' })
  await editOwn(ctx, submissionId, async (tx, there, row) => {
    await updateSubmission(tx, there.scope, {
      id: row.id,
      ...words,
      attestations: [...words.attestations],
      aiTools: shortened(plainText(words.aiTools).trim(), 300),
      aiPurpose: shortened(plainText(words.aiPurpose).trim(), 2_000),
    })
    await noteAnswers(there, tx, row)
  })
}

function shortened(text: string, most: number): string {
  return [...text].slice(0, most).join('')
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
