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
import type { PanelLevel } from '../rules/scoring-panel.ts'
import type { PanelLevels } from '../views/panel-levels.ts'

interface Given {
  readonly rubric: Rubric
  readonly titles: ReadonlyMap<string, string>
  readonly portfolios: ScoringKey['portfolios']
  readonly panel: PanelLevels | null
}

/** The levels of each portfolio with place and reason, what has to be reported, and what they come to. */
export function KeyTables({ rubric, titles, portfolios, panel }: Given) {
  return (
    <>
      {Object.entries(portfolios).map(([id, key]) => (
        <Section
          key={id}
          id={`key-${id}`}
          title={titles.get(id) ?? id}
          note={panel ? undefined : outcomeText(rubric, key)}
        >
          {key.planted && (
            <Notice
              tone="notYet"
              title={t(`review.practice.planted.${key.planted.kind}`, { place: key.planted.place })}
            >
              <p lang="en">{key.planted.what}</p>
            </Notice>
          )}
          <KeyTable rubric={rubric} title={titles.get(id) ?? id} rows={rowsOf(rubric, { id, key, panel })} />
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
  /** What the organization's panel chose; null where it had no majority, undefined where there is no panel. */
  readonly most: PanelLevel | null | undefined
  readonly people: number
}

interface Keyed {
  readonly id: string
  readonly key: PortfolioKey
  readonly panel: PanelLevels | null
}

function rowsOf(rubric: Rubric, { id, key, panel }: Keyed): Row[] {
  return rubric.criteria.flatMap((criterion): Row[] => {
    const judgment = key.criteria[criterion.id]
    if (!judgment) return []
    const most = panel ? (panel.key[`${id}.${criterion.id}`] ?? null) : undefined
    return [{ ...judgment, id: criterion.id, title: criterion.title, most, people: panel?.people ?? 0 }]
  })
}

function KeyTable({ rubric, title, rows }: { rubric: Rubric; title: string; rows: readonly Row[] }) {
  const nameOf = (level: string) => {
    const found = rubric.levels.find(({ id }) => id === level)
    return found ? levelName(found) : level
  }
  const columns: Column<Row>[] = [
    { key: 'criterion', label: t('review.practice.criterion'), heading: true, cell: (row) => `${row.id} ${row.title}` },
    { key: 'level', label: t('review.practice.level'), cell: (row) => <Level row={row} nameOf={nameOf} /> },
    { key: 'place', label: t('review.practice.place'), cell: ({ place }) => <span lang="en">{place}</span> },
    {
      key: 'reason',
      label: t('review.practice.reason'),
      cell: ({ reason, level, most }) => (
        <>
          {most !== undefined &&
            most?.level !== level &&
            `${t('review.practice.authorsChose', { level: nameOf(level) })} `}
          <span lang="en">{reason}</span>
        </>
      ),
    },
  ]
  return <Table<Row> caption={title} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
}

function Level({
  row: { level, edge, barred, most, people },
  nameOf,
}: {
  row: Row
  nameOf: (level: string) => string
}) {
  if (most === null) return <>{t('review.practice.noMajority')}</>
  const shown = most ?? { level, barred }
  return (
    <>
      <strong>{nameOf(shown.level)}</strong>{' '}
      {most && <span class="small muted">{t('review.practice.votes', { votes: most.votes, people })}</span>}{' '}
      {edge && <Tag>{t('review.practice.edge')}</Tag>} {shown.barred && <Tag>{t('review.practice.barred')}</Tag>}
    </>
  )
}
