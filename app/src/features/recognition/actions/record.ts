import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { listPeople } from '../../account/reads.ts'
import { getTitles } from '../../catalog/reads.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { Claim } from '../model.ts'
import type { AwardFacts, RuleInForce } from '../reads.ts'
import { draftsOf } from '../rules/ledger.ts'
import type { Grant, Refusal } from '../rules/outcome.ts'
import { periodOf } from '../rules/prepare.ts'
import { answerFor, HOURS, type Judged, plainHours } from '../rules.ts'
import { type Head, insertRecognition } from '../writes.ts'
import { enter } from './enter.ts'
import type { Tx, World } from './world.ts'

export interface Recording extends Judged {
  readonly claims: readonly Claim[]
  readonly head: Head
  readonly rules: readonly RuleInForce[]
  readonly awards: readonly AwardFacts[]
  /** The educator's school at this moment; it stays with what is recorded now. */
  readonly unitId: string | null
}
interface Recorded {
  readonly id: string
  readonly award: AwardFacts
  readonly grant: Grant | null
  readonly reason: string | null
}

/** Rows and links of the chain first, what is said about them last: the log's own lock is taken only then. */
export async function record(ctx: World, tx: Tx, recording: Recording): Promise<void> {
  let { head } = recording
  const recorded: Recorded[] = []
  for (const award of recording.awards) {
    const answer = answerFor(award.credentialId, recording)
    if (!answer) continue
    const one = 'grant' in answer ? await give(ctx, tx, { recording, award, grant: answer.grant }) : null
    recorded.push(one ?? (await refuse(ctx, tx, { recording, award, refusal: refusalOf(answer, recording, award) })))
    if (one?.grant?.state === 'approved')
      head = await enter(ctx, tx, { head, educatorId: award.learnerId, drafts: draftsOf(one.id, one.grant) })
  }
  const { name: organization } = await getOrganization(tx, ctx.scope.tenantId)
  const titleFor = await titlesFor(
    tx,
    recorded.map(({ award }) => award),
  )
  for (const one of recorded) await tell(ctx, tx, { ...one, organization, title: titleFor(one.award) })
}

/** What each learner calls what counts for them. */
async function titlesFor(tx: Tx, awards: readonly AwardFacts[]): Promise<(award: AwardFacts) => string> {
  const people = await listPeople(
    tx,
    awards.map(({ learnerId }) => learnerId),
  )
  const localeOf = ({ learnerId }: AwardFacts) => people.get(learnerId)?.locale ?? 'en'
  const titles = new Map<string, Awaited<ReturnType<typeof getTitles>>>()
  for (const locale of new Set(awards.map(localeOf))) {
    const theirs = awards.filter((award) => localeOf(award) === locale)
    const ids = theirs.map(({ achievementVersionId }) => achievementVersionId)
    titles.set(locale, await getTitles(tx, ids, locale))
  }
  return (award) => titles.get(localeOf(award))?.(award.achievementVersionId).title ?? ''
}

/** A giving that lost the race for its place is one that was counted already. */
function refusalOf(
  answer: { grant: Grant } | { refusal: Refusal },
  { claims }: Recording,
  { credentialId }: AwardFacts,
): Refusal {
  if ('refusal' in answer) return answer.refusal
  const date = claims.find(({ awardId }) => awardId === credentialId)?.decisionDate ?? answer.grant.date
  return { awardId: credentialId, ruleId: answer.grant.ruleId, code: 'already_counted', date }
}

interface Giving {
  readonly recording: Recording
  readonly award: AwardFacts
  readonly grant: Grant
}

async function give(ctx: World, tx: Tx, { recording, award, grant }: Giving): Promise<Recorded | null> {
  const id = ctx.newId()
  const made = await insertRecognition(tx, ctx.scope, {
    ...rowOf(ctx, { id, award, recording, ruleId: grant.ruleId, version: grant.ruleVersion }),
    equivalenceKey: grant.onceKeys[0] ?? award.achievementId,
    units: grant.units,
    periodKey: grant.periodKey,
    state: grant.state === 'approved' ? 'approved' : 'pending_approval',
    reasonCodes: [...grant.reasonCodes],
    countedOn: grant.date,
  })
  return made ? { id, award, grant, reason: null } : null
}

async function refuse(
  ctx: World,
  tx: Tx,
  { recording, award, refusal }: { recording: Recording; award: AwardFacts; refusal: Refusal },
): Promise<Recorded> {
  const id = ctx.newId()
  const prepared = recording.prepared.find(({ rule }) => rule.ruleId === refusal.ruleId)
  await insertRecognition(tx, ctx.scope, {
    ...rowOf(ctx, { id, award, recording, ruleId: refusal.ruleId }),
    equivalenceKey: award.achievementId,
    units: 0n,
    periodKey: (prepared && periodOf(prepared, refusal.date)?.key) ?? '',
    state: 'refused',
    reasonCodes: [refusal.code],
    countedOn: refusal.date,
  })
  return { id, award, grant: null, reason: refusal.code }
}

interface RowFacts {
  readonly id: string
  readonly award: AwardFacts
  readonly recording: Recording
  readonly ruleId: string
  readonly version?: number
}

function rowOf(ctx: World, { id, award, recording, ruleId, version }: RowFacts) {
  const from = recording.rules.filter(({ rule }) => rule.ruleId === ruleId)
  const exact = from.find(({ rule }) => rule.version === version) ?? from[0]
  if (!exact) throw new Error(`No rule is called ${ruleId}`)
  return {
    id,
    ruleVersionId: exact.id,
    programId: exact.rule.programId,
    educatorId: award.learnerId,
    unitId: recording.unitId,
    sourceKind: 'award' as const,
    sourceId: award.credentialId,
    issuerId: award.issuerId,
    achievementId: award.achievementId,
    achievementVersionId: award.achievementVersionId,
    unitCode: HOURS.id,
    unitScale: HOURS.scale,
    decidedBy: [ctx.actor.id],
    createdAt: ctx.now(),
  }
}

interface Told extends Recorded {
  readonly organization: string
  readonly title: string
}

async function tell(ctx: World, tx: Tx, { id, award, grant, reason, ...named }: Told): Promise<void> {
  const { credentialId, learnerId } = award
  if (!grant) {
    const body = { credentialId, reason: reason ?? '' }
    await append(ctx, tx, { type: 'recognition.refused', subjectId: id, personId: learnerId, body })
    return
  }
  const hours = plainHours(grant.units)
  const values = { hours, one: hours === '1' ? 'yes' : 'no', ...named }
  await postMail(ctx, tx, { toPerson: learnerId, template: 'recognition.recorded', values, path: '/me/recognition' })
  await append(ctx, tx, {
    type: grant.state === 'approved' ? 'recognition.approved' : 'recognition.proposed',
    subjectId: id,
    personId: learnerId,
    body: {
      credentialId,
      ruleId: grant.ruleId,
      ruleVersion: grant.ruleVersion,
      units: String(grant.units),
      scale: HOURS.scale,
      unit: grant.unitId,
      periodKey: grant.periodKey,
    },
  })
}
