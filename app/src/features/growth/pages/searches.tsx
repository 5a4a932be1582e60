import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { forgetSearch, keepSearch } from '../actions/searches.ts'
import type { SavedSearchInput } from '../model.ts'
import { SearchList } from '../parts/search-list.tsx'
import { Told } from '../parts/told.tsx'
import type { SavedSearch } from '../tables.ts'
import { ownSearches } from '../views/searches.ts'

interface Loaded {
  searches: readonly SavedSearch[]
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { searches: await ownSearches(ctx) }
}

export const acts = {
  keep: async (ctx: Ctx<never>, input: SavedSearchInput) => {
    await keepSearch(ctx, input)
    return redirect('/me/searches', { done: 'growth.done.search' })
  },
  forget: async (ctx: Ctx<never>, _input: unknown, { search }: Params<'search'>) => {
    await forgetSearch(ctx, search)
    return redirect('/me/searches', { done: 'growth.done.search.forgotten' })
  },
}

export function head(): Head {
  return { title: t('growth.searches.title'), noIndex: true }
}

export function Page({ searches, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('growth.searches.title')} lead={t('growth.searches.lead')} />
      <Told form={form} />
      {searches.length > 0 ? (
        <SearchList searches={searches} />
      ) : (
        <EmptyState
          sentence={t('growth.searches.none')}
          actions={<LinkButton href="/explore">{t('growth.searches.explore')}</LinkButton>}
        />
      )}
    </>
  )
}
