import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { ScenarioCard } from '../views/goals.ts'
import { problemsOf, typedIn } from './problems.ts'

export interface WantFormProps {
  form?: FormState
  /** The scenario that was picked; its competencies are offered too. */
  card?: ScenarioCard
  starter?: 'hear' | 'card'
  /** The one main deed of the page. */
  main?: boolean
}

/** One field, in one's own words. What it touches is asked on the next page, nothing is taken from it silently. */
export function WantForm({ form, card, starter, main }: WantFormProps) {
  return (
    <div class="growth-want">
      <Form action="/me/goals/match" hidden={{ card: card?.id }}>
        {card && (
          <blockquote class="growth-scenario" lang={english()}>
            {card.prompt}
          </blockquote>
        )}
        <TextArea
          name="text"
          label={t('growth.want.label')}
          hint={
            card ? t('growth.want.hint.card') : t(starter === 'hear' ? 'growth.want.hint.hear' : 'growth.want.hint')
          }
          rows={2}
          maxLength={200}
          value={form && typedIn(form, 'text')}
          error={form && errorOf(problemsOf(form), 'text')}
          letter
        />
        <Actions>
          <Button kind={main ? 'primary' : 'plain'}>{t('growth.want.button')}</Button>
        </Actions>
      </Form>
    </div>
  )
}

/** Two ways in for a day on which the field stays empty. */
export function Starters() {
  return (
    <div class="growth-starters">
      <p class="small muted">{t('growth.starters')}</p>
      <ul>
        <li>
          <a href="/me/goals?starter=hear#want">{t('growth.starter.hear')}</a>
        </li>
        <li>
          <a href="/me/goals?starter=card#want">{t('growth.starter.card')}</a>
        </li>
      </ul>
    </div>
  )
}

/** Twelve moments every educator knows; one that stung is a goal half found. */
export function CardsToPick({ cards }: { cards: readonly ScenarioCard[] }) {
  return (
    <>
      <p>{t('growth.cards.lead')}</p>
      <ul class="growth-cards" lang={english()}>
        {cards.map(({ id, prompt }) => (
          <li key={id}>
            <a href={`/me/goals?card=${id}#want`}>{prompt}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href="/me/goals#want">{t('growth.cards.none')}</a>
      </p>
    </>
  )
}

/** The scenarios are in English, whatever language the framework is read in. */
function english(): string | undefined {
  return currentLocale() === 'en' ? undefined : 'en'
}
