import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { WithAside } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { AccountWorld } from '../actions/session.ts'
import { startSignIn } from '../actions/sign-in.ts'
import type { StartSignIn } from '../model.ts'
import { DemoDoor } from '../parts/demo-door.tsx'
import { errorsOf, FormTop, typedOr } from '../parts/form-top.tsx'
import { passkeyWords } from '../parts/passkey-words.ts'
import { onward } from '../rules/local-path.ts'
import { demoPage } from '../views/demo.ts'

interface Loaded {
  next: string
  demo: boolean
}

export async function load(
  ctx: Ctx<AccountWorld>,
  _params: object,
  query: { next?: string | null },
): Promise<Loaded | Redirect> {
  const next = onward(query.next)
  return ctx.actor.kind === 'person' ? redirect(next) : { next, demo: (await demoPage(ctx)).length > 0 }
}

export function act(ctx: Ctx<AccountWorld>, input: StartSignIn): Promise<Redirect> {
  return startSignIn(ctx, input)
}

export function head(): Head {
  return { title: t('account.signIn.title'), description: t('account.signIn.lead') }
}

export function Page({ next, demo, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.signIn.title')} lead={t('account.signIn.lead')} />
      <WithAside label={t('account.signIn.about')} aside={<About />}>
        <FormTop form={form} />
        <Form action="/sign-in" hidden={{ next: typedOr(form, 'next', next) }}>
          <Field
            name="email"
            type="email"
            label={t('account.email')}
            hint={t('account.email.hint')}
            autocomplete="username webauthn"
            inputMode="email"
            value={typedOr(form, 'email', '')}
            required
            error={errorOf(errorsOf(form), 'email')}
          />
          <Actions>
            <Button kind="primary">{t('account.signIn.send')}</Button>
          </Actions>
        </Form>
        <p class="muted">{t('account.signIn.or')}</p>
        <Island
          name="passkey-button"
          props={{ ceremony: 'signIn', next, words: passkeyWords('signIn') }}
          fallback={<p class="muted">{t('account.passkey.unsupported')}</p>}
        />
        {demo && <DemoDoor />}
      </WithAside>
    </>
  )
}

function About() {
  return (
    <>
      <h2>{t('account.signIn.about')}</h2>
      <p>{t('account.signIn.about.new')}</p>
      <p>{t('account.signIn.about.district')}</p>
      <p>{t('account.signIn.about.password')}</p>
    </>
  )
}
