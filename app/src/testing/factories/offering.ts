import { offerAchievements } from '../../features/catalog/actions.ts'
import type { World } from '../world.ts'

/** A district offers these, or all that is published. */
export async function anOffering(
  world: World,
  tenantId: string,
  achievementIds: readonly string[] | 'all' = 'all',
): Promise<number> {
  return offerAchievements(world.as({ tenantId, system: 'test' }), achievementIds)
}
