import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Slots } from '../../../platform/panels.ts'
import { type Params, type Redirect, type Reply, redirect, reply } from '../../../platform/route.ts'
import { ctdlOf } from '../parts/ctdl.ts'
import { recognizersIn } from '../parts/recognizers.ts'
import { type AchievementView, achievementPage } from '../views.ts'

interface Loaded {
  readonly view: AchievementView
}

export async function load(ctx: Ctx<never>, { file }: Params<'file'>): Promise<Loaded | Redirect> {
  const view = await achievementPage(ctx, file.replace(/\.jsonld$/, ''))
  if ('movedTo' in view) return redirect(`${view.movedTo}.jsonld`)
  // Members see their organization's own on its page alone: this answer may lie in a cache on the way.
  if (view.achievement.visibility !== 'public') throw new NotFound('achievement')
  return { view }
}

export function slots({ view: { achievement } }: Loaded) {
  return { 'achievement.recognizers': { achievementId: achievement.achievementId, versionId: achievement.id } }
}

/** The micro-credential as linked data, to be handed to a registry. */
export function answerWith({ view, slots: filled }: Loaded & { slots: Slots }): Reply {
  const record = ctdlOf(view, recognizersIn(filled['achievement.recognizers']))
  return reply(200, JSON.stringify(record), { 'content-type': 'application/ld+json; charset=utf-8' })
}
