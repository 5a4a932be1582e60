import { currentLocale, say, t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { Card } from '../../../ui/card.tsx'
import { durationText } from '../../../ui/duration.ts'
import { Mark } from '../../../ui/mark.tsx'
import type { WordMatch } from '../rules/search-rank.ts'
import type { CardRow } from '../tables.ts'
import { foreignWords, gradesPhrase, hoursText, languageName, listOf, strandName } from './labels.ts'
import { Marked } from './marked.tsx'
import { asWritten } from './spelled.ts'

export interface AchievementCardProps {
  card: CardRow
  matches?: readonly WordMatch[]
  level?: 2 | 3
  /** Without its summary: the first step speaks for it. */
  short?: boolean
}

/** One micro-credential as the catalogue shows it: what it is, how long, how to begin, why it was found. */
export function AchievementCard({ card, matches = [], level = 2, short }: AchievementCardProps) {
  const Heading = `h${level}` as const
  const found = matches.map((match) => match.found)
  return (
    <Card
      as="li"
      href={`/m/${card.slug}`}
      picture={<BadgeFigure src={`/m/${card.slug}/badge.svg?v=${card.version}`} alt="" size="small" />}
    >
      <p class="card-above">
        {card.code} · {strandName(card.strand)}
      </p>
      <Heading class="card-title" lang={foreignWords(card)}>
        <a class="card-link" href={`/m/${card.slug}`}>
          <Marked text={card.title} found={found} />
        </a>
      </Heading>
      {!short && (
        <p lang={foreignWords(card)}>
          <Marked text={card.summary} found={found} />
        </p>
      )}
      <FirstStep card={card} />
      {matches.length > 0 && (
        <p class="catalog-match">
          {t('catalog.explore.matched', { words: listOf(matches.map((match) => matchText(match, card))) })}
        </p>
      )}
      <ul class="catalog-facts">
        <li class="catalog-facts-hours">
          <Mark name="waiting" /> {hoursText(card.hours)}
        </li>
        <li>{gradesPhrase(card.grades)}</li>
        {!card.needsStudents && <li>{t('catalog.students.no')}</li>}
        {card.alsoIn?.includes(currentLocale()) && (
          <li>{t('catalog.card.whole', { language: languageName(currentLocale()) })}</li>
        )}
      </ul>
    </Card>
  )
}

function FirstStep({ card }: { card: CardRow }) {
  if (card.firstStep === undefined) return null
  return (
    <p class="catalog-first">
      <strong>{t('catalog.card.first', { time: durationText(card.firstStepMinutes, 'short') })}</strong>{' '}
      <span lang={foreignWords(card)}>{card.firstStep}</span>
    </p>
  )
}

function matchText({ typed, found, field, how }: WordMatch, card: CardRow): string {
  const values = { typed, found: asWritten(found, card), field: say(`catalog.explore.field.${field}`) }
  return how === 'synonym' ? t('catalog.explore.match.other', values) : t('catalog.explore.match.word', values)
}
