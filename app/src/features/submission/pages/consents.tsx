import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { withdrawConsent } from '../actions/consent.ts'
import type { World } from '../actions/world.ts'
import type { EndConsent } from '../model.ts'
import { ConsentSheet } from '../parts/consent-sheet.tsx'
import { Told } from '../parts/told.tsx'
import { type ConsentsPage, consentsPage } from '../views/consents.ts'

export async function load(ctx: World) {
  return { view: await consentsPage(ctx) }
}

export async function act(ctx: World, input: EndConsent, { consent }: Params<'consent'>) {
  await withdrawConsent(ctx, consent, input)
  return redirect('/me/consents', { done: 'submission.done.consentWithdrawn' })
}

export function head(): Head {
  return { title: t('submission.consents.title'), noIndex: true }
}

export function Page({ view, form }: { view: ConsentsPage; form: FormState }) {
  return (
    <div class="work-page">
      <PageHead title={t('submission.consents.title')} lead={t('submission.consents.lead')} />
      <Told form={form} />
      {view.consents.length === 0 ? (
        <EmptyState sentence={t('submission.consents.empty')} />
      ) : (
        <Grid size="large" as="ul">
          {view.consents.map((consent) => (
            <ConsentSheet key={consent.id} consent={consent} zone={view.zone} form={form} />
          ))}
        </Grid>
      )}
      <p>
        <a class="own-line" href="/me/examples">
          {t('submission.consents.examples')}
        </a>
      </p>
    </div>
  )
}
