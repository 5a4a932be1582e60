import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { FormTop, typedOr } from '../../account/parts/form-top.tsx'
import { SetupSteps } from '../../account/parts/setup-steps.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { promiseCatalogue } from '../actions/setup.ts'
import type { CatalogueForm } from '../model.ts'
import { type SetUpPage, setUpPage } from '../views/setup.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: SetUpPage
}
interface Shown extends Loaded {
  form: FormState
  slots: Readonly<Record<string, Parameters<typeof Slot>[0]['panels']>>
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await setUpPage(ctx) }
}

export async function act(ctx: World, input: CatalogueForm): Promise<Redirect> {
  await promiseCatalogue(ctx, input)
  return redirect('/setup/demo')
}

/** The catalogue fills in its entries, as check boxes named `codes[]`. */
export function slots({ page }: Loaded): Readonly<Record<string, unknown>> {
  return { 'setup.catalogue': { chosen: page.promised?.codes ?? [] } }
}

export function head(): Head {
  return { title: t('organization.setup.catalogue'), noIndex: true }
}

export function Page({ page, form, slots: filled }: Shown) {
  const some = (filled['setup.catalogue'] ?? []).length > 0
  return (
    <>
      <SetupSteps current="catalogue" />
      <PageHead title={t('organization.setup.catalogue')} lead={t('organization.setup.catalogue.lead')} />
      <FormTop form={form} />
      {!page.issuer && (
        <Notice tone="notYet">
          <p>{t('refusal.issuer-first')}</p>
          <p>
            <LinkButton href="/setup/issuer">{t('organization.setup.issuer')}</LinkButton>
          </p>
        </Notice>
      )}
      <Form action="/setup/catalogue">
        <Choice
          name="offer"
          label={t('organization.setup.offer')}
          options={[
            { value: 'all', label: t('organization.setup.offer.all'), hint: t('organization.setup.offer.all.hint') },
            ...(some ? [{ value: 'some', label: t('organization.setup.offer.some') }] : []),
            { value: 'none', label: t('organization.setup.offer.none'), hint: t('organization.setup.offer.none.hint') },
          ]}
          value={typedOr(form, 'offer', page.promised?.offer ?? 'all')}
          error={form.fields.offer}
        />
        <Slot panels={filled['setup.catalogue'] ?? []} />
        <Actions>
          <Button kind="primary">{t('organization.setup.next')}</Button>
        </Actions>
      </Form>
    </>
  )
}
