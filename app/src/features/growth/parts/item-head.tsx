import { t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { foreign, hoursText, strandName } from '../../catalog/parts/labels.ts'
import type { CardRow } from '../../catalog/tables.ts'

export function ItemPicture({ card }: { card: CardRow }) {
  return <BadgeFigure src={`/m/${card.slug}/badge.svg?v=${card.version}`} alt="" size="small" />
}

/** Name, kind and length of a micro-credential, the name leading to its page. */
export function ItemHead({ card }: { card: CardRow }) {
  return (
    <>
      <p class="card-above">
        {card.code} · {strandName(card.strand)} · {hoursText(card.hours)}
        {!card.needsStudents && ` · ${t('catalog.students.no')}`}
      </p>
      <h3 class="card-title" lang={foreign(card.language)}>
        <a class="growth-title-link" href={`/m/${card.slug}`}>
          {card.title}
        </a>
      </h3>
    </>
  )
}
