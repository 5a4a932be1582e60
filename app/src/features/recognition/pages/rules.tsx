import type { Ctx } from '../../../platform/ctx.ts'
import {
  type Answer,
  type FormState,
  type Head,
  type Params,
  redirect,
  type Shown,
  untouched,
} from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import { endRule, type Proposal, proposeRule, publishRule } from '../actions.ts'
import { RuleConfirm } from '../parts/rule-confirm.tsx'
import { errorsOf, RuleForm } from '../parts/rule-form.tsx'
import { type Ending, RuleList } from '../parts/rule-list.tsx'
import type { EndRule, SimpleRule } from '../rules.ts'
import { type RulesPage, rulesPage } from '../views.ts'

interface Loaded {
  readonly view: RulesPage
  /** The rule that this address would end. */
  readonly ending: string | null
  readonly proposal: Proposal | null
}

export async function load(ctx: Ctx<never>, { rule }: Partial<Params<'rule'>>): Promise<Loaded> {
  return { view: await rulesPage(ctx), ending: rule ?? null, proposal: null }
}

export const acts = {
  confirm: async (ctx: Ctx<never>, input: SimpleRule): Promise<Shown> => {
    const shown: Loaded = { view: await rulesPage(ctx), ending: null, proposal: await proposeRule(ctx, input) }
    return { show: shown }
  },
  publish: async (ctx: Ctx<never>, input: SimpleRule, { org }: Params<'org'>): Promise<Answer> => {
    await publishRule(ctx, input)
    return redirect(`/org/${org}/rules`, { done: 'recognition.rules.published' })
  },
  end: async (ctx: Ctx<never>, input: EndRule, { org, rule }: Params<'org' | 'rule'>): Promise<Answer> => {
    await endRule(ctx, { ...input, ruleId: rule })
    return redirect(`/org/${org}/rules`, { done: 'recognition.rules.ended' })
  },
}

export function head({ view }: Loaded): Head {
  return { title: t('recognition.rules.title', { organization: view.organization.name }), noIndex: true }
}

interface Shows extends Loaded {
  readonly form: FormState
}

export function Page(shows: Shows) {
  return shows.proposal ? <RuleConfirm view={shows.view} proposal={shows.proposal} /> : <Rules {...shows} />
}

function Rules({ view, ending, form }: Shows) {
  const errors = errorsOf(form)
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
      <ErrorSummary errors={errors} title={form.problem ?? undefined} scope={ending ?? undefined} />
      {form.problem && errors.length === 0 && <Notice tone="danger">{form.problem}</Notice>}
      {form.done && <Notice tone="met">{form.done}</Notice>}
      <Published view={view} ending={ending ? { rule: ending, form } : undefined} />
      <Section id="new" title={t('recognition.rules.new')} note={t('recognition.rules.new.note')}>
        {view.publishing === 'open' ? (
          <RuleForm view={view} form={ending ? untouched : form} />
        ) : (
          <StepUpNote next={`/org/${view.organization.slug}/rules#new`} />
        )}
      </Section>
    </Stack>
  )
}

function Published({ view, ending }: { view: RulesPage; ending?: Ending | undefined }) {
  const inForce = view.rules.filter(({ over }) => !over)
  const over = view.rules.filter((each) => each.over)
  return (
    <Section id="in-force" title={t('recognition.rules.inForce')} note={t('recognition.rules.inForce.note')}>
      {inForce.length > 0 ? (
        <RuleList view={view} rules={inForce} ending={ending} />
      ) : (
        <EmptyState sentence={t('recognition.rules.none')} />
      )}
      {over.length > 0 && (
        <Disclosure summary={t('recognition.rules.over', { count: over.length })}>
          <RuleList view={view} rules={over} />
        </Disclosure>
      )}
    </Section>
  )
}
