import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import type { FrameworksView } from '../views.ts'

/** What the organization holds, what the site brings, and what waits for a yes. */
export function FrameworkLists({ view }: { view: FrameworksView }) {
  return (
    <>
      {view.waiting.length > 0 && <Waiting view={view} />}
      <Section title={t('framework.list.taken')} id="taken" note={t('framework.list.taken.note')}>
        <TakenIn view={view} />
      </Section>
      <Section title={t('framework.list.own')} id="own">
        <ul>
          {view.own.map(({ id, title, language, version, license }) => (
            <li key={id}>
              <a href={`/frameworks/${id}`} lang={language}>
                {title}
              </a>{' '}
              <span class="small muted">
                {t('framework.version', { version })} · {license}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Waiting({ view: { waiting, zone } }: { view: FrameworksView }) {
  return (
    <Section title={t('framework.list.waiting')} id="waiting" note={t('framework.list.waiting.note')}>
      <ul>
        {waiting.map(({ id, name, createdAt }) => (
          <li key={id}>
            <a href={`/author/frameworks/import/${id}`}>{name}</a>{' '}
            <span class="small muted">
              <DateTime at={createdAt} zone={zone} style="short" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Row = FrameworksView['taken'][number]

function TakenIn({ view: { taken, zone } }: { view: FrameworksView }) {
  return (
    <Table
      caption={t('framework.list.taken')}
      captionHidden
      rows={taken}
      rowKey={({ id }) => id}
      empty={<p>{t('framework.list.none')}</p>}
      columns={[
        {
          key: 'title',
          label: t('framework.list.name'),
          heading: true,
          cell: ({ id, title }) => <a href={`/frameworks/${id}`}>{title}</a>,
        },
        { key: 'holder', label: t('framework.list.holder'), cell: ({ rightsHolder }) => rightsHolder },
        { key: 'words', label: t('framework.list.words'), cell: (row) => <Words row={row} /> },
        {
          key: 'at',
          label: t('framework.list.at'),
          cell: ({ importedAt }) => <DateTime at={importedAt} zone={zone} style="short" />,
        },
      ]}
    />
  )
}

/** Who may read the words; an administrator asks for more, another one answers. */
function Words({ row: { id, redistributable, opening } }: { row: Row }) {
  if (redistributable) return <>{t('framework.list.words.all')}</>
  return (
    <>
      {t('framework.list.words.own')}
      {opening === 'asked-by-me' && <p class="small muted">{t('framework.open.asked')}</p>}
      {(opening === 'ask' || opening === 'answer') && (
        <Form action={`/author/frameworks/${id}/open`} inline>
          <Button>{t(opening === 'ask' ? 'framework.open.ask' : 'framework.open.answer')}</Button>
        </Form>
      )}
    </>
  )
}
