import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { chooseOffers } from '../actions.ts'
import { hoursText, strandName } from '../parts/labels.ts'
import { type OffersView, offersPage } from '../views.ts'

interface Loaded {
  view: OffersView
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { view: await offersPage(ctx) }
}

export async function act(ctx: Ctx<never>, { offered }: { offered: readonly string[] }, { org }: Params<'org'>) {
  await chooseOffers(ctx, offered)
  return redirect(`/org/${org}/offers`, { done: 'catalog.offers.done' })
}

export function head(): Head {
  return { title: t('catalog.offers.title'), noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const typed = form.typed.offered
  const chosen = Array.isArray(typed) ? typed : view.offered
  return (
    <div class="stack catalog-offers">
      <PageHead
        title={t('catalog.offers.title')}
        lead={t('catalog.offers.lead')}
        facts={<p class="muted">{t('catalog.offers.count', { count: view.offered.length, size: view.size })}</p>}
      />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {form.problem && <Notice tone="danger">{form.problem}</Notice>}
      <Form label={t('catalog.offers.title')}>
        {view.strands.map(({ strand, entries }) => (
          <CheckList
            key={strand}
            name="offered[]"
            scope={strand}
            label={strandName(strand)}
            values={chosen}
            options={entries.map(({ achievementId, card }) => ({
              value: achievementId,
              label: (
                <>
                  <span class="muted numbers">{card.code}</span> {card.title}
                </>
              ),
              hint: hoursText(card.hours),
            }))}
          />
        ))}
        <Actions>
          <Button kind="primary">{t('catalog.offers.save')}</Button>
        </Actions>
      </Form>
    </div>
  )
}
