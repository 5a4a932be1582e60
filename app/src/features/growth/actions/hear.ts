import { insist } from '../../../lib/refusal.ts'
import { findPerson, type Person } from '../../account/reads.ts'
import { getVersion } from '../../catalog/reads.ts'
import { mayHear } from '../policy.ts'
import { countAwarded, countBegun } from '../reads/own.ts'
import {
  type Award,
  addPeer,
  type Begun,
  closePlanItem,
  upsertAwarded,
  upsertBegun,
  upsertEnded,
  upsertRevoked,
} from '../writes/projections.ts'
import type { Tx, World } from './world.ts'

/** The line speaks of a person, and their rows belong to no tenant: they are written as theirs, in a transaction of their own. Heard twice, nothing changes. */
async function asTheirs(
  ctx: World,
  personId: string,
  work: (tx: Tx, own: World, person: Person) => Promise<void>,
): Promise<void> {
  const own = ctx.asSystem({ personId, job: 'growth' })
  insist(mayHear(own.actor))
  await own.transact(async (tx) => {
    const person = await findPerson(tx, personId)
    if (person) await work(tx, own, person)
  })
}

export function keepBegun(ctx: World, personId: string, begun: Begun): Promise<void> {
  return asTheirs(ctx, personId, async (tx, own, { workRole, demo }) => {
    if (!(await upsertBegun(tx, own.person, begun))) return
    if ((await countBegun(tx, own.person, begun.achievementId)) > 1) return
    await addPeer(tx, { achievementId: begun.achievementId, workRole, demo, step: 'started' })
  })
}

export function keepEnded(ctx: World, personId: string, ended: { submissionId: string; at: Date }): Promise<void> {
  return asTheirs(ctx, personId, (tx, own) => upsertEnded(tx, own.person, ended))
}

export function keepAwarded(ctx: World, personId: string, award: Omit<Award, 'validUntil'>): Promise<void> {
  return asTheirs(ctx, personId, async (tx, own, { workRole, demo }) => {
    const { content } = await getVersion(tx, award.achievementVersionId)
    const validUntil = content.expiry.kind === 'after' ? monthsAfter(award.awardedAt, content.expiry.months) : null
    if (!(await upsertAwarded(tx, own.person, { ...award, validUntil }))) return
    await closePlanItem(tx, own.person, award.achievementId)
    if ((await countAwarded(tx, own.person, award.achievementId)) > 1) return
    await addPeer(tx, { achievementId: award.achievementId, workRole, demo, step: 'earned' })
  })
}

export function keepRevoked(ctx: World, personId: string, revoked: { credentialId: string; at: Date }): Promise<void> {
  return asTheirs(ctx, personId, (tx, own) => upsertRevoked(tx, own.person, revoked))
}

function monthsAfter(at: Date, months: number): Date {
  const end = new Date(at)
  end.setUTCMonth(end.getUTCMonth() + months)
  return end
}
