import type { Ctx } from '../../../platform/ctx.ts'
import type { Slots } from '../../../platform/panels.ts'
import { type Head, type Params, redirect } from '../../../platform/route.ts'
import { Slot } from '../../../ui/slot.tsx'
import { AchievementPage } from '../parts/achievement-page.tsx'
import { jsonLdOf } from '../parts/json-ld.ts'
import { baseLanguage } from '../parts/labels.ts'
import { recognizersIn } from '../parts/recognizers.ts'
import type { TextQuery } from '../rules/translation.ts'
import { type AchievementView, achievementPage } from '../views.ts'

type Panels = Parameters<typeof Slot>[0]['panels']
interface Loaded {
  view: AchievementView
}

export async function load(
  ctx: Ctx<never>,
  { slug, version }: Params<'slug'> & { version?: string },
  { text }: TextQuery,
) {
  const view = await achievementPage(ctx, slug, { version, text })
  return 'movedTo' in view ? redirect(view.movedTo) : { view }
}

/** What rooms downstream are asked about: worth, stacks, where to practice. */
export function slots({ view: { achievement, signedIn } }: Loaded) {
  const { achievementId, id, slug, version, content } = achievement
  const subject = { achievementId, versionId: id, slug, version, hours: content.effort.hours }
  return {
    ...{ 'achievement.worth': subject, 'achievement.stacks': subject },
    // For linked data, which no person reads.
    ...(signedIn ? {} : { 'achievement.recognizers': subject }),
    'achievement.practice': subject,
  }
}

export function head({ view, slots: filled }: Loaded & { slots: Slots }): Head {
  const { achievement, baseUrl, languages } = view
  const { slug, version, title, summary } = achievement
  if (achievement.visibility !== 'public') return { title, noIndex: true }
  const address = `/m/${slug}/v/${version}`
  return {
    title,
    description: summary,
    languages: languages.map(baseLanguage),
    image: `${baseUrl}${address}/badge.png`,
    jsonLd: jsonLdOf(view, recognizersIn(filled['achievement.recognizers'])),
    alternate: [
      { type: 'application/json', href: `${address}/content.json`, title: 'JSON' },
      { type: 'application/ld+json', href: `/m/${slug}.jsonld`, title: 'CTDL' },
    ],
  }
}

export function Page({ view, slots: filled }: Loaded & { slots: Record<string, Panels> }) {
  return (
    <AchievementPage
      view={view}
      worth={<Slot panels={filled['achievement.worth']} />}
      stacks={<Slot panels={filled['achievement.stacks']} />}
      practice={<Slot panels={filled['achievement.practice']} />}
    />
  )
}
