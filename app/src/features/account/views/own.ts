import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { openCode } from '../actions/emails.ts'
import { factorsOf } from '../actions/factors.ts'
import type { AccountWorld } from '../actions/session.ts'
import { type Factors, hasDesk, mayChangeFactors, mayEdit, mayOpenExport } from '../policy.ts'
import { findOpenErasure, type Hold, listHolds } from '../reads/erasures.ts'
import { listExports } from '../reads/exports.ts'
import { findOpenRecovery, listIdentities } from '../reads/own.ts'
import { listOwnProviders } from '../reads/sign-in.ts'
import { findPrimaryEmail, getPerson, listOwnEmails, listPasskeys, listSessions, type Person } from '../reads.ts'
import { type KeptKeys, keptKeys } from '../rules/desk-keys.ts'
import { unsentCode } from './sign-in.ts'

type World = Ctx<AccountWorld>

export async function ownProfile(ctx: World): Promise<Person> {
  insist(mayEdit(ctx.actor, ctx.person.personId))
  return ctx.transact((tx) => getPerson(tx, ctx.person.personId))
}

/** What stands between this session and a change of the ways in. */
export type Gate = 'open' | 'step-up-needed' | 'confirm-needed' | 'demo-account'

export interface SettingsPage {
  readonly person: Person
  readonly gate: Gate
  readonly zone: string
  readonly sessionId: string | null
  readonly emails: readonly { id: string; email: string; verified: boolean; isPrimary: boolean }[]
  /** An address that waits for its code. */
  readonly proving: { readonly email: string; readonly unsent: string | null } | null
  readonly passkeys: readonly { id: string; label: string; createdAt: Date; lastUsedAt: Date | null }[]
  readonly identities: readonly { id: string; issuer: string; createdAt: Date }[]
  readonly sessions: readonly { id: string; device: string; createdAt: Date; lastSeenAt: Date }[]
  readonly recovery: { readonly readyAt: Date; readonly over: boolean } | null
  readonly data: OwnExports
  readonly erase: OwnErasure
  /** Null for people who have no desk. */
  readonly keys: KeptKeys | null
}

/** What the person asked to take along: one that is being made, those that may be fetched. */
export interface OwnExports {
  readonly making: Date | null
  readonly ready: readonly { id: string; madeAt: Date; bytes: number; expiresAt: Date }[]
  readonly gate: 'open' | 'step-up-needed' | 'confirm-needed'
}

async function ownExports(ctx: World, tx: Db<AccountWorld>, factors: Factors): Promise<OwnExports> {
  const rows = await listExports(tx, ctx.person)
  const verdict = mayOpenExport(factors, ctx.now())
  return {
    gate: verdict.ok ? 'open' : verdict.because,
    making: rows.find(({ madeAt }) => madeAt === null)?.askedAt ?? null,
    ready: rows.flatMap(({ id, madeAt, bytes, expiresAt }) =>
      madeAt && expiresAt && expiresAt > ctx.now() ? [{ id, madeAt, bytes: bytes ?? 0, expiresAt }] : [],
    ),
  }
}

/** Whether the person asked to be erased, and what stands in the way of it. */
export interface OwnErasure {
  readonly asked: { readonly dueAt: Date; readonly credentials: 'keep' | 'erase'; readonly held: boolean } | null
  readonly holds: readonly Hold[]
}

async function ownErasure(ctx: World, tx: Db<AccountWorld>): Promise<OwnErasure> {
  const row = await findOpenErasure(tx, ctx.person, { lock: false })
  return {
    asked: row ? { dueAt: row.dueAt, credentials: row.credentials, held: row.held.length > 0 } : null,
    holds: await listHolds(tx),
  }
}

export async function settingsPage(ctx: World): Promise<SettingsPage> {
  const { person } = ctx
  insist(mayEdit(ctx.actor, person.personId))
  return ctx.transact(async (tx) => {
    const recovery = await findOpenRecovery(tx, person)
    const factors = await factorsOf(ctx, tx)
    const verdict = mayChangeFactors(factors, ctx.now())
    const proof = await openCode(ctx, tx, 'address')
    const emails = await listOwnEmails(tx, person)
    const self = await getPerson(tx, person.personId)
    return {
      person: self,
      data: await ownExports(ctx, tx, factors),
      erase: await ownErasure(ctx, tx),
      keys: hasDesk(ctx.actor) ? keptKeys(self.shortcuts) : null,
      gate: verdict.ok ? 'open' : verdict.because,
      zone: ctx.timeZone,
      sessionId: ctx.sessionId,
      emails: emails.map(({ id, email, verifiedAt, isPrimary }) => ({
        id,
        email,
        verified: verifiedAt !== null,
        isPrimary,
      })),
      proving: proof?.email ? { email: proof.email, unsent: unsentCode(ctx, proof) } : null,
      passkeys: (await listPasskeys(tx, person)).map(({ id, label, createdAt, lastUsedAt }) => ({
        id,
        label,
        createdAt,
        lastUsedAt,
      })),
      identities: await listIdentities(tx, person),
      sessions: await listSessions(tx, person, ctx.now()),
      recovery: recovery ? { readyAt: recovery.readyAt, over: recovery.readyAt <= ctx.now() } : null,
    }
  })
}

export interface StepUpPage {
  readonly passkeys: number
  /** Sign-ins of organizations that could vouch for the person again. */
  readonly providers: readonly { readonly id: string; readonly label: string }[]
  readonly email: string | null
  readonly sent: { readonly unsent: string | null } | null
  readonly recovery: { readonly readyAt: Date; readonly over: boolean } | null
  readonly zone: string
}

export async function stepUpPage(ctx: World): Promise<StepUpPage> {
  insist(mayEdit(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const proof = await openCode(ctx, tx, 'confirm')
    const recovery = await findOpenRecovery(tx, ctx.person)
    return {
      passkeys: (await listPasskeys(tx, ctx.person)).length,
      providers: await listOwnProviders(tx),
      email: await findPrimaryEmail(tx, ctx.person.personId),
      sent: proof ? { unsent: unsentCode(ctx, proof) } : null,
      recovery: recovery ? { readyAt: recovery.readyAt, over: recovery.readyAt <= ctx.now() } : null,
      zone: ctx.timeZone,
    }
  })
}
