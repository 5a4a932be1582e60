import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head, Params, Redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { AccountWorld } from '../actions/session.ts'
import { enterByLink } from '../actions/sign-in.ts'
import type { UseLink } from '../model.ts'
import { CodeForm } from '../parts/code-form.tsx'
import { FormTop } from '../parts/form-top.tsx'
import { linkPage } from '../views/sign-in.ts'

interface Loaded {
  state: 'here' | 'elsewhere' | 'over'
  token: string
}

export async function load(ctx: Ctx<AccountWorld>, { token }: Params<'token'>): Promise<Loaded> {
  return { state: await linkPage(ctx, token), token }
}

export function act(ctx: Ctx<AccountWorld>, input: UseLink, { token }: Params<'token'>): Promise<Redirect> {
  return enterByLink(ctx, input, token)
}

export function head(): Head {
  return { title: t('account.link.title'), noIndex: true }
}

export function Page({ state, token, form }: Loaded & { form: FormState }) {
  const action = `/sign-in/link/${token}`
  return (
    <>
      <PageHead title={t('account.link.title')} lead={state === 'over' ? undefined : t(`account.link.${state}`)} />
      <FormTop form={form} />
      {state === 'here' && (
        <Form action={action}>
          <Actions>
            <Button kind="primary">{t('account.link.button')}</Button>
          </Actions>
        </Form>
      )}
      {state === 'elsewhere' && (
        <CodeForm
          action={action}
          form={form}
          label={t('account.link.number')}
          button={t('account.link.button')}
          unsent={null}
        />
      )}
      {state === 'over' && (
        <EmptyState
          sentence={t('account.link.over')}
          actions={
            <LinkButton kind="primary" href="/sign-in">
              {t('account.code.start')}
            </LinkButton>
          }
        />
      )}
    </>
  )
}
