import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Checklist } from '../../../ui/checklist.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { finishSetUp } from '../actions/setup.ts'
import { type SetUpPage, STEPS, setUpPage } from '../views/setup.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: SetUpPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await setUpPage(ctx) }
}

export async function act(ctx: World): Promise<Redirect> {
  await finishSetUp(ctx)
  return redirect('/admin', { done: 'organization.setup.finished' })
}

export function head({ page }: Loaded): Head {
  return { title: t(page.issuer ? 'organization.setup.done' : 'organization.setup.almost'), noIndex: true }
}

/** Gone on without a mail server, the step is behind and yet not done. */
function standing({ done, mailLeaves }: SetUpPage, step: (typeof STEPS)[number]) {
  if (!done[step]) return { state: 'todo' } as const
  return step === 'mail' && !mailLeaves
    ? ({ state: 'skipped', note: t('organization.setup.mail.skipped') } as const)
    : ({ state: 'done' } as const)
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  const next = [
    { id: 'people', href: page.issuer ? `/org/${page.issuer.slug}/people` : '/setup/issuer' },
    ...(page.issuer ? [{ id: 'hours', href: `/org/${page.issuer.slug}/rules` } as const] : []),
    { id: 'read', href: '/explore' },
    { id: 'sample', href: '/demo' },
    { id: 'verify', href: '/verify' },
  ] as const
  return (
    <>
      <PageHead
        title={t(page.issuer ? 'organization.setup.done' : 'organization.setup.almost')}
        lead={t(page.issuer ? 'organization.setup.done.lead' : 'organization.setup.almost.lead')}
      />
      <FormTop form={form} />
      <Section title={t('organization.setup.steps')} id="steps">
        <Checklist
          items={STEPS.map((step) => ({
            id: step,
            ...standing(page, step),
            label: t(`account.setup.step.${step}`),
            href: `/setup/${step}`,
          }))}
        />
      </Section>
      <Section title={t('organization.setup.then')} id="then">
        <Checklist
          items={next.map(({ id, href }) => ({ id, state: 'todo', label: t(`organization.setup.then.${id}`), href }))}
        />
        <Form action="/setup/done">
          <p class="muted">{t('organization.setup.finish.hint')}</p>
          <Actions>
            <Button kind="primary">{t('organization.setup.finish')}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}
