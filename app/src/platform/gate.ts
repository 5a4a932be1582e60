import { isRecent } from '../lib/clock-step.ts'
import { NotFound, Refused } from '../lib/refusal.ts'
import type { Actor, Ctx, Role, Visitor } from './ctx.ts'
import { contextFor, type Installation, nobody } from './installation.ts'
import type { Actions, Route } from './route.ts'
import type { Session } from './session.ts'

export class SignInNeeded extends Error {
  override name = 'SignInNeeded'
}
export class StepUpNeeded extends Error {
  override name = 'StepUpNeeded'
}

export interface Visit {
  readonly session: Session | null
  readonly locale: 'en' | 'es'
  readonly requestId: string
  readonly visitor: Visitor
}

/** The first gate of a request: who, in which tenant, with which role. What they may do with the object is the policy's question. */
export function admit<T>(home: Installation<T>, route: Route, visit: Visit, actions: Actions): Ctx<T> {
  const { session } = visit
  if (session) insistEntry(home, { route, session, actions })
  else if (route.auth === 'session') throw new SignInNeeded()
  return contextFor(home, {
    tenantId: route.scope === 'tenant' ? (session?.tenantId ?? null) : null,
    personId: session?.personId ?? null,
    actor: session ? actorOf(session) : nobody,
    locale: visit.locale,
    timeZone: session?.timeZone ?? 'UTC',
    requestId: visit.requestId,
    sessionId: session?.sessionId ?? null,
    visitor: visit.visitor,
  })
}

interface Entry {
  readonly route: Route
  readonly session: Session
  readonly actions: Actions
}

function insistEntry<T>(home: Installation<T>, { route, session, actions }: Entry): void {
  if (route.scope === 'tenant' && !session.tenantId) throw new NotFound('no membership')
  insistRole(route, session, actions)
  if (route.stepUp && !fresh(session, home.ports.now())) throw new StepUpNeeded()
}

function insistRole(route: Route, session: Session, actions: Actions): void {
  const admission = actions[route.action]
  if (admission === undefined || admission === 'public' || admission === 'signedIn') return
  const admits = (roles: ReadonlySet<Role>) => admission.some((role) => roles.has(role))
  if (admits(rolesOf(session))) return
  throw new Refused(admits(heldBy(session)) ? 'passkey-needed' : 'role-needed')
}

function fresh(session: Session, now: Date): boolean {
  if (session.demo) return true
  return isRecent(session.stepUpAt === null ? null : new Date(session.stepUpAt), now, 5 * 60_000)
}

/** Roles that touch others' work are asleep until a passkey stands behind them; inside the demo, stepping in counts as one. */
const PRIVILEGED: ReadonlySet<Role> = new Set([
  'platformAdmin',
  'organizationAdmin',
  'qaLead',
  'adjudicator',
  'assessor',
  'coach',
  'recognizer',
])

export function rolesOf(session: Session): ReadonlySet<Role> {
  const held = heldBy(session)
  if (session.hasPasskey || session.demo || session.strong) return held
  return new Set([...held].filter((role) => !PRIVILEGED.has(role)))
}

/** Also those that sleep. */
function heldBy(session: Session): ReadonlySet<Role> {
  return new Set<Role>(session.platformAdmin ? [...session.roles, 'platformAdmin'] : session.roles)
}

export function actorOf(session: Session): Actor {
  return {
    id: session.personId,
    kind: 'person',
    roles: rolesOf(session),
    unitId: session.unitId,
    membershipId: session.membershipId,
    stepUpAt: session.stepUpAt ? new Date(session.stepUpAt) : null,
    demo: session.demo,
  }
}
