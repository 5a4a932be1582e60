import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Prose, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { errorsOf, FormTop, typedOr } from '../../account/parts/form-top.tsx'
import { SetupSteps } from '../../account/parts/setup-steps.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { makeIssuer } from '../actions/setup.ts'
import { type IssuerForm, KINDS } from '../model.ts'
import { type SetUpPage, setUpPage } from '../views/setup.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: SetUpPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await setUpPage(ctx) }
}

export async function act(ctx: World, input: IssuerForm): Promise<Redirect> {
  await makeIssuer(ctx, input)
  return redirect('/setup/mail')
}

export function head(): Head {
  return { title: t('organization.setup.issuer'), noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  return (
    <>
      <SetupSteps current="issuer" />
      <PageHead title={t('organization.setup.issuer')} lead={t('organization.setup.issuer.lead')} />
      <FormTop form={form} />
      {page.issuer ? (
        <>
          <Notice tone="met" title={page.issuer.name}>
            {t('organization.setup.issuer.there')}
          </Notice>
          <Actions>
            <LinkButton kind="primary" href="/setup/mail">
              {t('organization.setup.next')}
            </LinkButton>
          </Actions>
        </>
      ) : (
        <IssuerFields page={page} form={form} />
      )}
    </>
  )
}

function IssuerFields({ page, form }: Loaded & { form: FormState }) {
  const errors = errorsOf(form)
  return (
    <Form action="/setup/issuer">
      <Field
        name="name"
        label={t('organization.name')}
        hint={t('organization.setup.issuer.name.hint')}
        value={typedOr(form, 'name', '')}
        error={errorOf(errors, 'name')}
        required
      />
      <Select
        name="kind"
        label={t('organization.issuer.kind')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`organization.kind.${kind}`) }))}
        value={typedOr(form, 'kind', 'district')}
      />
      <Field
        name="url"
        type="url"
        label={t('organization.url')}
        value={typedOr(form, 'url', page.baseUrl)}
        error={errorOf(errors, 'url')}
        required
      />
      <Field
        name="email"
        type="email"
        label={t('organization.email')}
        note={t('ui.optional')}
        hint={t('organization.email.hint')}
        value={typedOr(form, 'email', '')}
        error={errorOf(errors, 'email')}
      />
      <Section title={t('organization.setup.key')} id="key" level={2}>
        <Prose>
          <p>{t('organization.setup.key.what')}</p>
          <p>
            <code>keys/master.key</code>
          </p>
          <p>{t('organization.setup.key.why')}</p>
        </Prose>
        <Checkbox
          name="copied"
          label={t('organization.setup.copied')}
          value="yes"
          checked={form.typed.copied === 'yes'}
          error={errorOf(errors, 'copied')}
        />
      </Section>
      <Actions>
        <Button kind="primary">{t('organization.setup.issuer.make')}</Button>
      </Actions>
    </Form>
  )
}
