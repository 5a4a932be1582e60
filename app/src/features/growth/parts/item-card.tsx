import type { ComponentChildren } from 'preact'
import { t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { Card } from '../../../ui/card.tsx'
import { foreignWords, hoursText, strandName } from '../../catalog/parts/labels.ts'
import type { CardRow } from '../../catalog/tables.ts'

/** A micro-credential with its badge and name; what is said about it stands below, in the whole width on a phone. */
export function ItemCard({ card, children }: { card: CardRow; children: ComponentChildren }) {
  return (
    <Card as="article">
      <div class="growth-item-head">
        <BadgeFigure src={`/m/${card.slug}/badge.svg?v=${card.version}`} alt="" size="small" />
        <div>
          <p class="card-above">
            {card.code} · {strandName(card.strand)} · {hoursText(card.hours)}
            {!card.needsStudents && ` · ${t('catalog.students.no')}`}
          </p>
          <h3 class="card-title" lang={foreignWords(card)}>
            <a class="growth-title-link" href={`/m/${card.slug}`}>
              {card.title}
            </a>
          </h3>
        </div>
      </div>
      <div class="growth-item-body">{children}</div>
    </Card>
  )
}
