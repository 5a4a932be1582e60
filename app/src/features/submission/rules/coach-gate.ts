import { addBusinessMinutes, BUSINESS_DAY_MINUTES, type BusinessCalendar } from '../../../lib/business-time.ts'
import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { Standing } from './standing.ts'

const OFFER_AFTER = 2
const LAPSE_DAYS = 5

export interface CoachSettings {
  readonly coachAfter: number
  /** Attempts one conversation opens; 0 opens all that follow. */
  readonly coachEvery: number
  readonly coachGate: 'required' | 'offered' | 'off'
  readonly attemptMax: number | null
}

type Attempts = Pick<Standing, 'returnedAt' | 'coachOpenedAt' | 'attemptsCounted'>

/** A coach is offered before one is needed. */
export function coachOffered({ returnedAt }: Pick<Attempts, 'returnedAt'>, { coachGate }: CoachSettings): boolean {
  return coachGate !== 'off' && returnedAt.length >= OFFER_AFTER
}

export function coachNeeded(attempts: Attempts, { coachAfter, coachEvery, coachGate }: CoachSettings): boolean {
  const closedBy = attempts.returnedAt[coachAfter - 1]
  if (coachGate !== 'required' || !closedBy) return false
  const conversation = attempts.coachOpenedAt
    .filter((at) => at > closedBy)
    .sort(earlierFirst)
    .at(-1)
  if (!conversation) return true
  const decisionsSince = attempts.returnedAt.filter((at) => at >= conversation).length
  return coachEvery > 0 && decisionsSince >= coachEvery
}

export type AttemptRefusal = 'coach-conversation-needed' | 'attempts-used'

export function mayAttempt(attempts: Attempts, settings: CoachSettings): Verdict<AttemptRefusal> {
  if (settings.attemptMax !== null && attempts.attemptsCounted >= settings.attemptMax) return no('attempts-used')
  return coachNeeded(attempts, settings) ? no('coach-conversation-needed') : yes
}

/** A request that no coach of the pool answers opens the gate by itself. */
export function coachGateLapsesAt(calendar: BusinessCalendar, requestedAt: Date): Date {
  const minutes = LAPSE_DAYS * BUSINESS_DAY_MINUTES
  return addBusinessMinutes({ calendar, from: requestedAt, minutes }) ?? requestedAt
}

function earlierFirst(one: Date, other: Date): number {
  return one.getTime() - other.getTime()
}
