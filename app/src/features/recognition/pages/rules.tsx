import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { endRule, publishRule } from '../actions.ts'
import { errorsOf, RuleForm } from '../parts/rule-form.tsx'
import { RuleList } from '../parts/rule-list.tsx'
import type { EndRule, SimpleRule } from '../rules.ts'
import { type RulesPage, rulesPage } from '../views.ts'

export async function load(ctx: Ctx<never>): Promise<{ view: RulesPage }> {
  return { view: await rulesPage(ctx) }
}

export const acts = {
  publish: async (ctx: Ctx<never>, input: SimpleRule, { org }: Params<'org'>): Promise<Answer> => {
    await publishRule(ctx, input)
    return redirect(`/org/${org}/rules`, { done: 'recognition.rules.published' })
  },
  end: async (ctx: Ctx<never>, input: EndRule, { org, rule }: Params<'org' | 'rule'>): Promise<Answer> => {
    await endRule(ctx, { ...input, ruleId: rule })
    return redirect(`/org/${org}/rules`, { done: 'recognition.rules.ended' })
  },
}

export function head({ view }: { view: RulesPage }): Head {
  return { title: t('recognition.rules.title', { organization: view.organization.name }), noIndex: true }
}

export function Page({ view, form }: { view: RulesPage; form: FormState }) {
  const inForce = view.rules.filter(({ rule }) => !isOver(rule.effective.to, view.today))
  const over = view.rules.filter(({ rule }) => isOver(rule.effective.to, view.today))
  return (
    <Stack gap={24}>
      <PageHead
        above={view.organization.name}
        title={t('recognition.rules.heading')}
        lead={t('recognition.rules.lead')}
        actions={
          <LinkButton href={`/issuers/${view.organization.slug}/rules`}>{t('recognition.rules.public')}</LinkButton>
        }
      />
      <ErrorSummary errors={errorsOf(form)} title={form.problem ?? undefined} />
      {form.problem && errorsOf(form).length === 0 && <Notice tone="danger">{form.problem}</Notice>}
      {form.done && <Notice tone="met">{form.done}</Notice>}
      <Section id="in-force" title={t('recognition.rules.inForce')} note={t('recognition.rules.inForce.note')}>
        {inForce.length > 0 ? (
          <RuleList view={view} rules={inForce} />
        ) : (
          <EmptyState sentence={t('recognition.rules.none')} />
        )}
        {over.length > 0 && (
          <Disclosure summary={t('recognition.rules.over', { count: over.length })}>
            <RuleList view={view} rules={over} />
          </Disclosure>
        )}
      </Section>
      <Section id="new" title={t('recognition.rules.new')} note={t('recognition.rules.new.note')}>
        <RuleForm view={view} form={form} />
      </Section>
    </Stack>
  )
}

function isOver(lastDay: string | undefined, today: string): boolean {
  return lastDay !== undefined && lastDay < today
}
