import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import type { Criterion } from '../../catalog/model.ts'
import { levelName } from '../../catalog/parts/labels.ts'
import { TranslatedFrom } from '../../catalog/parts/translated-from.tsx'
import { practiceCrumbs } from '../parts/practice-crumbs.ts'
import type { ReviewWorld } from '../tables.ts'
import { type PracticeSet, practiceSet } from '../views/practice.ts'

export function load(ctx: Ctx<ReviewWorld>, { set }: Params<'set'>): Promise<PracticeSet> {
  return practiceSet(ctx, set)
}

export function head({ entry }: PracticeSet): Head {
  return { title: `${t('review.practice.sheet')}: ${entry.title}`, noIndex: true }
}

/** A blank sheet for each portfolio: a level, a place, a reason, and how sure. */
export function Page({ set, entry, portfolios }: PracticeSet) {
  return (
    <article class="practice-paper">
      <Breadcrumb items={practiceCrumbs({ set, entry, here: t('review.practice.sheet') })} />
      <PageHead above={entry.title} title={t('review.practice.sheet')} lead={t('review.practice.sheet.lead')} />
      <TranslatedFrom of={entry} place="#rubric" />
      {portfolios.map(({ id, title }) => (
        <section key={id} class="practice-sheet" aria-labelledby={`sheet-${id}`}>
          <h2 id={`sheet-${id}`}>{title}</h2>
          {id === portfolios.at(-1)?.id && <p>{t('review.practice.last.note')}</p>}
          <Blank entry={entry} title={title} />
          <p class="practice-line">{t('review.practice.sheet.report')}</p>
          <p class="practice-line">{t('review.practice.sheet.handed')}</p>
        </section>
      ))}
    </article>
  )
}

function Blank({ entry, title }: Pick<PracticeSet, 'entry'> & { title: string }) {
  const { criteria, levels } = entry.shown.rubric
  const columns: Column<Criterion>[] = [
    {
      key: 'criterion',
      label: t('review.practice.criterion'),
      heading: true,
      cell: ({ id, title }) => `${id} ${title}`,
    },
    { key: 'level', label: t('review.practice.level'), cell: () => <Boxes names={levels.map(levelName)} /> },
    { key: 'place', label: t('review.practice.place'), cell: () => '' },
    { key: 'reason', label: t('review.practice.reason'), cell: () => '' },
    { key: 'sure', label: t('review.practice.sure'), cell: () => <Boxes names={['1', '2', '3']} /> },
  ]
  return (
    <Table<Criterion>
      caption={title}
      captionHidden
      columns={columns}
      rows={criteria}
      rowKey={({ id }) => id}
      narrow="scroll"
    />
  )
}

function Boxes({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map((name) => (
        <span class="practice-box" key={name}>
          {name}
        </span>
      ))}
    </>
  )
}
