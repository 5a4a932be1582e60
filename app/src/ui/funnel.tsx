import { t } from '../text.ts'
import { Disclosure } from './accordion.tsx'
import { Table } from './table.tsx'

export interface FunnelStep {
  label: string
  /** Null where fewer than ten people would be shown. */
  count: number | null
  medianDays?: number
}

export interface FunnelProps {
  id: string
  /** The finding in one sentence; it is the title of the picture. */
  finding: string
  steps: readonly FunnelStep[]
  locale: string
}

/** Drawn on the server; the words stand outside the drawing, so they grow with the reader's text size. */
export function Funnel({ id, finding, steps, locale }: FunnelProps) {
  const most = Math.max(1, ...steps.map((step) => step.count ?? 0))
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const rows = steps.map((step, index) => ({
    ...step,
    words: step.count === null ? t('ui.chart.few') : number.format(step.count),
    share: shareOf(step.count, steps[index - 1]?.count, percent),
  }))
  return (
    <figure class="funnel" aria-labelledby={id}>
      <figcaption class="funnel-finding" id={id}>
        {finding}
      </figcaption>
      <ol class="funnel-steps">
        {rows.map((row) => (
          <li class="funnel-step" key={row.label}>
            <span class="funnel-label">{row.label}</span>
            <FunnelBar share={row.count === null ? null : row.count / most} hatch={`${id}-few`} />
            <span class="funnel-words numbers">
              <strong>{row.words}</strong>
              {row.share && <span class="muted"> {row.share}</span>}
            </span>
          </li>
        ))}
      </ol>
      <Disclosure summary={t('ui.chart.table')}>
        <Table
          caption={finding}
          captionHidden
          rows={rows}
          rowKey={(row) => row.label}
          columns={[
            { key: 'step', label: t('ui.chart.step'), heading: true, cell: (row) => row.label },
            { key: 'count', label: t('ui.chart.count'), align: 'end', cell: (row) => row.words },
            { key: 'share', label: t('ui.chart.share'), align: 'end', cell: (row) => row.share },
            {
              key: 'days',
              label: t('ui.chart.median'),
              align: 'end',
              cell: (row) => (row.medianDays === undefined ? '' : t('ui.chart.days', { days: row.medianDays })),
            },
          ]}
        />
      </Disclosure>
    </figure>
  )
}

function shareOf(count: number | null, before: number | null | undefined, percent: Intl.NumberFormat): string {
  return count === null || !before ? '' : percent.format(count / before)
}

function FunnelBar({ share, hatch }: { share: number | null; hatch: string }) {
  if (share === null)
    return (
      <svg class="funnel-bar" height="22" aria-hidden="true">
        <defs>
          <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line class="funnel-hatch" x1="0" y1="0" x2="0" y2="7" />
          </pattern>
        </defs>
        <rect class="funnel-few" x="1" y="1" width="12%" height="20" rx="4" fill={`url(#${hatch})`} />
      </svg>
    )
  return (
    <svg class="funnel-bar" height="22" aria-hidden="true">
      <rect class="funnel-amount" x="1" y="1" width={`${Math.max(1, Math.round(share * 98))}%`} height="20" rx="4" />
    </svg>
  )
}
