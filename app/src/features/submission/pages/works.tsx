import type { Slots } from '../../../platform/panels.ts'
import type { FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Slot } from '../../../ui/slot.tsx'
import type { World } from '../actions/world.ts'
import { Told } from '../parts/told.tsx'
import { WorkSheet } from '../parts/work-sheet.tsx'
import { type WorkList, workList } from '../views/works.ts'

export async function load(ctx: World) {
  return { list: await workList(ctx) }
}

/** The credentials that were taken back, told by the room that keeps them. */
export function slots({ list }: { list: WorkList }) {
  return list.taken.length > 0 ? { 'works.taken': {} } : {}
}

export function head(): Head {
  return { title: t('submission.works.title'), noIndex: true }
}

const GROUPS = ['open', 'reading', 'earned', 'taken', 'ended'] as const

export function Page({ list, form, slots: filled }: { list: WorkList; form: FormState; slots: Slots }) {
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
          {group === 'taken' && <Slot panels={filled['works.taken']} />}
        </Section>
      ))}
      {list.consents && (
        <p>
          <a href="/me/consents">{t('submission.consents.all')}</a>
        </p>
      )}
    </div>
  )
}
