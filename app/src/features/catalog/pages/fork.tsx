import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { forkAchievement } from '../actions/begin-from.ts'
import { Ancestors } from '../parts/ancestors.tsx'
import { foreign } from '../parts/labels.ts'
import { type ForkPage, forkPage } from '../views/versions.ts'

type Of = Params<'slug' | 'version'>
interface Loaded {
  view: ForkPage
}

export async function load(ctx: Ctx<never>, of: Of): Promise<Loaded> {
  return { view: await forkPage(ctx, of) }
}

export async function act(ctx: Ctx<never>, _input: unknown, of: Of): Promise<Redirect> {
  return redirect(`/author/m/${await forkAchievement(ctx, of)}/edit`, { done: 'catalog.fork.done' })
}

export function head({ view }: Loaded): Head {
  return { title: t('catalog.fork.title', { title: view.title }), noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { slug, version, title, code } = view
  const page = `/m/${slug}/v/${version}`
  return (
    <>
      <Breadcrumb items={[{ href: page, label: `${code} ${title}` }, { label: t('catalog.fork.above') }]} />
      <PageHead
        above={t('catalog.fork.above')}
        title={t('catalog.fork.heading', { code, title, version })}
        titleLang={foreign(view.language)}
        facts={view.translated && <p class="muted">{view.translated}</p>}
        lead={t('catalog.fork.lead')}
      />
      <FormTop form={form} />
      <Section id="license" title={t('catalog.page.license')}>
        <p>{t(`catalog.fork.license.${view.license}`)}</p>
        {view.ancestors.length > 0 && <Ancestors ancestors={view.ancestors} />}
      </Section>
      {view.forbidden ? (
        <Notice tone="notYet">
          <p>{t('refusal.license_forbids_fork')}</p>
          <p>
            <LinkButton href={page}>{t('catalog.fork.back')}</LinkButton>
          </p>
        </Notice>
      ) : (
        <Form label={t('catalog.fork.above')}>
          <p>{t('catalog.fork.note')}</p>
          <Actions>
            <Button kind="primary">{t('catalog.fork.button')}</Button>
            <LinkButton href={page}>{t('catalog.fork.back')}</LinkButton>
          </Actions>
        </Form>
      )}
    </>
  )
}
