import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Cluster } from '../../../ui/layout.tsx'
import { foreignWords } from '../../catalog/parts/labels.ts'
import type { PlanEntry } from '../views/plan.ts'
import { dayText } from './day.ts'
import { ItemCard } from './item-card.tsx'

/** The first planned thing that has not begun: what to do first, in the person's words where there are some. */
export function NextStep({ entry: { item, card }, main }: { entry: PlanEntry; main: boolean }) {
  if (!card) return null
  return (
    <ItemCard card={card}>
      {item.firstStep !== '' ? (
        <p class="growth-step">{item.firstStep}</p>
      ) : (
        card.firstStep && (
          <p class="growth-step" lang={foreignWords(card)}>
            {card.firstStep}
          </p>
        )
      )}
      <Said item={item} />
      <Cluster>
        <LinkButton kind={main ? 'primary' : 'plain'} href={`/m/${card.slug}#start`}>
          {t('growth.plan.start')}
        </LinkButton>
      </Cluster>
    </ItemCard>
  )
}

function Said({ item }: { item: PlanEntry['item'] }) {
  if (!item.startBy && item.withWhom === '') return null
  return (
    <p class="small muted">
      {item.startBy && t('growth.plan.startBy', { date: dayText(item.startBy) })}{' '}
      {item.withWhom !== '' && t('growth.plan.with', { who: item.withWhom })}
    </p>
  )
}
