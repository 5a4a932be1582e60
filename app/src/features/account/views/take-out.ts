import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { AccountWorld } from '../actions/session.ts'
import { mayGather } from '../policy.ts'
import { listOwnLines, listOwnVisits } from '../reads/exports.ts'
import { listIdentities } from '../reads/own.ts'
import { getPerson, listOwnEmails, listPasskeys } from '../reads.ts'

/** Who the person is here and how the account is opened, without a secret. */
export async function ownAccount(ctx: Ctx<AccountWorld>) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  return ctx.transact(async (tx) => ({
    profile: [await getPerson(tx, person.personId)],
    addresses: (await listOwnEmails(tx, person)).map(({ email, verifiedAt, isPrimary, createdAt }) => ({
      email,
      verifiedAt,
      isPrimary,
      createdAt,
    })),
    passkeys: (await listPasskeys(tx, person)).map(({ label, createdAt, lastUsedAt }) => ({
      label,
      createdAt,
      lastUsedAt,
    })),
    organizationSignIns: (await listIdentities(tx, person)).map(({ issuer, createdAt }) => ({ issuer, createdAt })),
    sessions: await listOwnVisits(tx, person),
    log: await listOwnLines(tx, person),
  }))
}
