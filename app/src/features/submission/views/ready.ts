import { insist } from '../../../lib/refusal.ts'
import { findPerson } from '../../account/reads.ts'
import { getCalendar, setting } from '../../organization/reads.ts'
import type { World } from '../actions/world.ts'
import { mayWork } from '../policy.ts'
import { calendarOf } from '../rules/calendar.ts'
import { attemptDueAt } from '../rules/clock.ts'
import type { Finding } from '../rules/finding.ts'
import { promptsOf } from '../rules/ready-content.ts'
import type { SubmissionRow } from '../tables.ts'
import { openDraft } from './open-draft.ts'
import { headOf, type WorkHead } from './work.ts'

/** One thing that the check found, with its place in words and where to mend it. */
export interface Advice {
  readonly id: string
  readonly code: Finding['code']
  readonly severity: Finding['severity']
  readonly place: string | null
  readonly href: string | null
}
export interface ReadyDesk extends WorkHead {
  readonly blocks: readonly Advice[]
  readonly advice: readonly Advice[]
  readonly said: Pick<
    SubmissionRow,
    'aiUsed' | 'aiTools' | 'aiPurpose' | 'attestations' | 'activityFrom' | 'activityUntil' | 'showName'
  >
  readonly ai: { readonly kind: 'none' | 'assist_with_disclosure' | 'open'; readonly note: string }
  readonly attemptNo: number
  readonly undoMinutes: number
  readonly dueAt: Date | null
  readonly name: string
  readonly today: string
  readonly zone: string
}

/** The last look before sending: what stops it, what would help, and what only the learner can say. */
export async function readyDesk(ctx: World, submissionId: string): Promise<ReadyDesk> {
  const opened = await openDraft(ctx, submissionId)
  const { draft, findings, today } = opened
  const { row, version } = draft
  insist(mayWork(ctx.actor, row))
  const there = ctx.inTenant(row.tenantId)
  const facts = await there.transact(async (tx) => ({
    undoMinutes: await setting(tx, there.scope, 'review.submitUndoMinutes'),
    windowDays: await setting(tx, there.scope, 'review.windowDays'),
    capDays: await setting(tx, there.scope, 'review.capDays'),
    calendar: calendarOf(await getCalendar(tx, there.scope)),
    name: (await findPerson(tx, row.learnerId))?.name ?? '',
  }))
  const { calendar, windowDays, capDays } = facts
  const clock = calendar && { calendar, submittedAt: ctx.now(), windowDays, capDays, extensions: [], pauses: [] }
  const advice = findings.map((found, place) => adviceOf(opened, found, place))
  return {
    ...headOf(ctx, opened),
    blocks: advice.filter(({ severity }) => severity === 'block'),
    advice: advice.filter(({ severity }) => severity !== 'block'),
    said: row,
    ai: version.content.aiPolicy,
    attemptNo: row.attemptNo + 1,
    undoMinutes: facts.undoMinutes,
    dueAt: clock && attemptDueAt(clock),
    name: facts.name,
    today,
    zone: ctx.timeZone,
  }
}

const HERE: ReadonlySet<string> = new Set(['attestation-missing', 'ai-disclosure-missing'])

function adviceOf({ draft }: Awaited<ReturnType<typeof openDraft>>, found: Finding, place: number): Advice {
  const { row, version, evidence } = draft
  const { content } = version
  const { code, severity, requirementId, evidenceId, criterionId } = found
  const base = `/me/work/${row.id}`
  const common = { id: `${place}`, code, severity }
  const prompt = promptsOf(content).find(({ id }) => id === requirementId)
  if (prompt)
    return {
      ...common,
      place: 'prompt' in prompt ? String(prompt.prompt) : prompt.id,
      href: `${base}/write#${prompt.id}`,
    }
  const requirement = content.part2.requirements.find(({ id }) => id === requirementId)
  const piece = evidence.find(({ id }) => id === evidenceId)
  if (requirement) {
    const words = piece ? `${requirement.title}: ${piece.name}` : requirement.title
    return {
      ...common,
      place: words,
      href: `${base}/requirements/${requirement.id}${piece ? `#piece-${piece.id}` : ''}`,
    }
  }
  const criterion = content.rubric.criteria.find(({ id }) => id === criterionId)
  if (HERE.has(code)) return { ...common, place: null, href: `#${code}` }
  return { ...common, place: criterion?.title ?? null, href: null }
}
