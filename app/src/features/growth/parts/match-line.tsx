import { t } from '../../../text.ts'
import { foreign, listOf } from '../../catalog/parts/labels.ts'
import type { MatchedCompetency } from '../views/goals.ts'

/** A competency with the words that led to it. */
export function MatchLine({ match, wordsIn }: { match: MatchedCompetency; wordsIn: string }) {
  return (
    <li class="growth-match">
      <p lang={foreign(wordsIn)}>
        <strong>{match.label}</strong> <span class="small muted numbers">{match.code}</span>
      </p>
      <p lang={foreign(wordsIn)}>{match.statement}</p>
      <p class="small muted">{wordsText(match)}</p>
    </li>
  )
}

/** Where the words came from: the sentence itself, or the card it began with. */
export function wordsText({ words }: Pick<MatchedCompetency, 'words'>): string {
  if (words.length === 0) return t('growth.match.card')
  return t('growth.match.words', { words: listOf(words.map((word) => `“${word}”`)) })
}
