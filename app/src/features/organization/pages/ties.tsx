import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { errorsOf, FormTop, typedOr } from '../../account/parts/form-top.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { endTie, recordTie } from '../actions/ties.ts'
import { type RecordTie, type ThatOne, TIE_KINDS } from '../model.ts'
import { OrganizationTabs } from '../parts/organization-tabs.tsx'
import { type TieShown, type TiesPage, tiesPage } from '../views/ties.ts'

type World = Ctx<PeopleWorld>
type Org = Params<'org'>
interface Loaded {
  page: TiesPage
}
type Shown = Loaded & { form: FormState }

export async function load(ctx: World, _params: Org, query: { after?: string }): Promise<Loaded> {
  return { page: await tiesPage(ctx, query.after) }
}

export async function act(ctx: World, input: RecordTie, { org }: Org): Promise<Redirect> {
  await recordTie(ctx, input)
  return redirect(`/org/${org}/people/ties`, { done: 'organization.tie.recorded' })
}

export const acts = {
  end: async (ctx: World, input: ThatOne, { org }: Org): Promise<Redirect> => {
    await endTie(ctx, input)
    return redirect(`/org/${org}/people/ties`, { done: 'organization.tie.ended' })
  },
}

export function head({ page }: Loaded): Head {
  return { title: t('organization.ties.title', { name: page.organization.name }), density: 'ledger', noIndex: true }
}

export function Page({ page, form }: Shown) {
  const { organization, next } = page
  const here = `/org/${organization.slug}/people/ties`
  return (
    <>
      <OrganizationTabs slug={organization.slug} current="people" />
      <PageHead above={organization.name} title={t('organization.ties')} lead={t('organization.ties.lead')} />
      <FormTop form={form} />
      <Section title={t('organization.ties.known')} id="known">
        <Ties page={page} here={here} />
        <Pagination next={next ? `${here}?after=${next}` : undefined} />
      </Section>
      <Record page={page} form={form} here={here} />
    </>
  )
}

function Ties({ page: { ties, organization }, here }: Loaded & { here: string }) {
  return (
    <Table<TieShown>
      caption={t('organization.ties.known')}
      captionHidden
      rows={ties}
      rowKey={({ id }) => id}
      empty={<p>{t('organization.ties.none')}</p>}
      columns={[
        { key: 'person', label: t('organization.tie.person'), heading: true, cell: ({ person }) => nameOr(person) },
        { key: 'kind', label: t('organization.tie.kind'), cell: ({ kind }) => t(`organization.tie.${kind}`) },
        { key: 'other', label: t('organization.tie.other'), cell: ({ other }) => nameOr(other) },
        {
          key: 'since',
          label: t('organization.tie.since'),
          cell: ({ createdAt }) => <DateTime at={createdAt} zone={organization.timeZone} style="short" />,
        },
        {
          key: 'deeds',
          label: t('account.deeds'),
          cell: ({ id, person, other }) => (
            <Form action={`${here}/end`} hidden={{ id }} inline>
              <Button>
                {t('organization.tie.end')}{' '}
                <span class="visually-hidden">
                  {nameOr(person)}, {nameOr(other)}
                </span>
              </Button>
            </Form>
          ),
        },
      ]}
    />
  )
}

function nameOr(name: string): string {
  return name || t('organization.member.unnamed')
}

function Record({ page, form, here }: Shown & { here: string }) {
  const errors = errorsOf(form)
  return (
    <Section title={t('organization.tie.add')} id="add" note={t('organization.tie.add.note')}>
      <Form action={here} label={t('organization.tie.add')}>
        <Field
          name="person"
          label={t('organization.tie.person')}
          hint={t('organization.tie.person.hint')}
          value={typedOr(form, 'person', '')}
          list={page.called}
          autocomplete="off"
          width="full"
          error={errorOf(errors, 'person')}
        />
        <Choice
          name="kind"
          label={t('organization.tie.kind')}
          options={TIE_KINDS.map((kind) => ({
            value: kind,
            label: t(`organization.tie.${kind}`),
            hint: t(`organization.tie.${kind}.hint`),
          }))}
          value={typedOr(form, 'kind', '') || undefined}
          error={errorOf(errors, 'kind')}
        />
        <Field
          name="other"
          label={t('organization.tie.other')}
          value={typedOr(form, 'other', '')}
          list={page.called}
          autocomplete="off"
          width="full"
          error={errorOf(errors, 'other')}
        />
        <Actions>
          <Button kind="primary">{t('organization.tie.record')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
