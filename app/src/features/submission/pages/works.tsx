import type { FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { World } from '../actions/world.ts'
import { StatusOf } from '../parts/status-of.tsx'
import { Told } from '../parts/told.tsx'
import { type WorkCard, type WorkList, workList } from '../views/works.ts'

export async function load(ctx: World) {
  return { list: await workList(ctx) }
}

export function head(): Head {
  return { title: t('submission.works.title'), noIndex: true }
}

const GROUPS = ['open', 'reading', 'earned', 'ended'] as const

export function Page({ list, form }: { list: WorkList; form: FormState }) {
  const nothing = GROUPS.every((group) => list[group].length === 0)
  return (
    <div class="work-page">
      <PageHead title={t('submission.works.title')} lead={nothing ? undefined : t('submission.works.lead')} />
      <Told form={form} />
      {nothing && (
        <EmptyState
          sentence={t('submission.works.empty')}
          actions={
            <LinkButton kind="primary" href="/explore">
              {t('submission.works.explore')}
            </LinkButton>
          }
        />
      )}
      {GROUPS.filter((group) => list[group].length > 0).map((group) => (
        <Section
          key={group}
          id={group}
          title={t(`submission.works.${group}`)}
          note={t(`submission.works.${group}.note`)}
        >
          <Grid size="large" as="ul">
            {list[group].map((card) => (
              <WorkSheet key={card.id} card={card} zone={list.zone} />
            ))}
          </Grid>
        </Section>
      ))}
    </div>
  )
}

function WorkSheet({ card, zone }: { card: WorkCard; zone: string }) {
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
