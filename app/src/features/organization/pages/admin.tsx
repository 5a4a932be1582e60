import { VERSION } from '../../../cli/version.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Slots } from '../../../platform/panels.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Figure } from '../../../ui/card.tsx'
import { Checklist } from '../../../ui/checklist.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Form } from '../../../ui/form.tsx'
import { Cluster, Grid, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { Status } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { retry } from '../actions/operate.ts'
import type { ThatOne } from '../model.ts'
import { actorWords, deedWords } from '../parts/deed-words.ts'
import { type AdminPage, adminPage, type Check } from '../views/operate.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: AdminPage
}

export async function load(ctx: World, _params: object, query: { before?: number }): Promise<Loaded> {
  return { page: await adminPage(ctx, query.before) }
}

export async function act(ctx: World, input: ThatOne): Promise<Redirect> {
  await retry(ctx, input)
  return redirect('/admin', { done: 'organization.admin.retried' })
}

export function head(): Head {
  return { title: t('organization.admin.title'), density: 'ledger', noIndex: true }
}

const PLACES: Readonly<Partial<Record<Check, string>>> = {
  passkey: '/me/passkey?next=%2Fadmin',
  mail: '/admin/outbox',
  letters: '#letters',
}

export function slots(_loaded: Loaded) {
  return { 'admin.news': {} }
}

export function Page({ page, form, slots: filled }: Loaded & { form: FormState; slots: Slots }) {
  return (
    <>
      <PageHead
        title={t('organization.admin.title')}
        lead={t('organization.admin.lead', { version: VERSION })}
        actions={
          <>
            {page.setUpOpen && (
              <LinkButton kind="primary" href="/setup/site">
                {t('organization.admin.setup')}
              </LinkButton>
            )}
            <LinkButton href="/admin/outbox">{t('organization.outbox.title')}</LinkButton>
            <LinkButton href="/admin/accounts">{t('account.reopen.title')}</LinkButton>
          </>
        }
      />
      <FormTop form={form} />
      {page.notices.length > 0 && (
        <Notice tone="notYet" title={t('organization.admin.notices')}>
          {page.notices.map((id) => (
            <p key={id}>{t(`organization.admin.notice.${id}`)}</p>
          ))}
        </Notice>
      )}
      <Slot panels={filled['admin.news']} />
      <Section title={t('organization.admin.checks')} id="checks">
        <Checklist
          label={t('organization.admin.checks')}
          items={page.checks.map(({ id, good }) => ({
            id,
            state: good ? 'done' : 'todo',
            label: t(`organization.admin.check.${id}`),
            href: good ? undefined : PLACES[id],
            note: good ? undefined : t(`organization.admin.check.${id}.todo`),
          }))}
        />
      </Section>
      <Letters page={page} />
      <Log page={page} />
    </>
  )
}

function Letters({ page: { counts, letters, zone } }: { page: AdminPage }) {
  return (
    <Section title={t('organization.admin.letters')} id="letters" note={t('organization.admin.letters.note')}>
      <Grid size="small">
        <Figure label={t('organization.admin.due')} value={counts.due} />
        <Figure label={t('organization.admin.late')} value={counts.late} />
        <Figure label={t('organization.admin.dead')} value={counts.dead} />
      </Grid>
      <Table
        caption={t('organization.admin.letters')}
        captionHidden
        rows={letters}
        rowKey={({ id }) => id}
        empty={<p>{t('organization.admin.letters.empty')}</p>}
        columns={[
          {
            key: 'kind',
            label: t('organization.admin.letter'),
            heading: true,
            cell: ({ kind }) => <code>{kind}</code>,
          },
          {
            key: 'state',
            label: t('organization.admin.state'),
            cell: ({ state }) => (
              <Status kind={state === 'dead' ? 'notYet' : 'waiting'}>{t(`organization.admin.state.${state}`)}</Status>
            ),
          },
          { key: 'attempts', label: t('organization.admin.attempts'), align: 'end', cell: ({ attempts }) => attempts },
          {
            key: 'next',
            label: t('organization.admin.next'),
            cell: ({ nextAt }) => <DateTime at={nextAt} zone={zone} style="full" />,
          },
          { key: 'error', label: t('organization.admin.error'), cell: ({ error }) => error ?? '' },
          {
            key: 'deeds',
            label: t('account.deeds'),
            cell: ({ id }) => (
              <Form action="/admin" hidden={{ id }} inline>
                <Button>{t('organization.admin.retry')}</Button>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Log({ page: { log, next, zone } }: { page: AdminPage }) {
  return (
    <Section title={t('organization.admin.log')} id="log" note={t('organization.admin.log.note')}>
      <Table
        caption={t('organization.admin.log')}
        captionHidden
        narrow="lines"
        rows={log}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'id', label: t('organization.audit.number'), align: 'end', cell: ({ id }) => id },
          {
            key: 'at',
            label: t('organization.audit.when'),
            cell: ({ at }) => <DateTime at={at} zone={zone} style="stamp" />,
          },
          { key: 'what', label: t('organization.audit.what'), heading: true, cell: ({ type }) => deedWords(type) },
          {
            key: 'who',
            label: t('organization.audit.who'),
            cell: ({ actorId }) => actorWords(actorId.split(':')[0] ?? ''),
          },
          { key: 'where', label: t('organization.admin.where'), cell: ({ organization }) => organization ?? '' },
        ]}
      />
      <Cluster>
        <Pagination next={next ? `/admin?before=${next}#log` : undefined} />
      </Cluster>
    </Section>
  )
}
