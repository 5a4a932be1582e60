import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { Status } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { DraftState } from '../rules/draft.ts'
import type { Counts } from '../rules/kept-findings.ts'
import type { DraftLine } from '../views/drafts.ts'
import { listOf } from './labels.ts'
import { SourceLines } from './source-lines.tsx'

interface DraftTableProps {
  caption: string
  lines: readonly DraftLine[]
  zone: string
  withAuthors?: boolean
}

export function DraftTable({ caption, lines, zone, withAuthors }: DraftTableProps) {
  return (
    <Table<DraftLine>
      caption={caption}
      captionHidden
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', label: t('catalog.drafts.name'), heading: true, cell: (line) => <Name line={line} /> },
        { key: 'state', label: t('catalog.drafts.state'), cell: (line) => <Review line={line} /> },
        { key: 'lint', label: t('catalog.drafts.lint'), cell: (line) => lintText(line) },
        ...(withAuthors
          ? [{ key: 'by', label: t('catalog.drafts.by'), cell: ({ authors }: DraftLine) => listOf(authors) }]
          : []),
        {
          key: 'changed',
          label: t('catalog.drafts.changed'),
          cell: ({ updatedAt }) => <DateTime at={updatedAt} zone={zone} style="stamp" />,
        },
      ]}
    />
  )
}

function Name({ line: { id, title, code } }: { line: DraftLine }) {
  return (
    <a href={`/author/m/${id}/edit`}>
      {code && <span class="muted numbers">{code} </span>}
      {title || t('catalog.draft.untitled')}
    </a>
  )
}

/** Where it stands, and the way to how it is judged; and what its original has to say. */
function Review({ line: { id, state, news } }: { line: DraftLine }) {
  return (
    <>
      <a href={`/author/m/${id}/review`}>
        <StateOf state={state} />
      </a>
      <SourceLines news={news} draftId={id} />
    </>
  )
}

const KINDS = {
  draft: 'notRated',
  inReview: 'waiting',
  changesRequested: 'notYet',
  approved: 'met',
  published: 'met',
  discarded: 'notRated',
} as const satisfies Record<DraftState, string>

export function StateOf({ state }: { state: DraftState }) {
  return <Status kind={KINDS[state]}>{t(`catalog.draft.state.${state}`)}</Status>
}

export function lintText({ errors, warnings, kept }: Counts): string {
  const open = errors + warnings === 0 ? t('catalog.draft.clean') : t('catalog.draft.count', { errors, warnings })
  return kept === 0 ? open : `${open}; ${t('catalog.keep.count', { kept })}`
}
