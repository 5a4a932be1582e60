import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head, Redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { usePage } from '../../../ui/context.ts'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { errorsOf, FormTop, typedListOr, typedOr } from '../../account/parts/form-top.tsx'
import { askUpdates } from '../actions/updates.ts'
import { STRANDS } from '../model.ts'
import { strandName } from '../parts/labels.ts'
import { EntryList, NewsList } from '../parts/news-list.tsx'
import { TopicsField } from '../parts/topics-field.tsx'
import type { AskUpdates } from '../rules/update-inputs.ts'
import { type UpdatesView, updatesPage } from '../views/updates.ts'

export function load(ctx: Ctx<never>): Promise<UpdatesView> {
  return updatesPage(ctx)
}

export function act(ctx: Ctx<never>, input: AskUpdates): Promise<Redirect> {
  return askUpdates(ctx, input)
}

export function head(): Head {
  return {
    title: t('catalog.updates.title'),
    description: t('catalog.updates.lead'),
    alternate: [{ type: 'application/atom+xml', href: '/updates.atom', title: t('catalog.updates.title') }],
  }
}

export function Page({ entries, news, mail, form }: UpdatesView & { form: FormState }) {
  return (
    <>
      <PageHead title={t('catalog.updates.title')} lead={t('catalog.updates.lead')} />
      <Section id="mail" title={t('catalog.updates.mail')}>
        {mail ? <AskForm form={form} /> : <Notice>{t('catalog.updates.noMail')}</Notice>}
      </Section>
      {news.length > 0 && (
        <Section id="news" title={t('catalog.updates.news.title')}>
          <NewsList news={news} />
        </Section>
      )}
      <Section id="new" title={t('catalog.updates.new')}>
        {entries.length > 0 ? <EntryList entries={entries} /> : <p>{t('catalog.updates.none')}</p>}
      </Section>
      <Section id="feeds" title={t('catalog.updates.feeds')}>
        <p>{t('catalog.updates.feeds.text')}</p>
        <ul class="catalog-contents">
          <li>
            <a href="/updates.atom">{t('catalog.updates.feeds.all')}</a>
          </li>
          {STRANDS.map((strand) => (
            <li key={strand}>
              <a href={`/updates.atom?strand=${strand}`}>{strandName(strand)}</a>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function AskForm({ form }: { form: FormState }) {
  const { locale } = usePage()
  const errors = errorsOf(form)
  return (
    <>
      <FormTop form={form} />
      <p>{t('catalog.updates.mail.text')}</p>
      <Form action="/updates" label={t('catalog.updates.mail')}>
        <Field
          name="email"
          type="email"
          label={t('account.email')}
          autocomplete="email"
          inputMode="email"
          value={typedOr(form, 'email', '')}
          required
          error={errorOf(errors, 'email')}
        />
        <TopicsField
          topics={typedListOr(form, 'topics', [])}
          language={typedOr(form, 'language', locale)}
          errors={errors}
        />
        <Actions>
          <Button kind="primary">{t('catalog.updates.ask')}</Button>
        </Actions>
        <p class="small muted">{t('catalog.updates.privacy')}</p>
      </Form>
    </>
  )
}
