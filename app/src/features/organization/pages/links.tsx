import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Cluster, Grid, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Status } from '../../../ui/status.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { askToLink } from '../actions/links.ts'
import { leaveOrganization } from '../actions/members.ts'
import type { AskToLink, Leave } from '../model.ts'
import { UnitSelect } from '../parts/member-table.tsx'
import { type LinksPage, linksPage } from '../views/people.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: LinksPage
}

export async function load(ctx: World, _params: object, query: { q?: string }): Promise<Loaded> {
  return { page: await linksPage(ctx, query.q?.trim() ?? '') }
}

export const acts = {
  ask: async (ctx: World, input: AskToLink): Promise<Redirect> => {
    await askToLink(ctx, input)
    return redirect('/me/organizations', { done: 'organization.links.asked' })
  },
  leave: async (ctx: World, input: Leave): Promise<Redirect> => {
    await leaveOrganization(ctx, input)
    return redirect('/me/organizations', { done: 'organization.links.left' })
  },
}

export function head(): Head {
  return { title: t('organization.links.title'), noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('organization.links.title')} lead={t('organization.links.lead')} />
      <FormTop form={form} />
      {page.demo && <Notice>{t('organization.links.demo')}</Notice>}
      <Section title={t('organization.links.yours')} id="yours">
        {page.memberships.length === 0 ? (
          <EmptyState sentence={t('organization.links.none')} />
        ) : (
          <Memberships page={page} />
        )}
        {page.requests.length > 0 && <Requests page={page} />}
        {page.memberships.length > 0 && (
          <p>
            <a class="own-line" href="/me/not-my-readers">
              {t('organization.declared.link')}
            </a>
          </p>
        )}
      </Section>
      {!page.demo && <Search page={page} />}
    </>
  )
}

function Memberships({ page: { memberships, demo } }: { page: LinksPage }) {
  return (
    <Grid as="ul">
      {memberships.map(({ tenantId, slug, name, unit, active }) => (
        <Card
          key={tenantId}
          as="li"
          level={3}
          title={name}
          above={unit ?? undefined}
          footer={
            <Cluster>
              {memberships.length > 1 && !active && (
                <Form action="/me/organizations/switch" hidden={{ tenantId, back: '/me/organizations' }} inline>
                  <Button>{t('organization.links.switch')}</Button>
                </Form>
              )}
              <a class="own-line" href={`/issuers/${slug}`}>
                {t('organization.links.about')}
              </a>
              {!demo && (
                <Form action="/me/organizations/leave" hidden={{ tenantId }} inline>
                  <Button kind="quiet">{t('organization.links.leave')}</Button>
                </Form>
              )}
            </Cluster>
          }
        >
          {memberships.length > 1 && active && <Status kind="met">{t('organization.links.active')}</Status>}
        </Card>
      ))}
    </Grid>
  )
}

function Requests({ page: { requests, zone } }: { page: LinksPage }) {
  return (
    <ul>
      {requests.map(({ id, name, createdAt, answered, accepted }) => (
        <li key={id}>
          {name}, <DateTime at={createdAt} zone={zone} style="short" />:{' '}
          {!answered && <Status kind="waiting">{t('organization.links.waiting')}</Status>}
          {answered && accepted && <Status kind="met">{t('organization.links.accepted')}</Status>}
          {answered && !accepted && <Status kind="notYet">{t('organization.links.refused')}</Status>}
        </li>
      ))}
    </ul>
  )
}

function Search({ page: { query, found } }: { page: LinksPage }) {
  return (
    <Section title={t('organization.links.search')} id="search" note={t('organization.links.search.note')}>
      <search>
        <form class="form form-inline" method="get" action="/me/organizations">
          <Field name="q" type="search" label={t('organization.links.q')} value={query} maxLength={120} />
          <Button>{t('organization.links.find')}</Button>
        </form>
      </search>
      {query && found.length === 0 && <p class="muted">{t('organization.links.nothing', { query })}</p>}
      <Grid as="ul">
        {found.map(({ tenantId, name, kind, units }) => (
          <Card key={tenantId} as="li" level={3} title={name} above={say(`organization.kind.${kind}`)}>
            <Form action="/me/organizations/ask" hidden={{ tenantId }}>
              {units.length > 0 && <UnitSelect units={units} scope={tenantId} />}
              <Button>{t('organization.links.ask')}</Button>
            </Form>
          </Card>
        ))}
      </Grid>
    </Section>
  )
}
