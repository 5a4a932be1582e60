import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Stack } from '../../../ui/layout.tsx'
import type { RecognitionRule } from '../model.ts'
import type { RuleInForce } from '../reads.ts'
import { wordsOf } from '../rules.ts'
import type { RulesPage } from '../views.ts'
import { ruleDates, ruleSentences } from './words.ts'

/** Published rules as sentences, each with its dates and, while it has no end, the way to end it. */
export function RuleList({ view, rules }: { view: RulesPage; rules: readonly RuleInForce[] }) {
  return (
    <Stack gap={12}>
      {rules.map((each) => (
        <RuleCard key={each.id} view={view} each={each} />
      ))}
    </Stack>
  )
}

function RuleCard({ view, each }: { view: RulesPage; each: RuleInForce }) {
  return (
    <Card as="article">
      <RuleText rule={each.rule} titleOf={(id) => view.choices.find((choice) => choice.id === id)?.title ?? id} />
      {!each.ended && <EndForm view={view} each={each} />}
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

function EndForm({ view, each }: { view: RulesPage; each: RuleInForce }) {
  return (
    <Disclosure summary={t('recognition.rules.end')}>
      <Form action={`/org/${view.organization.slug}/rules/${each.id}/end`}>
        <Field
          name="lastDay"
          scope={each.id}
          type="date"
          label={t('recognition.rules.lastDay')}
          hint={t('recognition.rules.lastDay.hint')}
          value={view.today}
          min={view.today}
          required
        />
        <Actions>
          <Button kind="danger">{t('recognition.rules.end.do')}</Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}
