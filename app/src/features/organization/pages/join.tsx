import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { acceptInvitation, type PeopleWorld } from '../actions/invite.ts'
import { roleWords } from '../parts/role-words.ts'
import { type JoinPage, joinPage } from '../views/people.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: JoinPage
  token: string
  known: boolean
}

export async function load(ctx: World, { token }: Params<'token'>): Promise<Loaded> {
  return { page: await joinPage(ctx, token), token, known: ctx.actor.kind === 'person' }
}

export async function act(ctx: World, _input: object, { token }: Params<'token'>): Promise<Redirect> {
  await acceptInvitation(ctx, token)
  return redirect('/me/organizations', { done: 'organization.joined' })
}

export function head({ page }: Loaded): Head {
  return { title: t('organization.join.title', { name: page.organization }), noIndex: true }
}

export function Page({ page, token, known, form }: Loaded & { form: FormState }) {
  const { organization, state, roles, hint } = page
  return (
    <>
      <PageHead title={t('organization.join.title', { name: organization })} />
      <FormTop form={form} />
      {state === 'over' && <EmptyState sentence={t('organization.join.over')} />}
      {state !== 'over' && (
        <>
          <p>{t('organization.join.lead', { name: organization })}</p>
          {roles.length > 0 && <p>{t('organization.join.roles', { roles: roleWords(roles) })}</p>}
        </>
      )}
      {state === 'other-address' && <OtherAddress hint={hint} />}
      {state === 'open' && known && (
        <Form action={`/join/${token}`}>
          <Actions>
            <Button kind="primary">{t('organization.join.button')}</Button>
          </Actions>
        </Form>
      )}
      {state === 'open' && !known && (
        <>
          <p>{t('organization.join.signIn', { hint })}</p>
          <Actions>
            <LinkButton kind="primary" href={`/sign-in?next=${encodeURIComponent(`/join/${token}`)}`}>
              {t('organization.join.signIn.button')}
            </LinkButton>
          </Actions>
        </>
      )}
    </>
  )
}

function OtherAddress({ hint }: { hint: string }) {
  return (
    <Notice tone="notYet">
      <p>{t('organization.join.address', { hint })}</p>
      <p>
        <LinkButton href="/me/settings#emails">{t('organization.join.address.add')}</LinkButton>
      </p>
    </Notice>
  )
}
