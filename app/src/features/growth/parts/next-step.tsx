import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { foreign } from '../../catalog/parts/labels.ts'
import type { PlanEntry } from '../views/plan.ts'
import { dayText } from './day.ts'
import { ItemHead, ItemPicture } from './item-head.tsx'

/** The first planned thing that has not begun: what to do first, in the person's words where there are some. */
export function NextStep({ entry: { item, card }, main }: { entry: PlanEntry; main: boolean }) {
  if (!card) return null
  return (
    <Card
      as="article"
      picture={<ItemPicture card={card} />}
      footer={
        <LinkButton kind={main ? 'primary' : 'plain'} href={`/m/${card.slug}#start`}>
          {t('growth.plan.start')}
        </LinkButton>
      }
    >
      <ItemHead card={card} />
      {item.firstStep !== '' ? (
        <p class="growth-step">{item.firstStep}</p>
      ) : (
        card.firstStep && (
          <p class="growth-step" lang={foreign(card.language)}>
            {card.firstStep}
          </p>
        )
      )}
      <p class="small muted">
        {item.startBy && t('growth.plan.startBy', { date: dayText(item.startBy) })}{' '}
        {item.withWhom !== '' && t('growth.plan.with', { who: item.withWhom })}
      </p>
    </Card>
  )
}
