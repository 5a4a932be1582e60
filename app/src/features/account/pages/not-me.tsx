import type { Ctx } from '../../../platform/ctx.ts'
import type { Answer, FormState, Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { freezeByLink } from '../actions/not-me.ts'
import type { AccountWorld } from '../actions/session.ts'
import { FormTop } from '../parts/form-top.tsx'
import { notMePage } from '../views/sign-in.ts'

interface Loaded {
  state: 'open' | 'over' | 'frozen'
  token: string
}

export async function load(ctx: Ctx<AccountWorld>, { token }: Params<'token'>): Promise<Loaded> {
  return { state: await notMePage(ctx, token), token }
}

export async function act(ctx: Ctx<AccountWorld>, _input: object, { token }: Params<'token'>): Promise<Answer> {
  await freezeByLink(ctx, token)
  return { show: { state: 'frozen', token } satisfies Loaded }
}

export function head(): Head {
  return { title: t('account.notMe.title'), noIndex: true }
}

export function Page({ state, token, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.notMe.title')} lead={state === 'open' ? t('account.notMe.lead') : undefined} />
      <FormTop form={form} />
      {state === 'open' && (
        <Form action={`/not-me/${token}`}>
          <Actions>
            <Button kind="danger">{t('account.notMe.button')}</Button>
          </Actions>
        </Form>
      )}
      {state === 'frozen' && <Notice tone="met">{t('account.notMe.done')}</Notice>}
      {state === 'over' && (
        <EmptyState
          sentence={t('account.notMe.over')}
          actions={<LinkButton href="/me/settings">{t('account.notMe.devices')}</LinkButton>}
        />
      )}
    </>
  )
}
