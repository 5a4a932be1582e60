import { base64url } from '../../../lib/ids.ts'
import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import type { Cookie } from '../../../platform/route.ts'
import { hashToken } from '../../../platform/session.ts'
import { mayEdit } from '../policy.ts'
import type { AccountTables } from '../tables.ts'
import { endSession, insertEmail, insertPerson, insertSession, trimSessions } from '../writes.ts'

export type AccountWorld = AccountTables & LogTables
type World = Ctx<AccountWorld>
const DAY = 24 * 3_600_000

export interface NewPerson {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly locale: 'en' | 'es'
  readonly timeZone: string
  readonly demo?: boolean
  readonly platformAdmin?: boolean
  readonly workRole?: string
  /** False: the address was typed by somebody, and a code to it is still to come. */
  readonly proven?: boolean
}

/** `ctx.person` is the new person; unless it is said otherwise whoever calls this has proof of the address. */
export async function createPerson(
  ctx: World,
  tx: Db<AccountWorld>,
  { email, proven = true, ...person }: NewPerson,
): Promise<void> {
  await insertPerson(tx, { ...person, theme: 'system', createdAt: ctx.now() })
  if (email)
    await insertEmail(tx, {
      id: ctx.newId(),
      personId: person.id,
      email,
      verifiedAt: proven ? ctx.now() : null,
      isPrimary: true,
      createdAt: ctx.now(),
    })
}

export interface Entering {
  readonly device: string
  /** The way in proved more than one factor. */
  readonly strong: boolean
  /** Whether that proof was given just now, so that it counts as a step-up; says nothing: as `strong`. */
  readonly fresh?: boolean | undefined
  readonly tenantId?: string | null
  /** The visit that goes on under a new id: its age and its proofs stay what they are. */
  readonly former?: {
    readonly expiresAt: Date
    readonly strongAt: Date | null
    readonly stepUpAt: Date | null
    readonly provedAt: Date
  }
}

/** A new session with a new id; idle 14 days, at most 90. The token leaves only in the cookie. */
export async function beginSession(
  ctx: World,
  tx: Db<AccountWorld>,
  { device, strong, fresh = strong, tenantId = null, former }: Entering,
): Promise<Cookie> {
  const token = base64url(ctx.random(32))
  const now = ctx.now()
  const expiresAt = former?.expiresAt ?? new Date(now.getTime() + 90 * DAY)
  await insertSession(tx, {
    id: ctx.newId(),
    tokenHash: hashToken(token),
    personId: ctx.person.personId,
    tenantId,
    device: device.slice(0, 80),
    strongAt: strong ? now : (former?.strongAt ?? null),
    stepUpAt: fresh ? now : (former?.stepUpAt ?? null),
    provedAt: strong ? now : (former?.provedAt ?? now),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  })
  await trimSessions(tx, ctx.person, now)
  const type = former ? 'account.sessionRenewed' : 'account.signedIn'
  await append(ctx, tx, {
    type,
    subjectId: ctx.person.personId,
    personId: ctx.person.personId,
    body: { strong },
  })
  return { name: 'session', value: token, maxAge: Math.floor((expiresAt.getTime() - now.getTime()) / 1000) }
}

export const forgetSession: Cookie = { name: 'session', value: '', maxAge: 0 }

export async function signOut(ctx: World): Promise<Cookie> {
  insist(mayEdit(ctx.actor, ctx.person.personId))
  await ctx.transact(async (tx) => {
    if (ctx.sessionId) await endSession(tx, ctx.person, { id: ctx.sessionId, at: ctx.now() })
    await append(ctx, tx, {
      type: 'account.signedOut',
      subjectId: ctx.person.personId,
      personId: ctx.person.personId,
      body: {},
    })
  })
  return forgetSession
}
