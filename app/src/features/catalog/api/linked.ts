import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Redirect, type Reply, redirect, reply } from '../../../platform/route.ts'
import { ctdlOf } from '../parts/ctdl.ts'
import { achievementPage } from '../views.ts'

/** The micro-credential as linked data, to be handed to a registry. */
export async function answer(ctx: Ctx<never>, _input: unknown, { file }: Params<'file'>): Promise<Reply | Redirect> {
  const view = await achievementPage(ctx, file.replace(/\.jsonld$/, ''))
  if ('movedTo' in view) return redirect(`${view.movedTo}.jsonld`)
  // Members see their organization's own on its page alone: this answer may lie in a cache on the way.
  if (view.achievement.visibility !== 'public') throw new NotFound('achievement')
  return reply(200, JSON.stringify(ctdlOf(view)), { 'content-type': 'application/ld+json; charset=utf-8' })
}
