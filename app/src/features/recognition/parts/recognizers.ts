import type { Ctx } from '../../../platform/ctx.ts'
import { recognizersToday } from '../views.ts'

/** For the linked data of a micro-credential: who counts it. It has no face on the page; the worth panel is one. */
export async function load(
  ctx: Ctx<never>,
  subject: { achievementId: string; versionId: string },
): Promise<{ recognizers: readonly { slug: string; name: string }[] }> {
  return { recognizers: await recognizersToday(ctx, subject) }
}

export function Part(): null {
  return null
}
