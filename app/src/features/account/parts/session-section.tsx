import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Status } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { SettingsPage } from '../views/own.ts'

type Session = SettingsPage['sessions'][number]

export function SessionSection({ page: { sessions, sessionId, zone } }: { page: SettingsPage }) {
  return (
    <Section title={t('account.sessions')} id="sessions" note={t('account.sessions.note')}>
      <Table<Session>
        caption={t('account.sessions')}
        captionHidden
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'device',
            label: t('account.sessions.device'),
            heading: true,
            cell: ({ device }) => device || t('account.sessions.unknown'),
          },
          {
            key: 'since',
            label: t('account.sessions.since'),
            cell: ({ createdAt }) => <DateTime at={createdAt} zone={zone} style="full" />,
          },
          {
            key: 'seen',
            label: t('account.sessions.seen'),
            cell: ({ lastSeenAt }) => <DateTime at={lastSeenAt} zone={zone} style="full" />,
          },
          {
            key: 'deeds',
            label: t('account.deeds'),
            cell: ({ id }) =>
              id === sessionId ? (
                <Status kind="info">{t('account.sessions.this')}</Status>
              ) : (
                <Form action="/me/settings/sessions/end" hidden={{ id }} inline>
                  <Button>{t('account.sessions.end')}</Button>
                </Form>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <Form action="/me/settings/sessions/end-others">
          <Actions>
            <Button>{t('account.sessions.endOthers')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}
