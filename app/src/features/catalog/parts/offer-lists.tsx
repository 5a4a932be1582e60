import { CheckList } from '../../../ui/choice.tsx'
import type { Strands } from '../views/offers.ts'
import { hoursText, strandName } from './labels.ts'

interface OfferListsProps {
  strands: Strands
  /** Name of the fields; `by` says what they carry. */
  name: string
  by: 'id' | 'code'
  chosen: readonly string[]
}

/** The catalogue to choose from, strand by strand; out of sight where a form says that all or none is meant. */
export function OfferLists({ strands, name, by, chosen }: OfferListsProps) {
  return (
    <div class="catalog-offers">
      {strands.map(({ strand, entries }) => (
        <CheckList
          key={strand}
          name={name}
          scope={strand}
          label={strandName(strand)}
          values={chosen}
          options={entries.map(({ achievementId, card }) => ({
            value: by === 'id' ? achievementId : card.code,
            label: (
              <>
                <span class="muted numbers">{card.code}</span> {card.title}
              </>
            ),
            hint: hoursText(card.hours),
          }))}
        />
      ))}
    </div>
  )
}
