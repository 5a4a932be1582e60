import { t } from '../../../text.ts'
import { foreignWords, listOf } from '../../catalog/parts/labels.ts'
import type { CardRow } from '../../catalog/tables.ts'
import { ItemCard } from './item-card.tsx'

/** A micro-credential that works on what was typed. */
export function FoundCard({ card, worksOn }: { card: CardRow; worksOn: readonly string[] }) {
  return (
    <ItemCard card={card}>
      <p lang={foreignWords(card)}>{card.summary}</p>
      <p class="small">{t('growth.start.worksOn', { names: listOf(worksOn) })}</p>
    </ItemCard>
  )
}
