import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Rubric } from '../../catalog/model.ts'
import { levelName } from '../../catalog/parts/labels.ts'
import type { Judgment, PortfolioKey, ScoringKey } from '../../catalog/rules/scoring-file.ts'
import { levelIndex } from '../rules/levels.ts'
import { outcome } from '../rules/outcome.ts'

interface Given {
  readonly rubric: Rubric
  readonly titles: ReadonlyMap<string, string>
  readonly portfolios: ScoringKey['portfolios']
}

/** The levels of each portfolio with place and reason, what has to be reported, and what they come to. */
export function KeyTables({ rubric, titles, portfolios }: Given) {
  return (
    <>
      {Object.entries(portfolios).map(([id, key]) => (
        <Section key={id} id={`key-${id}`} title={titles.get(id) ?? id} note={outcomeText(rubric, key)}>
          {key.planted && (
            <Notice
              tone="notYet"
              title={t(`review.practice.planted.${key.planted.kind}`, { place: key.planted.place })}
            >
              <p lang="en">{key.planted.what}</p>
            </Notice>
          )}
          <KeyTable rubric={rubric} title={titles.get(id) ?? id} portfolio={key} />
        </Section>
      ))}
    </>
  )
}

function outcomeText(rubric: Rubric, { criteria }: PortfolioKey): string {
  const levels = new Map(Object.entries(criteria).map(([id, { level }]) => [id, levelIndex(rubric, level)]))
  return t(`review.practice.outcome.${outcome(rubric, levels)}`)
}

interface Row extends Judgment {
  readonly id: string
  readonly title: string
}

function KeyTable({ rubric, title, portfolio }: { rubric: Rubric; title: string; portfolio: PortfolioKey }) {
  const rows = rubric.criteria.flatMap((criterion): Row[] => {
    const judgment = portfolio.criteria[criterion.id]
    return judgment ? [{ ...judgment, id: criterion.id, title: criterion.title }] : []
  })
  const nameOf = (level: string) => {
    const found = rubric.levels.find(({ id }) => id === level)
    return found ? levelName(found) : level
  }
  const columns: Column<Row>[] = [
    { key: 'criterion', label: t('review.practice.criterion'), heading: true, cell: (row) => `${row.id} ${row.title}` },
    {
      key: 'level',
      label: t('review.practice.level'),
      cell: ({ level, edge, barred }) => (
        <>
          <strong>{nameOf(level)}</strong> {edge && <Tag>{t('review.practice.edge')}</Tag>}{' '}
          {barred && <Tag>{t('review.practice.barred')}</Tag>}
        </>
      ),
    },
    { key: 'place', label: t('review.practice.place'), cell: ({ place }) => <span lang="en">{place}</span> },
    { key: 'reason', label: t('review.practice.reason'), cell: ({ reason }) => <span lang="en">{reason}</span> },
  ]
  return <Table<Row> caption={title} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
}
