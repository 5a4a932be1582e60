import { t } from '../../../text.ts'
import { ProgressStones } from '../../../ui/progress-stones.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { foreignWords, hoursText } from '../../catalog/parts/labels.ts'
import type { MemberCard } from '../views/cards.ts'
import type { Member, SeenStack } from '../views.ts'
import { addressOf } from './address.ts'

/** What stands in a stack or pathway, one line each: a micro-credential or a whole stack, and how far one is with it. */
export function MemberList({ members }: { members: readonly Member[] }) {
  return (
    <ul class="pathway-members">
      {members.map((member) =>
        'stack' in member ? (
          <li key={member.stack.code}>
            <StackLine stack={member.stack} under={member.state === 'begun'} />
            {member.state === 'held' && <StatusMark kind="met">{t('pathway.stop.met')}</StatusMark>}
          </li>
        ) : (
          <li key={member.card.code}>
            <EntryLine card={member.card} />
            {member.state === 'held' && <StatusMark kind="met">{t('pathway.held')}</StatusMark>}
            {member.state === 'begun' && <StatusMark kind="notYet">{t('pathway.begun')}</StatusMark>}
          </li>
        ),
      )}
    </ul>
  )
}

function EntryLine({ card }: { card: MemberCard }) {
  return (
    <>
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
    </>
  )
}

/** One stop that is a stack: what it takes, or of that how much somebody has who is under way in it; or that it is offered no more. */
function StackLine({ stack, under }: { stack: SeenStack; under: boolean }) {
  const { code, words, foreign, progress } = stack
  const lang = foreign ?? undefined
  return (
    <>
      <p>
        <span class="numbers muted">{code}</span>{' '}
        <a href={addressOf(stack)} lang={lang}>
          {words.title}
        </a>{' '}
        <Tag>{t('pathway.above.stack')}</Tag>
      </p>
      <p class="small" lang={lang}>
        {words.summary}
      </p>
      {!stack.offered ? (
        <p class="small">{t('pathway.retired.stack')}</p>
      ) : progress && under ? (
        <ProgressStones value={progress.needed - progress.left} max={progress.needed} text={doneOf(progress)} />
      ) : (
        <p class="small muted">{t('pathway.stop.takes', { needed: stack.needed, size: stack.size })}</p>
      )}
    </>
  )
}

/** "3 of 5", of what the rule asks for. */
export function doneOf({ needed, left }: { needed: number; left: number }): string {
  return t('pathway.progress', { earned: needed - left, needed })
}
