import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { durationText } from '../../../ui/duration.ts'
import { Form } from '../../../ui/form.tsx'
import { Cluster } from '../../../ui/layout.tsx'
import { foreignWords } from '../../catalog/parts/labels.ts'
import type { Suggestion } from '../views/suggest.ts'
import { ItemCard } from './item-card.tsx'
import { NotForMe } from './not-for-me.tsx'
import { WhyThis, whySentence } from './why-this.tsx'

interface Props {
  suggestion: Suggestion
  back: 'today' | 'suggestions'
  main?: boolean
}

/** One suggestion with its reason in a sentence; the arithmetic opens under it. */
export function SuggestionCard({ suggestion, back, main }: Props) {
  const { id, card } = suggestion
  return (
    <ItemCard card={card}>
      <p>{whySentence(suggestion)}</p>
      {card.firstStep && (
        <p class="small">
          <strong>{t('catalog.card.first', { time: durationText(card.firstStepMinutes, 'short') })}</strong>{' '}
          <span lang={foreignWords(card)}>{card.firstStep}</span>
        </p>
      )}
      <Cluster>
        <Form action="/me/plan" hidden={{ achievementId: id }} inline>
          <Button kind={main ? 'primary' : 'plain'}>
            {t('growth.suggestion.plan')}
            <span class="visually-hidden">: {card.title}</span>
          </Button>
        </Form>
      </Cluster>
      <div class="growth-open">
        <Disclosure
          summary={
            <>
              {t('growth.why.title')}
              <span class="visually-hidden"> {card.title}</span>
            </>
          }
        >
          <WhyThis suggestion={suggestion} />
        </Disclosure>
        <Disclosure
          summary={
            <>
              {t('growth.notForMe.title')}
              <span class="visually-hidden">: {card.title}</span>
            </>
          }
        >
          <NotForMe suggestion={suggestion} back={back} />
        </Disclosure>
      </div>
    </ItemCard>
  )
}
