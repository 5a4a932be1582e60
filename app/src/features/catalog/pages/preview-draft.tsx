import type { Ctx } from '../../../platform/ctx.ts'
import type { Slots } from '../../../platform/panels.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { inLocale, t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Framed } from '../../../ui/framed.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { AchievementPage } from '../parts/achievement-page.tsx'
import { placeText } from '../parts/draft-words.ts'
import { PreviewBlanks } from '../parts/preview-blanks.tsx'
import { previewAddress } from '../parts/preview-link.tsx'
import { chosenIn, type PreviewQuery } from '../rules/preview-query.ts'
import { type PreviewView, previewPage } from '../views/preview.ts'

interface Loaded {
  view: PreviewView
  query: PreviewQuery
}
type Shown = Loaded & { slots: Slots }

export async function load(ctx: Ctx<never>, { draft }: Params<'draft'>, query: PreviewQuery): Promise<Loaded> {
  const word = (path: string) => inLocale(ctx.locale, () => t('catalog.preview.blank', { what: placeText(path) }))
  const view = await previewPage(ctx, draft, word)
  const places = placesOf(view)
  return { view, query: { ...query, show: places.includes(query.show) ? query.show : 'page' } }
}

function placesOf({ page }: PreviewView): string[] {
  return ['page', 'write', ...page.achievement.content.part2.requirements.map(({ id }) => id)]
}

/** The rooms of the work and of the desk show their own pages, over what would be published. */
export function slots({ view, query }: Loaded): Record<string, unknown> {
  const version = view.page.achievement
  if (query.as === 'reader')
    return { 'draft.desk': { draftId: view.id, version, criterion: query.criterion, chosen: chosenIn(query) } }
  return query.show === 'page' ? {} : { 'draft.work': { version, place: query.show } }
}

export function head({ view }: Loaded): Head {
  const title = view.title || t('catalog.draft.untitled')
  return { title: t('catalog.preview.title', { title }), density: 'work', noIndex: true, wide: true }
}

export function Page(shown: Shown) {
  const { view, query } = shown
  return (
    <>
      <Top view={view} query={query} />
      <div class="preview">
        <PreviewBlanks view={view} />
        {query.as === 'reader' ? <Slot panels={shown.slots['draft.desk']} /> : <AsEducator {...shown} />}
      </div>
    </>
  )
}

function Top({ view, query: { as } }: Loaded) {
  const title = view.title || t('catalog.draft.untitled')
  const desk = view.mayEnter
    ? [
        { href: '/author/drafts', label: t('catalog.drafts.title') },
        { href: `/author/m/${view.id}/edit`, label: title },
      ]
    : [{ href: `/author/m/${view.id}/review`, label: t('catalog.review.link') }]
  return (
    <>
      <Breadcrumb items={[...desk, { label: t('catalog.preview.link') }]} />
      <PageHead title={title} above={t('catalog.preview.link')} lead={t(`catalog.preview.${as}.lead`)} />
      <Tabs
        label={t('catalog.preview.seat')}
        tabs={[
          { href: previewAddress(view.id), label: t('catalog.preview.educator'), current: as === 'educator' },
          {
            href: previewAddress(view.id, { as: 'reader' }),
            label: t('catalog.preview.reader'),
            current: as === 'reader',
          },
        ]}
      />
    </>
  )
}

/** In the width of a phone first: that is where most will read it. */
function AsEducator({ view, query, slots: filled }: Shown) {
  const { show, width } = query
  const phone = width === 'phone'
  const nameOf = (place: string) =>
    place === 'page' || place === 'write'
      ? t(`catalog.preview.show.${place}`)
      : (view.page.achievement.content.part2.requirements.find(({ id }) => id === place)?.title ?? place)
  return (
    <>
      <div class="preview-choice">
        <Tabs
          label={t('catalog.preview.parts')}
          tabs={placesOf(view).map((place) => ({
            href: previewAddress(view.id, { show: place, width }),
            label: nameOf(place),
            current: place === show,
          }))}
        />
        <LinkButton kind="quiet" href={previewAddress(view.id, { show, width: phone ? 'full' : 'phone' })}>
          {phone ? t('catalog.preview.full') : t('catalog.preview.phone')}
        </LinkButton>
      </div>
      <Framed title={t('catalog.preview.frame', { part: nameOf(show) })} phone={phone}>
        {show === 'page' ? <AchievementPage view={view.page} /> : <Slot panels={filled['draft.work']} />}
      </Framed>
      <p class="small muted preview-note">{t('catalog.preview.frame.note')}</p>
    </>
  )
}
