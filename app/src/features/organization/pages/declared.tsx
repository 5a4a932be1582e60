import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Grid, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { errorsOf, FormTop, typedOr } from '../../account/parts/form-top.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { declareTie, takeBackTie } from '../actions/ties.ts'
import type { DeclareTie, TakeBackTie } from '../model.ts'
import { type DeclaredPage, declaredPage } from '../views/ties.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: DeclaredPage
}
const HERE = '/me/not-my-readers'

export async function load(ctx: World): Promise<Loaded> {
  return { page: await declaredPage(ctx) }
}

export async function act(ctx: World, input: DeclareTie): Promise<Redirect> {
  await declareTie(ctx, input)
  return redirect(HERE, { done: 'organization.declared.done' })
}

export const acts = {
  takeBack: async (ctx: World, input: TakeBackTie): Promise<Redirect> => {
    await takeBackTie(ctx, input)
    return redirect(HERE, { done: 'organization.declared.takenBack' })
  },
}

export function head(): Head {
  return { title: t('organization.declared.title'), noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('organization.declared.title')} lead={t('organization.declared.lead')} />
      <FormTop form={form} scope={typedOr(form, 'tenantId', '') || undefined} />
      {page.places.length === 0 && <EmptyState sentence={t('organization.declared.nowhere')} />}
      {page.places.map((place) => (
        <Place key={place.tenantId} place={place} page={page} form={form} />
      ))}
    </>
  )
}

interface Here extends Loaded {
  place: DeclaredPage['places'][number]
  form: FormState
}

function Place({ place, page, form }: Here) {
  const { tenantId, name, ties } = place
  const mine = typedOr(form, 'tenantId', '') === tenantId
  return (
    <Section title={name} id={`at-${tenantId}`}>
      {ties.length === 0 ? (
        <p class="muted">{t('organization.declared.none')}</p>
      ) : (
        <Grid as="ul">
          {ties.map((tie) => (
            <Card key={tie.id} as="li" level={3} title={tie.other || t('organization.member.unnamed')}>
              <p class="small muted">
                {t('organization.tie.since')} <DateTime at={tie.createdAt} zone={page.zone} style="short" />
              </p>
              <Form action={`${HERE}/take-back`} hidden={{ tenantId, id: tie.id }} inline>
                <Button>
                  {t('organization.declared.takeBack')} <span class="visually-hidden">{tie.other}</span>
                </Button>
              </Form>
            </Card>
          ))}
        </Grid>
      )}
      <Form action={HERE} hidden={{ tenantId }} label={name}>
        <Field
          name="other"
          scope={tenantId}
          label={t('organization.declared.name')}
          hint={t('organization.declared.name.hint')}
          value={mine ? typedOr(form, 'other', '') : ''}
          autocomplete="off"
          error={mine ? errorOf(errorsOf(form), 'other') : undefined}
        />
        <Actions>
          <Button kind="primary">{t('organization.declared.add')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
