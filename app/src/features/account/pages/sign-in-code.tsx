import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head, Redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Section, Stack } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { AccountWorld } from '../actions/session.ts'
import { enterByCode } from '../actions/sign-in.ts'
import type { TypedCode } from '../model.ts'
import { CodeForm } from '../parts/code-form.tsx'
import { FormTop } from '../parts/form-top.tsx'
import { type CodePage, codePage } from '../views/sign-in.ts'

interface Loaded {
  page: CodePage | null
}

export async function load(ctx: Ctx<AccountWorld>): Promise<Loaded> {
  return { page: await codePage(ctx) }
}

export function act(ctx: Ctx<AccountWorld>, input: TypedCode): Promise<Redirect> {
  return enterByCode(ctx, input)
}

export function head(): Head {
  return { title: t('account.code.title'), noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  if (!page) return <Over form={form} />
  return (
    <>
      <PageHead title={t('account.code.title')} lead={t('account.code.lead')} />
      <FormTop form={form} />
      <Section title={t('account.code.type')} id="code" note={page.email}>
        <CodeForm
          action="/sign-in/code"
          form={form}
          label={t('account.code.label')}
          button={t('account.code.button')}
          unsent={page.unsent}
          autofocus={!form.problem}
        />
        <p class="small muted">{t('account.code.none')}</p>
        <p>
          <a href="/sign-in">{t('account.code.again')}</a>
        </p>
      </Section>
      {page.providers.length > 0 && (
        <Section title={t('account.organization')} id="organization">
          <p>{t('account.organization.lead')}</p>
          <Stack gap={12}>
            {page.providers.map(({ id, label }) => (
              <div key={id}>
                <LinkButton href={`/sign-in/organization/${id}`}>
                  {t('account.organization.with', { label })}
                </LinkButton>
              </div>
            ))}
          </Stack>
        </Section>
      )}
      <Section title={t('account.elsewhere')} id="elsewhere">
        <p>{t('account.elsewhere.lead')}</p>
        <p class="numbers serif account-code">{`${page.shown.slice(0, 3)} ${page.shown.slice(3)}`}</p>
        <p class="small muted">{t('account.elsewhere.warn')}</p>
      </Section>
    </>
  )
}

function Over({ form }: { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.code.title')} />
      <FormTop form={form} />
      <EmptyState
        sentence={t('account.code.over')}
        actions={
          <LinkButton kind="primary" href="/sign-in">
            {t('account.code.start')}
          </LinkButton>
        }
      />
    </>
  )
}
