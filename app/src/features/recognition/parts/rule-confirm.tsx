import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Proposal } from '../actions.ts'
import type { RulesPage } from '../views.ts'
import { RuleText } from './rule-list.tsx'

/** The rule once more, as everybody will read it, before one press publishes it. */
export function RuleConfirm({ view, proposal }: { view: RulesPage; proposal: Proposal }) {
  const { rule, simple, awards, more } = proposal
  const { which, hours, amount, cap, from, strands, achievements } = simple
  return (
    <Stack gap={24}>
      <PageHead
        above={view.organization.name}
        title={t('recognition.confirm.heading')}
        lead={t('recognition.confirm.lead')}
      />
      <Card as="article">
        <RuleText rule={rule} titleOf={(id) => view.choices.find((choice) => choice.id === id)?.title ?? id} />
      </Card>
      <p>{t(more ? 'recognition.confirm.touchesMore' : 'recognition.confirm.touches', { count: awards })}</p>
      <p class="small muted">{t('recognition.confirm.answered')}</p>
      <Form action={`/org/${view.organization.slug}/rules`} hidden={{ which, hours, amount, cap, from }}>
        <Several name="strands[]" values={strands} />
        <Several name="achievements[]" values={achievements} />
        <Actions>
          <Button kind="primary">{t('recognition.form.publish')}</Button>
          <LinkButton href={`/org/${view.organization.slug}/rules`}>{t('recognition.confirm.back')}</LinkButton>
        </Actions>
      </Form>
    </Stack>
  )
}

function Several({ name, values }: { name: string; values: readonly string[] }) {
  return (
    <>
      {values.map((value) => (
        <input type="hidden" key={value} name={name} value={value} />
      ))}
    </>
  )
}
