import type { AchievementVersion } from '../../features/catalog/reads.ts'
import { revokeCredential } from '../../features/credential/actions/revoke.ts'
import { shareCredential } from '../../features/credential/actions/share.ts'
import { renewLists } from '../../features/credential/actions/status.ts'
import type { World } from '../world.ts'
import { anEarnedDecision } from './decision.ts'
import { aPerson, type District, type Someone } from './people.ts'

export interface Awarded {
  readonly credentialId: string
  readonly publicId: string
}

const readers = new WeakMap<World, Promise<readonly [Someone, Someone]>>()

/** A published credential, all the way from an earned decision; the outbox is worked off. */
export async function anAward(
  world: World,
  given: { district: District; learner: Someone; version: AchievementVersion },
): Promise<Awarded> {
  // A second of its own, so that awards have an order.
  world.clock.advance(1000)
  const pair = readers.get(world) ?? Promise.all([aPerson(world), aPerson(world)])
  readers.set(world, pair)
  const { submissionId } = await anEarnedDecision(world, { ...given, readers: [...(await pair)] as [Someone, Someone] })
  await world.settle()
  // The log knows only the decision of this submission, so its own room cannot close it.
  await world.owner.query('update submission set closed_at = coalesce(closed_at, $2) where id = $1', [
    submissionId,
    world.clock.now(),
  ])
  const { rows } = await world.owner.query('select id, public_id from credential where submission_id = $1', [
    submissionId,
  ])
  return { credentialId: rows[0].id, publicId: rows[0].public_id }
}

/** The holder opens a credential to another organization; the outbox is worked off. */
export async function aShare(
  world: World,
  { award, learner, to }: { award: Awarded; learner: Someone; to: District },
): Promise<void> {
  await shareCredential(world.as({ personId: learner.id }), { publicId: award.publicId, toTenant: to.tenantId })
  await world.settle()
}

/** An administrator of the issuer takes it back; the outbox is worked off. */
export async function aRevocation(
  world: World,
  {
    award,
    issuer,
    reason = 'error',
  }: { award: Pick<Awarded, 'credentialId'>; issuer: District; reason?: 'error' | 'issuer-request' },
): Promise<void> {
  const { id } = await aPerson(world)
  const admin = world.as({ tenantId: issuer.tenantId, personId: id, roles: ['organizationAdmin'] })
  await revokeCredential(admin, { credentialId: award.credentialId, reason })
  await world.settle()
}

/** The clock moves on, and the issuer's status lists are renewed as every day renews them. */
export async function aLaterDay(world: World, at: string, { tenantId }: District): Promise<void> {
  world.clock.set(at)
  await renewLists(world.as({ tenantId, system: 'test' }), world.clock.now())
}
