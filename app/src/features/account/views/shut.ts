import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { accountOf } from '../actions/not-me.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { NewEmail } from '../model.ts'
import { mayReopen } from '../policy.ts'
import { findOwn, listIdentities } from '../reads/own.ts'
import { listOwnEmails, listPasskeys } from '../reads.ts'

export interface WayIn {
  readonly id: string
  readonly kind: 'address' | 'passkey' | 'identity'
  readonly label: string
  readonly createdAt: Date
}
export interface ShutAccount {
  readonly email: string
  readonly name: string
  readonly shutAt: Date | null
  readonly zone: string
  /** The newest first. */
  readonly ways: readonly WayIn[]
}

/** What the operator goes through with its owner before the account opens again. */
export async function shutAccount(ctx: Ctx<AccountWorld>, { email }: NewEmail): Promise<ShutAccount> {
  insist(mayReopen(ctx.actor, ctx.now()))
  const own = await accountOf(ctx, email)
  return own.transact(async (tx) => {
    const person = await findOwn(tx, own.person)
    const emails = (await listOwnEmails(tx, own.person)).filter(({ verifiedAt }) => verifiedAt)
    const ways: WayIn[] = [
      ...emails.map((row) => ({ id: row.id, kind: 'address' as const, label: row.email, createdAt: row.createdAt })),
      ...(await listPasskeys(tx, own.person)).map(({ id, label, createdAt }) => ({
        ...{ id, label, createdAt },
        kind: 'passkey' as const,
      })),
      ...(await listIdentities(tx, own.person)).map(({ id, issuer, createdAt }) => ({
        ...{ id, createdAt },
        kind: 'identity' as const,
        label: new URL(issuer).host,
      })),
    ]
    ways.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    return { email, name: person?.name ?? '', shutAt: person?.disabledAt ?? null, zone: ctx.timeZone, ways }
  })
}
