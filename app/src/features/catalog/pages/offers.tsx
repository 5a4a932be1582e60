import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { chooseOffers, offerEveryEntry } from '../actions.ts'
import type { ChooseOffers } from '../model.ts'
import { OfferLists } from '../parts/offer-lists.tsx'
import { type OffersView, offersPage } from '../views.ts'

interface Loaded {
  view: OffersView
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { view: await offersPage(ctx) }
}

export async function act(ctx: Ctx<never>, { which, offered }: ChooseOffers, { org }: Params<'org'>) {
  await (which === 'all' ? offerEveryEntry(ctx) : chooseOffers(ctx, offered))
  return redirect(`/org/${org}/offers`, { done: 'catalog.offers.done' })
}

export function head(): Head {
  return { title: t('catalog.offers.title'), noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const typed = form.typed.offered
  const typedWhich = typeof form.typed.which === 'string' ? form.typed.which : undefined
  const chosen = Array.isArray(typed) ? typed : view.offered
  return (
    <div class="stack">
      <PageHead
        title={t('catalog.offers.title')}
        lead={t('catalog.offers.lead')}
        facts={
          <p class="muted">
            {t('catalog.offers.count', { count: view.offered.length, size: view.size })}
            {view.everyEntry && ` ${t('catalog.offers.all.now')}`}
          </p>
        }
      />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {form.problem && <Notice tone="danger">{form.problem}</Notice>}
      <Form label={t('catalog.offers.title')}>
        <Choice
          name="which"
          label={t('catalog.offers.which')}
          value={typedWhich ?? (view.everyEntry ? 'all' : 'some')}
          options={[
            { value: 'all', label: t('catalog.offers.all'), hint: t('catalog.offers.all.hint') },
            { value: 'some', label: t('catalog.offers.some'), hint: t('catalog.offers.some.hint') },
          ]}
        />
        <OfferLists strands={view.strands} name="offered[]" by="id" chosen={chosen} />
        <Actions>
          <Button kind="primary">{t('catalog.offers.save')}</Button>
        </Actions>
      </Form>
    </div>
  )
}
