import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Form } from '../../../ui/form.tsx'
import { Cluster } from '../../../ui/layout.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { foreign } from '../../catalog/parts/labels.ts'
import type { GoalStatus } from '../model.ts'
import type { Goal } from '../tables.ts'
import type { GoalsView } from '../views/goals.ts'
import { dayText } from './day.ts'

/** An active goal in the person's own words. */
export function GoalCard({ goal, view: { labels, wordsIn } }: { goal: Goal; view: GoalsView }) {
  return (
    <Card as="article" above={t('growth.want.label')}>
      <h3 class="growth-goal">{goal.text}</h3>
      <ul class="growth-tags" aria-label={t('growth.goal.touches')} lang={foreign(wordsIn)}>
        {goal.competencies.map((id) => (
          <li key={id}>
            <Tag>{labels[id] ?? id}</Tag>
          </li>
        ))}
      </ul>
      {goal.why !== '' && <p>{goal.why}</p>}
      {goal.byDate && <p class="small muted">{t('growth.goal.until', { date: dayText(goal.byDate) })}</p>}
      <Cluster>
        <StatusButton goal={goal} status="kept" label={t('growth.goal.keep')} />
        <StatusButton goal={goal} status="let_go" label={t('growth.goal.letGo')} />
      </Cluster>
    </Card>
  )
}

/** A goal that was kept or let go: it may come back, or go for good. */
export function PastGoal({ goal }: { goal: Goal }) {
  return (
    <li class="growth-past-line">
      <p>
        {goal.text} <span class="small muted">{t(`growth.goal.is.${goal.status}`)}</span>
      </p>
      <Cluster>
        <StatusButton goal={goal} status="active" label={t('growth.goal.again')} />
        <Form action={`/me/goals/${goal.id}/delete`} inline>
          <Button kind="quiet">
            {t('growth.goal.delete')}
            <span class="visually-hidden">: {goal.text}</span>
          </Button>
        </Form>
      </Cluster>
    </li>
  )
}

function StatusButton({ goal, status, label }: { goal: Goal; status: GoalStatus; label: string }) {
  return (
    <Form action={`/me/goals/${goal.id}/status`} hidden={{ status }} inline>
      <Button kind="plain">
        {label}
        <span class="visually-hidden">: {goal.text}</span>
      </Button>
    </Form>
  )
}
