import type { Ctx } from '../../../platform/ctx.ts'
import { type SeenStack, stacksWith } from '../views.ts'
import { PartOf } from './part-of.tsx'

/** On the page of a micro-credential: what it is a part of. */
export async function load(
  ctx: Ctx<never>,
  { achievementId }: { achievementId: string },
): Promise<{ stacks: readonly SeenStack[] } | null> {
  const stacks = await stacksWith(ctx, achievementId)
  return stacks.length > 0 ? { stacks } : null
}

export { PartOf as Part }
