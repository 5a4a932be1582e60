import { t } from '../../../text.ts'
import { Card } from '../../../ui/card.tsx'
import { foreign, listOf } from '../../catalog/parts/labels.ts'
import type { CardRow } from '../../catalog/tables.ts'
import { ItemHead, ItemPicture } from './item-head.tsx'

/** A micro-credential that works on what was typed. */
export function FoundCard({ card, worksOn }: { card: CardRow; worksOn: readonly string[] }) {
  return (
    <Card as="article" picture={<ItemPicture card={card} />}>
      <ItemHead card={card} />
      <p lang={foreign(card.language)}>{card.summary}</p>
      <p class="small">{t('growth.start.worksOn', { names: listOf(worksOn) })}</p>
    </Card>
  )
}
