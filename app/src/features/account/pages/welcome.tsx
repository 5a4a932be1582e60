import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { welcome } from '../actions/profile.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { Welcome } from '../model.ts'
import { FormTop, typedOr } from '../parts/form-top.tsx'
import { PersonFields } from '../parts/person-fields.tsx'
import type { Person } from '../reads.ts'
import { onward, withNext } from '../rules/local-path.ts'
import { ownProfile } from '../views/own.ts'

interface Loaded {
  person: Person
  next: string
}

export async function load(ctx: Ctx<AccountWorld>, _params: object, query: { next?: string | null }): Promise<Loaded> {
  return { person: await ownProfile(ctx), next: onward(query.next) }
}

export async function act(ctx: Ctx<AccountWorld>, input: Welcome): Promise<Redirect> {
  const cookie = await welcome(ctx, input)
  return redirect(withNext('/me/passkey', onward(input.next)), { cookies: [cookie] })
}

export function head(): Head {
  return { title: t('account.welcome.title'), noIndex: true }
}

export function Page({ person, next, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.welcome.title')} lead={t('account.welcome.lead')} />
      <FormTop form={form} />
      <Form action="/welcome" hidden={{ next: typedOr(form, 'next', next) }}>
        <PersonFields person={person} form={form} folded />
        <Actions>
          <Button kind="primary">{t('account.welcome.button')}</Button>
        </Actions>
      </Form>
    </>
  )
}
