import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head, Params, Redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { confirmUpdates } from '../actions/updates.ts'
import { listOf, strandName } from '../parts/labels.ts'
import { confirmPage } from '../views/updates.ts'

interface Loaded {
  readonly topics: readonly string[] | null
  readonly token: string
}

export async function load(ctx: Ctx<never>, { token }: Params<'token'>): Promise<Loaded> {
  return { ...(await confirmPage(ctx, token)), token }
}

export function act(ctx: Ctx<never>, _input: object, { token }: Params<'token'>): Promise<Redirect> {
  return confirmUpdates(ctx, token)
}

export function head(): Head {
  return { title: t('catalog.updates.confirm.title'), noIndex: true }
}

/** A press and no visit confirms: programs that look at mail open every link. */
export function Page({ topics, token, form }: Loaded & { form: FormState }) {
  if (topics === null)
    return (
      <>
        <PageHead title={t('catalog.updates.confirm.title')} />
        <FormTop form={form} />
        <EmptyState
          sentence={t('catalog.updates.confirm.over')}
          actions={
            <LinkButton kind="primary" href="/updates">
              {t('catalog.updates.again')}
            </LinkButton>
          }
        />
      </>
    )
  const names = topics.map((topic) => (topic === 'news' ? t('catalog.updates.news') : strandName(topic)))
  return (
    <>
      <PageHead
        title={t('catalog.updates.confirm.title')}
        lead={t('catalog.updates.confirm.lead', { topics: listOf(names) })}
      />
      <FormTop form={form} />
      <Form action={`/updates/confirm/${token}`} label={t('catalog.updates.confirm.title')}>
        <Actions>
          <Button kind="primary">{t('catalog.updates.confirm.button')}</Button>
        </Actions>
      </Form>
    </>
  )
}
