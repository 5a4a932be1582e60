import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { errorsOf, FormTop, typedListOr, typedOr } from '../../account/parts/form-top.tsx'
import { chooseUpdates, leaveUpdates } from '../actions/updates.ts'
import { TopicsField } from '../parts/topics-field.tsx'
import type { ChooseUpdates } from '../rules/update-inputs.ts'
import { ownUpdates } from '../views/updates.ts'

interface Loaded {
  readonly topics: readonly string[]
  readonly language: 'en' | 'es'
  readonly token: string
}

export async function load(ctx: Ctx<never>, { token }: Params<'token'>): Promise<Loaded> {
  const { topics, language } = await ownUpdates(ctx, token)
  return { topics, language, token }
}

export function act(ctx: Ctx<never>, input: ChooseUpdates, { token }: Params<'token'>): Promise<Redirect> {
  return chooseUpdates(ctx, input, token)
}

export const acts = {
  leave: async (ctx: Ctx<never>, _input: object, { token }: Params<'token'>): Promise<Redirect> => {
    await leaveUpdates(ctx, token)
    return redirect('/updates', { done: 'catalog.updates.left' })
  },
}

export function head(): Head {
  return { title: t('catalog.updates.own.title'), noIndex: true }
}

export function Page({ topics, language, token, form }: Loaded & { form: FormState }) {
  const address = `/updates/own/${token}`
  return (
    <>
      <PageHead title={t('catalog.updates.own.title')} lead={t('catalog.updates.own.lead')} />
      <FormTop form={form} />
      <Section id="choice" title={t('catalog.updates.own.choice')}>
        <Form action={address} label={t('catalog.updates.own.choice')}>
          <TopicsField
            topics={typedListOr(form, 'topics', topics)}
            language={typedOr(form, 'language', language)}
            errors={errorsOf(form)}
          />
          <Actions>
            <Button kind="primary">{t('catalog.updates.own.save')}</Button>
          </Actions>
        </Form>
      </Section>
      <Section id="leave" title={t('catalog.updates.own.leave')}>
        <p>{t('catalog.updates.own.leave.text')}</p>
        <Form action={`${address}/leave`} label={t('catalog.updates.own.leave')}>
          <Actions>
            <Button>{t('catalog.updates.own.leave.button')}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}
