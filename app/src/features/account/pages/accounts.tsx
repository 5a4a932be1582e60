import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { reopen } from '../actions/not-me.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { NewEmail } from '../model.ts'
import { errorsOf, FormTop, typedOr } from '../parts/form-top.tsx'
import { StepUpNote } from '../parts/step-up-note.tsx'
import { isFresh } from '../policy.ts'

interface Loaded {
  fresh: boolean
}

export async function load(ctx: Ctx<AccountWorld>): Promise<Loaded> {
  return { fresh: isFresh(ctx.actor, ctx.now()) }
}

export async function act(ctx: Ctx<AccountWorld>, input: NewEmail): Promise<Redirect> {
  await reopen(ctx, input)
  return redirect('/admin/accounts', { done: 'account.reopen.done' })
}

export function head(): Head {
  return { title: t('account.reopen.title'), density: 'work', noIndex: true }
}

export function Page({ fresh, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.reopen.title')} lead={t('account.reopen.lead')} />
      <FormTop form={form} />
      {!fresh && <StepUpNote next="/admin/accounts" />}
      <Form action="/admin/accounts">
        <Field
          name="email"
          type="email"
          label={t('account.email')}
          value={typedOr(form, 'email', '')}
          required
          error={errorOf(errorsOf(form), 'email')}
        />
        <Actions>
          <Button kind="primary">{t('account.reopen.button')}</Button>
        </Actions>
      </Form>
    </>
  )
}
