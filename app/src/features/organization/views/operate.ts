import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { readKept } from '../../../platform/kept.ts'
import type { NoticeId } from '../../../platform/notices.ts'
import { isRetentionWell, RETENTION } from '../../../platform/retention-clock.ts'
import { isFresh } from '../../account/policy.ts'
import { listMail, type MailMessage } from '../../account/reads/mail.ts'
import { isSetUpFinished } from '../../account/reads/setup.ts'
import { hasDemo } from '../../account/reads/sign-in.ts'
import { listPasskeys } from '../../account/reads.ts'
import type { PeopleWorld } from '../actions/invite.ts'
import { mayOperate } from '../policy.ts'
import {
  countLetters,
  type LetterCounts,
  type LogLine,
  listLogTail,
  listTroubledLetters,
  type TroubledLetter,
} from '../reads/operate.ts'
import { findSiteIssuer, listIssuers } from '../reads.ts'

type World = Ctx<PeopleWorld>

export interface AdminPage {
  readonly checks: readonly { readonly id: Check; readonly good: boolean }[]
  readonly setUpOpen: boolean
  readonly notices: readonly NoticeId[]
  readonly counts: LetterCounts
  readonly letters: readonly TroubledLetter[]
  readonly log: readonly (LogLine & { readonly organization: string | null })[]
  readonly next: number | null
  readonly fresh: boolean
  readonly zone: string
}
export type Check = 'passkey' | 'address' | 'mail' | 'issuer' | 'keys' | 'demo' | 'letters' | 'retention'
const LINES = 25

export async function adminPage(ctx: World, before: number | undefined): Promise<AdminPage> {
  insist(mayOperate(ctx.actor))
  return ctx.transact(async (tx) => {
    const issuers = await listIssuers(tx)
    const names = new Map(issuers.map(({ tenantId, name }) => [tenantId, name]))
    const counts = await countLetters(tx, ctx.now())
    const log = await listLogTail(tx, { before: before ?? null, limit: LINES + 1 })
    const facts: Record<Check, boolean> = {
      passkey: (await listPasskeys(tx, ctx.person)).length > 0,
      address: !ctx.settings.loopback,
      mail: ctx.settings.mailLeaves,
      issuer: (await findSiteIssuer(tx)) !== undefined,
      keys: (await readKept(tx, 'keys.copied')) !== null,
      demo: !(await hasDemo(tx)),
      letters: counts.dead === 0 && counts.late === 0,
      retention: isRetentionWell(await readKept(tx, RETENTION), ctx.now()),
    }
    return {
      checks: (Object.keys(facts) as Check[]).map((id) => ({ id, good: facts[id] })),
      notices: ctx.settings.notices.filter((id) => id !== 'masterKey' || !facts.keys),
      setUpOpen: !(await isSetUpFinished(tx)),
      counts,
      letters: await listTroubledLetters(tx),
      log: log.slice(0, LINES).map((line) => ({ ...line, organization: names.get(line.tenantId ?? '') ?? null })),
      next: log.length > LINES ? (log[LINES - 1]?.id ?? null) : null,
      fresh: isFresh(ctx.actor, ctx.now()),
      zone: ctx.timeZone,
    }
  })
}

export interface OutboxPage {
  readonly leaves: boolean
  readonly messages: readonly MailMessage[]
  readonly next: string | null
  readonly zone: string
}
const MESSAGES = 25

/** What was written to people: to read here while no mail leaves, and by subject alone when it does. */
export async function outboxPage(ctx: World, before: string | undefined): Promise<OutboxPage> {
  insist(mayOperate(ctx.actor))
  const messages = await ctx.transact((tx) => listMail(tx, { before, limit: MESSAGES + 1 }))
  const shown = messages.slice(0, MESSAGES)
  return {
    leaves: ctx.settings.mailLeaves,
    messages: shown,
    next: messages.length > MESSAGES ? (shown.at(-1)?.id ?? null) : null,
    zone: ctx.timeZone,
  }
}
