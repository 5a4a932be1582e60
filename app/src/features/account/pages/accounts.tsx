import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Table } from '../../../ui/table.tsx'
import { reopen } from '../actions/not-me.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { NewEmail, Reopen } from '../model.ts'
import { errorsOf, FormTop, typedOr } from '../parts/form-top.tsx'
import { StepUpNote } from '../parts/step-up-note.tsx'
import { isFresh } from '../policy.ts'
import { type ShutAccount, shutAccount, type WayIn } from '../views/shut.ts'

interface Loaded {
  fresh: boolean
  found: ShutAccount | null
}

export async function load(ctx: Ctx<AccountWorld>): Promise<Loaded> {
  return { fresh: isFresh(ctx.actor, ctx.now()), found: null }
}

export const acts = {
  look: async (ctx: Ctx<AccountWorld>, input: NewEmail): Promise<Answer> => ({
    show: { fresh: true, found: await shutAccount(ctx, input) } satisfies Loaded,
  }),
  reopen: async (ctx: Ctx<AccountWorld>, input: Reopen): Promise<Redirect> => {
    await reopen(ctx, input)
    return redirect('/admin/accounts', { done: 'account.reopen.done' })
  },
}

export function head(): Head {
  return { title: t('account.reopen.title'), density: 'work', noIndex: true }
}

export function Page({ fresh, found, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.reopen.title')} lead={t('account.reopen.lead')} />
      <FormTop form={form} />
      {!fresh && <StepUpNote next="/admin/accounts" />}
      <Form action="/admin/accounts/look">
        <Field
          name="email"
          type="email"
          label={t('account.email')}
          value={typedOr(form, 'email', found?.email ?? '')}
          required
          error={errorOf(errorsOf(form), 'email')}
        />
        <Actions>
          <Button kind={found ? 'quiet' : 'primary'}>{t('account.reopen.look')}</Button>
        </Actions>
      </Form>
      {found && <Found found={found} />}
    </>
  )
}

/** Each way in with the day it came: what its owner does not know goes before the account opens again. */
function Found({ found: { email, name, shutAt, ways, zone } }: { found: ShutAccount }) {
  return (
    <Section title={name || email} id="found" note={t('account.reopen.ways')}>
      {shutAt ? (
        <p>
          {t('account.reopen.since')} <DateTime at={shutAt} zone={zone} style="full" />
        </p>
      ) : (
        <Notice>{t('account.reopen.notShut')}</Notice>
      )}
      <Form action="/admin/accounts" hidden={{ email }}>
        <Table<WayIn>
          caption={t('account.reopen.ways')}
          captionHidden
          rows={ways}
          rowKey={({ id }) => id}
          columns={[
            { key: 'kind', label: t('account.reopen.kind'), cell: ({ kind }) => t(`account.reopen.kind.${kind}`) },
            { key: 'label', label: t('account.passkeys.name'), heading: true, cell: ({ label }) => label },
            {
              key: 'since',
              label: t('account.passkeys.made'),
              cell: ({ createdAt }) => <DateTime at={createdAt} zone={zone} style="full" />,
            },
            {
              key: 'remove',
              label: t('account.deeds'),
              cell: ({ id }) => (
                <Checkbox name="remove[]" value={id} scope={id} label={t('account.reopen.remove')} checked={false} />
              ),
            },
          ]}
        />
        <Actions>
          <Button kind="primary">{t('account.reopen.button')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
