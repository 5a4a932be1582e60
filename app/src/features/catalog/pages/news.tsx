import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { Actions, FieldGroup, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { errorsOf, FormTop, typedOr } from '../../account/parts/form-top.tsx'
import { publishNews, takeBackNews } from '../actions/news.ts'
import { foreign } from '../parts/labels.ts'
import type { NewsRow } from '../reads/updates.ts'
import { wordsOf } from '../rules/news-words.ts'
import type { PublishNews, ThatNews } from '../rules/update-inputs.ts'
import { newsPage } from '../views/updates.ts'

interface Loaded {
  readonly news: readonly NewsRow[]
  readonly locale: 'en' | 'es'
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { ...(await newsPage(ctx)), locale: ctx.locale }
}

export async function act(ctx: Ctx<never>, input: PublishNews): Promise<Redirect> {
  await publishNews(ctx, input)
  return redirect('/admin/news', { done: 'catalog.news.published' })
}

export const acts = {
  withdraw: async (ctx: Ctx<never>, { id }: ThatNews): Promise<Redirect> => {
    await takeBackNews(ctx, id)
    return redirect('/admin/news', { done: 'catalog.news.withdrawn' })
  },
}

export function head(): Head {
  return { title: t('catalog.news.title'), noIndex: true }
}

export function Page({ news, locale, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('catalog.news.title')} lead={t('catalog.news.lead')} />
      <FormTop form={form} />
      <Section id="write" title={t('catalog.news.write')}>
        <Form action="/admin/news" label={t('catalog.news.write')}>
          <Words language="en" form={form} />
          <Words language="es" form={form} />
          <Actions>
            <Button kind="primary">{t('catalog.news.publish')}</Button>
          </Actions>
        </Form>
      </Section>
      <Section id="standing" title={t('catalog.news.standing')}>
        {news.length === 0 && <p>{t('catalog.news.none')}</p>}
        {news.map((row) => (
          <Standing key={row.id} row={row} locale={locale} />
        ))}
      </Section>
    </>
  )
}

function Words({ language, form }: { language: 'en' | 'es'; form: FormState }) {
  const errors = errorsOf(form)
  const [title, text] = [`${language}.title`, `${language}.text`]
  return (
    <FieldGroup legend={language === 'en' ? 'English' : 'Español'}>
      <Field
        name={title}
        label={t('catalog.news.headline')}
        lang={foreign(language)}
        value={typedOr(form, title, '')}
        maxLength={120}
        width="full"
        error={errorOf(errors, title)}
      />
      <TextArea
        name={text}
        label={t('catalog.news.text')}
        lang={foreign(language)}
        value={typedOr(form, text, '')}
        maxLength={2000}
        error={errorOf(errors, text)}
      />
    </FieldGroup>
  )
}

function Standing({ row, locale }: { row: NewsRow; locale: 'en' | 'es' }) {
  const { title, language } = wordsOf(row.words, locale)
  return (
    <div class="stack gap-8">
      <h3 lang={foreign(language)}>{title}</h3>
      <p class="small muted">
        <DateTime at={row.publishedAt} zone="UTC" />
      </p>
      <Form
        action="/admin/news/withdraw"
        hidden={{ id: row.id }}
        label={t('catalog.news.withdraw.of', { title })}
        inline
      >
        <Button>{t('catalog.news.withdraw')}</Button>
      </Form>
    </div>
  )
}
