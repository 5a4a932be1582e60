import { type FormState, untouched } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Stack } from '../../../ui/layout.tsx'
import type { RecognitionRule } from '../model.ts'
import { wordsOf } from '../rules.ts'
import type { RuleOnPage, RulesPage } from '../views.ts'
import { ruleDates, ruleSentences } from './words.ts'

/** The rule whose end was refused, with what was typed. */
export interface Ending {
  readonly rule: string
  readonly form: FormState
}

/** Published rules as sentences, each with its dates and, while it has no end, the way to end it. */
export function RuleList({
  view,
  rules,
  ending,
}: {
  view: RulesPage
  rules: readonly RuleOnPage[]
  ending?: Ending | undefined
}) {
  return (
    <Stack gap={12}>
      {rules.map((each) => (
        <RuleCard key={each.id} view={view} each={each} ending={ending?.rule === each.id ? ending.form : untouched} />
      ))}
    </Stack>
  )
}

interface Ended {
  readonly view: RulesPage
  readonly each: RuleOnPage
  readonly ending: FormState
}

function RuleCard({ view, each, ending }: Ended) {
  return (
    <Card as="article">
      <RuleText rule={each.rule} titleOf={(id) => view.choices.find((choice) => choice.id === id)?.title ?? id} />
      {!each.ended && <EndForm view={view} each={each} ending={ending} />}
    </Card>
  )
}

/** One rule in plain words with its dates. */
export function RuleText({ rule, titleOf }: { rule: RecognitionRule; titleOf: (achievementId: string) => string }) {
  const words = wordsOf(rule)
  const [first, ...rest] = ruleSentences(words, titleOf)
  return (
    <>
      <p class="rule-sentence">{first}</p>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p class="small muted">{ruleDates(words)}</p>
    </>
  )
}

function EndForm({ view, each, ending }: Ended) {
  const { earliestEnd, rule, unused } = each
  const suggested = rule.effective.from > view.today ? earliestEnd : view.today
  const typed = ending.typed.lastDay
  return (
    <Disclosure summary={t('recognition.rules.end')} open={ending.problem !== null}>
      <Form action={`/org/${view.organization.slug}/rules/${each.id}/end`}>
        <Field
          name="lastDay"
          scope={each.id}
          type="date"
          label={t('recognition.rules.lastDay')}
          hint={t(unused ? 'recognition.rules.lastDay.unused' : 'recognition.rules.lastDay.hint')}
          value={typeof typed === 'string' ? typed : suggested}
          min={earliestEnd}
          error={ending.fields.lastDay}
          required
        />
        <Actions>
          <Button kind="danger">{t('recognition.rules.end.do')}</Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}
