import { t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions } from '../../../ui/form.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import type { WorkCard } from '../views/works.ts'
import { StatusOf } from './status-of.tsx'

/** One work among others: what it is, who awards it, how it stands. */
export function WorkSheet({ card, zone, go }: { card: WorkCard; zone: string; go?: 'primary' | 'plain' }) {
  return (
    <Card
      as="li"
      title={card.title}
      href={card.href}
      above={card.issuer}
      picture={<BadgeFigure src={`/m/${card.slug}/badge.svg`} alt="" size="small" />}
      footer={<StatusOf status={card.status} />}
    >
      <p class="small muted">
        <When card={card} zone={zone} />
      </p>
      {card.sendBy && (
        <p class="small">
          {t('submission.works.sendBy')} <DateTime at={card.sendBy} zone={zone} style="date" />
        </p>
      )}
      {go && (
        <Actions>
          <LinkButton kind={go} href={card.href}>
            {t('submission.works.goOn')} <VisuallyHidden>{card.title}</VisuallyHidden>
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function When({ card: { status, dueAt, closedAt, lastEditAt }, zone }: { card: WorkCard; zone: string }) {
  if (status === 'inReview' && dueAt)
    return (
      <>
        {t('submission.works.due')} <DateTime at={dueAt} zone={zone} style="day" />
      </>
    )
  const key = closedAt ? 'submission.works.closed' : 'submission.works.edited'
  return (
    <>
      {t(key)} <DateTime at={closedAt ?? lastEditAt} zone={zone} style="date" />
    </>
  )
}
