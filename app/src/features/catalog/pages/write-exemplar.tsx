import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop, typedOr } from '../../account/parts/form-top.tsx'
import { writeExemplar } from '../actions/judge-exemplar.ts'
import { PlaceSelect } from '../parts/lend-form.tsx'
import { WORDS_MOST } from '../rules/exemplar.ts'
import type { WriteExemplar } from '../rules/exemplar-form.ts'
import { type WriteView, writePage } from '../views/exemplars.ts'

interface Loaded {
  view: WriteView
}

export async function load(ctx: Ctx<never>, { slug }: Params<'slug'>): Promise<Loaded> {
  return { view: await writePage(ctx, slug) }
}

export async function act(ctx: Ctx<never>, input: WriteExemplar, { slug }: Params<'slug'>): Promise<Redirect> {
  const { version } = await writePage(ctx, slug)
  await writeExemplar(ctx, version, input)
  return redirect('/author/exemplars', { done: 'catalog.write.done' })
}

export function head({ view }: Loaded): Head {
  return { title: `${t('catalog.write.title')} · ${view.title}`, noIndex: true, density: 'work' }
}

/** An example that nobody handed in: for a level that real work seldom shows, such as almost met. */
export function Page({ view, form }: Loaded & { form: FormState }) {
  return (
    <div class="stack">
      <Breadcrumb
        items={[
          { href: '/author/exemplars', label: t('catalog.exemplars.title') },
          { href: `/m/${view.slug}/exemplars`, label: view.title },
          { label: t('catalog.write.title') },
        ]}
      />
      <PageHead above={view.title} title={t('catalog.write.title')} lead={t('catalog.write.lead')} />
      <FormTop form={form} />
      <Form label={t('catalog.write.title')}>
        <PlaceSelect rubric={view.rubric} levels={view.levels} form={form} />
        <TextArea
          name="words"
          label={t('catalog.write.words')}
          hint={t('catalog.write.words.hint')}
          rows={12}
          maxLength={WORDS_MOST}
          value={typedOr(form, 'words', '')}
          error={form.fields.words}
        />
        <Actions>
          <Button kind="primary">{t('catalog.write.button')}</Button>
        </Actions>
      </Form>
    </div>
  )
}
