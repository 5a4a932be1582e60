import { t } from '../../../text.ts'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { QUALITY, type QualityId } from '../rules/quality-components.ts'
import type { Reader, ReviewPage } from '../views/review.ts'
import { wordsOf } from './quality-form.tsx'

type Row = (typeof QUALITY)[number]

/** The 29 components: what follows from the text, and a column for each reader. */
export function QualityTable({ view }: { view: ReviewPage }) {
  const columns: Column<Row>[] = [
    {
      key: 'component',
      label: t('catalog.review.component'),
      heading: true,
      cell: ({ id }) => (
        <>
          <span class="numbers muted">{id}</span> {wordsOf(id)}
        </>
      ),
    },
    { key: 'machine', label: t('catalog.review.machine'), cell: ({ id, by }) => machineWord(view, id, by) },
    ...view.readers.map((reader) => ({
      key: reader.personId,
      label: reader.name,
      cell: ({ id, by }: Row) => readerWord(reader, id, by),
    })),
  ]
  return (
    <Table caption={t('catalog.review.table')} captionHidden columns={columns} rows={QUALITY} rowKey={({ id }) => id} />
  )
}

function machineWord({ refused, unsound }: ReviewPage, id: QualityId, by: Row['by']) {
  if (refused.includes(id)) return <StatusMark kind="notYet">{t('catalog.review.no')}</StatusMark>
  if (by !== 'machine' || unsound) return <span class="muted">–</span>
  return <StatusMark kind="met">{t('catalog.review.yes')}</StatusMark>
}

function readerWord({ answers }: Reader, id: QualityId, by: Row['by']) {
  const said = answers.get(id)
  if (by === 'machine' || !said) return <span class="muted">–</span>
  return (
    <>
      {said.answer === 'met' ? (
        <StatusMark kind="met">{t('catalog.review.yes')}</StatusMark>
      ) : (
        <StatusMark kind="notYet">{t('catalog.review.no')}</StatusMark>
      )}
      {said.comment !== '' && <span class="catalog-fact-note">{said.comment}</span>}
    </>
  )
}
