import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { RuleText } from '../parts/rule-list.tsx'
import { type PublicRules, publicRules } from '../views.ts'

export async function load(ctx: Ctx<never>, { slug }: Params<'slug'>): Promise<{ view: PublicRules }> {
  return { view: await publicRules(ctx, slug) }
}

export function head({ view: { organization } }: { view: PublicRules }): Head {
  return {
    title: t('recognition.public.title', { organization: organization.name }),
    description: t('recognition.public.lead', { organization: organization.name }),
  }
}

export function Page({ view: { organization, rules, titles } }: { view: PublicRules }) {
  const values = { organization: organization.name }
  return (
    <Stack gap={24}>
      <PageHead
        above={<a href={`/issuers/${organization.slug}`}>{organization.name}</a>}
        title={t('recognition.public.title', values)}
        lead={t('recognition.public.lead', values)}
      />
      {rules.length > 0 ? (
        <Stack gap={12}>
          {rules.map(({ id, rule }) => (
            <Card as="article" key={id}>
              <RuleText rule={rule} titleOf={(achievementId) => titles.get(achievementId) ?? achievementId} />
            </Card>
          ))}
          <p class="small muted">{t('recognition.public.several')}</p>
        </Stack>
      ) : (
        <EmptyState sentence={t('recognition.public.none', values)} />
      )}
      <p class="small muted">{t('recognition.own.check')}</p>
    </Stack>
  )
}
