import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { type OutboxPage, outboxPage } from '../views/operate.ts'

interface Loaded {
  page: OutboxPage
}
type Message = OutboxPage['messages'][number]

export async function load(ctx: Ctx<PeopleWorld>, _params: object, query: { before?: string }): Promise<Loaded> {
  return { page: await outboxPage(ctx, query.before) }
}

export function head(): Head {
  return { title: t('organization.outbox.title'), density: 'work', noIndex: true }
}

export function Page({ page: { leaves, messages, next, zone } }: Loaded) {
  return (
    <>
      <PageHead
        title={t('organization.outbox.title')}
        lead={t(leaves ? 'organization.outbox.leaves' : 'organization.outbox.stays')}
      />
      {messages.length === 0 ? (
        <EmptyState sentence={t('organization.outbox.empty')} />
      ) : (
        <Table<Message>
          caption={t('organization.outbox.title')}
          captionHidden
          rows={messages}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'subject',
              label: t('organization.outbox.subject'),
              heading: true,
              cell: (message) => <Subject message={message} />,
            },
            { key: 'to', label: t('organization.outbox.to'), cell: ({ address }) => address },
            {
              key: 'at',
              label: t('organization.outbox.at'),
              cell: ({ createdAt }) => <DateTime at={createdAt} zone={zone} style="full" />,
            },
            {
              key: 'state',
              label: t('organization.admin.state'),
              cell: ({ state }) => t(`organization.outbox.${state}`),
            },
          ]}
        />
      )}
      <Pagination next={next ? `/admin/outbox?before=${next}` : undefined} />
    </>
  )
}

/** The whole message while no mail leaves; afterwards only that there was one. */
function Subject({ message: { subject, text, locale } }: { message: Message }) {
  if (!text) return <span lang={locale}>{subject}</span>
  return (
    <Disclosure summary={<span lang={locale}>{subject}</span>}>
      {text.split('\n\n').map((paragraph) => (
        <p key={paragraph} lang={locale}>
          {paragraph.split(/(https?:\S+)/).map((part) =>
            /^https?:/.test(part) ? (
              <a key={part} href={part}>
                {part}
              </a>
            ) : (
              part
            ),
          )}
        </p>
      ))}
    </Disclosure>
  )
}
