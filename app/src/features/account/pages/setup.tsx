import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { AccountWorld } from '../actions/session.ts'
import { claimSetup, setupState } from '../actions/setup.ts'
import type { ClaimSetUp } from '../model.ts'
import { errorsOf, FormTop, typedOr } from '../parts/form-top.tsx'
import { SetupSteps } from '../parts/setup-steps.tsx'

interface Loaded {
  code: string
}

export async function load(
  ctx: Ctx<AccountWorld>,
  _params: object,
  query: { code?: string },
): Promise<Loaded | Redirect> {
  return (await setupState(ctx)) === 'resume' ? redirect('/setup/site') : { code: query.code ?? '' }
}

export function act(ctx: Ctx<AccountWorld>, input: ClaimSetUp): Promise<Redirect> {
  return claimSetup(ctx, input)
}

export function head(): Head {
  return { title: t('account.setup.title'), noIndex: true }
}

export function Page({ code, form }: Loaded & { form: FormState }) {
  const errors = errorsOf(form)
  return (
    <>
      <SetupSteps current="account" />
      <PageHead title={t('account.setup.title')} lead={t('account.setup.lead')} />
      <FormTop form={form} />
      <Form action="/setup">
        <Field
          name="code"
          label={t('account.setup.code')}
          hint={t('account.setup.code.hint')}
          value={typedOr(form, 'code', code)}
          autocomplete="off"
          required
          error={errorOf(errors, 'code')}
        />
        <Field
          name="name"
          label={t('account.name')}
          value={typedOr(form, 'name', '')}
          autocomplete="name"
          required
          error={errorOf(errors, 'name')}
        />
        <Field
          name="email"
          type="email"
          label={t('account.email')}
          hint={t('account.setup.email.hint')}
          value={typedOr(form, 'email', '')}
          autocomplete="email"
          required
          error={errorOf(errors, 'email')}
        />
        <Actions>
          <Button kind="primary">{t('account.setup.button')}</Button>
        </Actions>
      </Form>
    </>
  )
}
