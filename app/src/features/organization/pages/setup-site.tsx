import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/card.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { errorsOf, FormTop, typedOr } from '../../account/parts/form-top.tsx'
import { SetupSteps } from '../../account/parts/setup-steps.tsx'
import { zoneOptions } from '../../account/rules/zones.ts'
import type { PeopleWorld } from '../actions/invite.ts'
import { saveSite } from '../actions/setup.ts'
import type { SiteForm } from '../model.ts'
import { type SetUpPage, setUpPage } from '../views/setup.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: SetUpPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await setUpPage(ctx) }
}

export async function act(ctx: World, input: SiteForm): Promise<Redirect> {
  await saveSite(ctx, input)
  return redirect('/setup/issuer')
}

export function head(): Head {
  return { title: t('organization.setup.site'), noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  const { site, setName, baseUrl, loopback } = page
  const errors = errorsOf(form)
  return (
    <>
      <SetupSteps current="site" />
      <PageHead title={t('organization.setup.site')} lead={t('organization.setup.site.lead')} />
      <FormTop form={form} />
      <Facts facts={[{ label: t('organization.setup.address'), value: <code>{baseUrl}</code> }]} />
      {loopback && (
        <Notice tone="notYet" title={t('organization.setup.loopback')}>
          {t('organization.setup.loopback.text')}
        </Notice>
      )}
      {setName && <Notice>{t('organization.setup.siteName.set', { name: setName })}</Notice>}
      <Form action="/setup/site">
        <Field
          name="name"
          label={t('organization.setup.siteName')}
          hint={t('organization.setup.siteName.hint')}
          value={typedOr(form, 'name', site.name)}
          error={errorOf(errors, 'name')}
          required
        />
        <Choice
          name="locale"
          label={t('organization.language')}
          row
          options={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'es', label: <span lang="es">Español</span> },
          ]}
          value={typedOr(form, 'locale', site.locale)}
        />
        <Select
          name="timeZone"
          label={t('organization.zone')}
          hint={t('organization.setup.zone.hint')}
          options={zoneOptions(site.timeZone)}
          value={typedOr(form, 'timeZone', site.timeZone)}
        />
        <Actions>
          <Button kind="primary">{t('organization.setup.next')}</Button>
        </Actions>
      </Form>
    </>
  )
}
