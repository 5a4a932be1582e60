import { rotateKey } from '../../features/organization/actions/keys.ts'
import { withdrawKey } from '../../features/organization/actions/withdraw-key.ts'
import type { World } from '../world.ts'
import type { District } from './people.ts'

/** A new key for credentials, an hour later in use; answers the one before it. */
export async function aKeyChange(world: World, { tenantId }: District): Promise<string> {
  const { replaces } = await rotateKey(world.as({ tenantId, system: 'test' }), { purpose: 'award' })
  world.clock.advance(2 * 3_600_000)
  if (!replaces) throw new Error('a new key was coming already')
  return replaces
}

export async function aKeyWithdrawal(world: World, { tenantId }: District, keyId: string): Promise<void> {
  await withdrawKey(world.as({ tenantId, system: 'test' }), { keyId, since: world.clock.now() })
}
