import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { ErrorSummary, errorOf } from '../../../ui/error-summary.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { zoneLabel } from '../../account/rules/zones.ts'
import { revokeCredential } from '../actions/revoke.ts'
import type { RevokeCredential } from '../model.ts'
import { awardToRevoke } from '../views.ts'

type Loaded = Awaited<ReturnType<typeof awardToRevoke>> & { readonly org: string }

export async function load(ctx: Ctx<never>, { org, credential }: Params<'org' | 'credential'>): Promise<Loaded> {
  return { ...(await awardToRevoke(ctx, credential)), org }
}

export async function act(
  ctx: Ctx<never>,
  { reason }: RevokeCredential,
  { org, credential }: Params<'org' | 'credential'>,
): Promise<Redirect> {
  await revokeCredential(ctx, { credentialId: credential, reason })
  return redirect(`/org/${org}/awards`, { done: 'credential.revoke.done' })
}

export function head({ award }: Loaded): Head {
  return { title: t('credential.revoke.title', { title: award.title }), noIndex: true }
}

export function Page({ award, organization, org, form }: Loaded & { form: FormState }) {
  const back = `/org/${org}/awards`
  const learner = award.learner ?? t('credential.awards.unnamed')
  return (
    <>
      <Breadcrumb
        items={[{ href: back, label: t('credential.area.awards') }, { label: t('credential.awards.revoke') }]}
      />
      <PageHead title={t('credential.revoke.title', { title: award.title })} lead={t('credential.revoke.lead')} />
      <Stack>
        <Facts
          facts={[
            { label: t('credential.awards.learner'), value: learner },
            { label: t('credential.awards.microcredential'), value: award.title },
            {
              label: t('credential.awards.awarded'),
              value: <DateTime at={award.awardedAt} zone={organization.timeZone} />,
            },
            { label: t('credential.awards.hours'), value: award.hours ?? '–' },
          ]}
        />
        <p class="small muted">
          {t('credential.awards.zone', { organization: organization.name, zone: zoneLabel(organization.timeZone) })}
        </p>
        {award.revokedAt ? <Notice>{t('credential.revoke.already')}</Notice> : <RevokeForm form={form} back={back} />}
      </Stack>
    </>
  )
}

const REASONS = ['error', 'issuer-request'] as const

function RevokeForm({ form, back }: { form: FormState; back: string }) {
  const errors = Object.entries(form.fields).map(([field, text]) => ({ field, text }))
  return (
    <Form label={t('credential.awards.revoke')}>
      <ErrorSummary errors={errors} />
      {form.problem && errors.length === 0 && <Notice tone="danger">{form.problem}</Notice>}
      <Choice
        name="reason"
        label={t('credential.revoke.reason')}
        hint={t('credential.revoke.reason.hint')}
        value={typeof form.typed.reason === 'string' ? form.typed.reason : undefined}
        error={errorOf(errors, 'reason')}
        options={REASONS.map((value) => ({
          value,
          label: t(`credential.reason.${value}`),
          hint: t(`credential.reason.${value}.hint`),
        }))}
      />
      <Checkbox
        name="confirm"
        value="yes"
        label={t('credential.revoke.confirm')}
        checked={form.typed.confirm === 'yes'}
        error={errorOf(errors, 'confirm')}
      />
      <Actions>
        <Button kind="danger">{t('credential.awards.revoke')}</Button>
        <LinkButton kind="quiet" href={back}>
          {t('credential.revoke.back')}
        </LinkButton>
      </Actions>
    </Form>
  )
}
