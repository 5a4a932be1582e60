import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { proveEmail } from '../actions/emails.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { TypedCode } from '../model.ts'
import { CodeForm } from '../parts/code-form.tsx'
import { FormTop } from '../parts/form-top.tsx'
import { SetupSteps } from '../parts/setup-steps.tsx'
import { withNext } from '../rules/local-path.ts'
import { type FounderAddress, founderAddress } from '../views/founder.ts'

interface Loaded {
  address: FounderAddress | null
}
const onwards = withNext('/me/passkey', '/setup/site')

export async function load(ctx: Ctx<AccountWorld>): Promise<Loaded> {
  return { address: await founderAddress(ctx) }
}

export async function act(ctx: Ctx<AccountWorld>, input: TypedCode): Promise<Redirect> {
  await proveEmail(ctx, input)
  return redirect(onwards)
}

export function head(): Head {
  return { title: t('account.setup.address'), noIndex: true }
}

export function Page({ address, form }: Loaded & { form: FormState }) {
  const lead = address ? t('account.setup.address.lead', { email: address.email }) : t('account.setup.address.none')
  return (
    <>
      <SetupSteps current="account" />
      <PageHead title={t('account.setup.address')} lead={lead} />
      <FormTop form={form} />
      {address && <Typing address={address} form={form} />}
      <Actions>
        <LinkButton kind={address ? 'quiet' : 'primary'} href={onwards}>
          {t(address ? 'account.setup.address.later' : 'account.setup.address.on')}
        </LinkButton>
      </Actions>
    </>
  )
}

function Typing({ address: { unsent, inOutbox }, form }: { address: FounderAddress; form: FormState }) {
  return (
    <>
      {inOutbox && (
        <Notice>
          <p>{t('account.setup.address.outbox')}</p>
          <p>
            <a href="/admin/outbox">/admin/outbox</a>
          </p>
        </Notice>
      )}
      <CodeForm
        action="/setup/address"
        form={form}
        label={t('account.code.label')}
        button={t('account.emails.prove')}
        unsent={unsent}
      />
    </>
  )
}
