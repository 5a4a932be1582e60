import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type Head, type Params, redirect } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { openKey } from '../actions/open-key.ts'
import { KeyTables } from '../parts/key-tables.tsx'
import { practiceCrumbs } from '../parts/practice-crumbs.ts'
import type { ReviewWorld } from '../tables.ts'
import { type KeyPage, keyPage } from '../views/practice.ts'

type World = Ctx<ReviewWorld>

export async function load(ctx: World, { set }: Params<'set'>): Promise<{ page: KeyPage }> {
  return { page: await keyPage(ctx, set) }
}

export async function act(ctx: World, _input: unknown, { set }: Params<'set'>): Promise<Answer> {
  await openKey(ctx, set)
  return redirect(`/practice/${set}/key`)
}

export function head({ page }: { page: KeyPage }): Head {
  return { title: `${t('review.practice.key')}: ${page.entry.title}`, noIndex: true }
}

export function Page({ page }: { page: KeyPage }) {
  const { set, entry, key } = page
  return (
    <article class="practice-paper">
      <Stack gap={24}>
        <Breadcrumb items={practiceCrumbs({ set, entry, here: t('review.practice.key') })} />
        <PageHead above={entry.title} title={t('review.practice.key')} lead={t('review.practice.key.lead')} />
        {key === null ? <Closed set={set} /> : <Opened page={page} />}
      </Stack>
    </article>
  )
}

function Closed({ set }: { set: string }) {
  return (
    <Section id="open" title={t('review.practice.open')}>
      <p>{t('review.practice.open.note')}</p>
      <Form action={`/practice/${set}/key`} label={t('review.practice.open')}>
        <Button kind="primary">{t('review.practice.open')}</Button>
      </Form>
    </Section>
  )
}

function Opened({ page }: { page: KeyPage }) {
  const { set, entry, titles, key, panel, openings, zone } = page
  const day = panel && dateText(panel.closedAt, { locale: currentLocale(), zone })
  return (
    <>
      {panel ? (
        <Notice title={t('review.practice.byPanel', { people: panel.people, day: day ?? '' })}>
          <p>{t('review.practice.byPanel.note')}</p>
        </Notice>
      ) : (
        <Notice title={t('review.practice.authors')}>
          <p>
            {t('review.practice.authors.note')} <a href={`/practice/${set}/panel`}>{t('review.practice.toPanel')}</a>
          </p>
        </Notice>
      )}
      {key && <KeyTables rubric={entry.shown.rubric} titles={titles} portfolios={key} panel={panel} />}
      <Section id="openings" title={t('review.practice.openings')} note={t('review.practice.openings.note')}>
        <ul>
          {openings.map(({ name, openedAt }) => (
            <li key={`${name} ${openedAt.getTime()}`}>
              {t('review.practice.opening', { name, day: dateText(openedAt, { locale: currentLocale(), zone }) })}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
