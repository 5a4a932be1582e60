import { t } from '../../../text.ts'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { foreignWords, hoursText } from '../../catalog/parts/labels.ts'
import type { Member } from '../views.ts'

/** The micro-credentials of a stack, one line each: what it is, how long it takes, whether one holds it or is at work on it. */
export function MemberList({ members }: { members: readonly Member[] }) {
  return (
    <ul class="pathway-members">
      {members.map(({ card, state }) => (
        <li key={card.code}>
          <p>
            <span class="numbers muted">{card.code}</span>{' '}
            <a href={`/m/${card.slug}`} lang={foreignWords(card)}>
              {card.title}
            </a>{' '}
            <span class="small muted">{hoursText(card.hours)}</span>
          </p>
          <p class="small" lang={foreignWords(card)}>
            {card.summary}
          </p>
          {state === 'held' && <StatusMark kind="met">{t('pathway.held')}</StatusMark>}
          {state === 'begun' && <StatusMark kind="notYet">{t('pathway.begun')}</StatusMark>}
        </li>
      ))}
    </ul>
  )
}
