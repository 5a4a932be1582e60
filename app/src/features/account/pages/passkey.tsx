import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Prose, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { AccountWorld } from '../actions/session.ts'
import { FormTop } from '../parts/form-top.tsx'
import { passkeyWords } from '../parts/passkey-words.ts'
import { StepUpNote } from '../parts/step-up-note.tsx'
import { onward, withNext } from '../rules/local-path.ts'
import { type Gate, settingsPage } from '../views/own.ts'

interface Loaded {
  next: string
  gate: Gate
  passkeys: number
}

export async function load(ctx: Ctx<AccountWorld>, _params: object, query: { next?: string | null }): Promise<Loaded> {
  const { gate, passkeys } = await settingsPage(ctx)
  return { next: onward(query.next), gate, passkeys: passkeys.length }
}

export function head(): Head {
  return { title: t('account.passkey.title'), noIndex: true }
}

export function Page({ next, gate, passkeys, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.passkey.title')} lead={t('account.passkey.lead')} />
      <Stack gap={24}>
        <FormTop form={form} />
        {passkeys > 0 && <Notice tone="met">{t('account.passkey.have')}</Notice>}
        {gate === 'open' && (
          <Island
            name="passkey-button"
            props={{ ceremony: 'add', next, kind: 'primary', words: passkeyWords('add') }}
            fallback={<p class="muted">{t('account.passkey.unsupported')}</p>}
          />
        )}
        {gate === 'demo-account' && <Notice>{t('refusal.demo-account')}</Notice>}
        {(gate === 'step-up-needed' || gate === 'confirm-needed') && (
          <StepUpNote next={withNext('/me/passkey', next)} because={gate} />
        )}
        <Prose>
          <p>{t('account.passkey.why')}</p>
          <p>{t('account.passkey.where')}</p>
        </Prose>
        <Actions>
          <LinkButton kind="quiet" href={next}>
            {t('account.passkey.later')}
          </LinkButton>
        </Actions>
      </Stack>
    </>
  )
}
