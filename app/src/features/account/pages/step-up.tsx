import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { confirm, mailConfirmation } from '../actions/emails.ts'
import { startRecovery } from '../actions/recover.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { ConfirmCode, Onward } from '../model.ts'
import { CodeForm } from '../parts/code-form.tsx'
import { FormTop, typedOr } from '../parts/form-top.tsx'
import { passkeyWords } from '../parts/passkey-words.ts'
import { onward, withNext } from '../rules/local-path.ts'
import { type StepUpPage, stepUpPage } from '../views/own.ts'

type World = Ctx<AccountWorld>
interface Loaded {
  page: StepUpPage
  next: string
}

export async function load(ctx: World, _params: object, query: { next?: string | null }): Promise<Loaded> {
  return { page: await stepUpPage(ctx), next: onward(query.next) }
}

const back = (next: string | null | undefined) => `/step-up?next=${encodeURIComponent(onward(next))}`

export const acts = {
  send: async (ctx: World, { next }: Onward): Promise<Redirect> => {
    await mailConfirmation(ctx)
    return redirect(back(next), { done: 'account.stepUp.sent' })
  },
  confirm: async (ctx: World, { next, code }: ConfirmCode): Promise<Redirect> => {
    await confirm(ctx, { code })
    return redirect(onward(next))
  },
  recover: async (ctx: World, { next }: Onward): Promise<Redirect> => {
    await startRecovery(ctx)
    return redirect(back(next), { done: 'account.recovery.started' })
  },
}

export function head(): Head {
  return { title: t('account.stepUp.title'), noIndex: true }
}

export function Page({ page, next: wanted, form }: Loaded & { form: FormState }) {
  const next = typedOr(form, 'next', wanted)
  return (
    <>
      <PageHead title={t('account.stepUp.title')} lead={t('account.stepUp.lead')} />
      <FormTop form={form} />
      {page.passkeys > 0 && (
        <Island
          name="passkey-button"
          props={{ ceremony: 'stepUp', next, kind: 'primary', words: passkeyWords('stepUp') }}
          fallback={<p class="muted">{t('account.passkey.unsupported')}</p>}
        />
      )}
      {page.providers.length > 0 && <ByOrganization page={page} next={next} />}
      {page.passkeys === 0 && !isOwn(next) && <NeedsPasskey next={next} />}
      {page.passkeys === 0 && isOwn(next) && <ByMail page={page} next={next} form={form} />}
      {page.passkeys > 0 && <Lost page={page} next={next} form={form} />}
    </>
  )
}

/** Changes to one's own account; to everything else a code by mail is no answer, and would lead in a circle. */
function isOwn(next: string): boolean {
  return /^\/me(\/|\?|$)/.test(next)
}

function ByOrganization({ page: { providers }, next }: Loaded) {
  return (
    <Section title={t('account.stepUp.organization')} id="organization">
      <p>{t('account.stepUp.organization.lead')}</p>
      <Actions>
        {providers.map(({ id, label }) => (
          <LinkButton key={id} href={`/sign-in/organization/${id}?fresh=1&next=${encodeURIComponent(next)}`}>
            {t('account.organization.with', { label })}
          </LinkButton>
        ))}
      </Actions>
    </Section>
  )
}

function NeedsPasskey({ next }: { next: string }) {
  return (
    <Section title={t('account.stepUp.add')} id="add">
      <p>{t('account.stepUp.add.lead')}</p>
      <Actions>
        <LinkButton kind="primary" href={withNext('/me/passkey', next)}>
          {t('account.passkeys.add')}
        </LinkButton>
      </Actions>
    </Section>
  )
}

function ByMail({ page, next, form }: Loaded & { form: FormState }) {
  if (!page.email) return <Notice>{t('account.stepUp.noAddress')}</Notice>
  return (
    <Section title={t('account.stepUp.mail')} id="mail" note={page.email}>
      <p>{t('account.stepUp.mail.lead')}</p>
      {page.sent && (
        <CodeForm
          action="/step-up/confirm"
          form={form}
          label={t('account.code.label')}
          button={t('account.stepUp.mail.confirm')}
          unsent={page.sent.unsent}
          hidden={{ next }}
        />
      )}
      <Form action="/step-up/send" hidden={{ next }}>
        <Actions>
          <Button kind={page.sent ? 'quiet' : 'primary'}>{t('account.stepUp.mail.send')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** A way back without the passkey: the address, and time for its owner to object. */
function Lost({ page, next, form }: Loaded & { form: FormState }) {
  const { recovery, zone } = page
  return (
    <Section title={t('account.recovery')} id="lost">
      {recovery && (
        <Notice tone={recovery.over ? 'met' : 'info'}>
          <p>
            {t(recovery.over ? 'account.recovery.over' : 'account.recovery.waits')}{' '}
            <DateTime at={recovery.readyAt} zone={zone} style="full" />
          </p>
        </Notice>
      )}
      <p>{t('account.recovery.lead')}</p>
      <ByMail page={page} next={next} form={form} />
      {!recovery && (
        <Form action="/step-up/recover" hidden={{ next }}>
          <Actions>
            <Button>{t('account.recovery.start')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}
