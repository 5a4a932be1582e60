import { t } from '../../../text.ts'
import { Grid, Section } from '../../../ui/layout.tsx'
import type { World } from '../actions/world.ts'
import { type WorkCard, workList } from '../views/works.ts'
import { WorkSheet } from './work-sheet.tsx'

interface Loaded {
  readonly cards: readonly WorkCard[]
  readonly zone: string
  /** Said by the page: whether nothing above asks first. */
  readonly main?: boolean
}

/** On Today: what came back and what is begun, and room left for something new. */
export async function load(ctx: World, { most }: { most: number }): Promise<Loaded | null> {
  const { open, zone } = await workList(ctx)
  // What has a last day comes first: after it the work is closed.
  const [dated, others] = [open.filter(({ sendBy }) => sendBy), open.filter(({ sendBy }) => !sendBy)]
  const soonest = dated.toSorted((one, other) => Number(one.sendBy) - Number(other.sendBy))
  return open.length > 0 ? { cards: [...soonest, ...others].slice(0, most - 1), zone } : null
}

export function Part({ cards, zone, main = false }: Loaded) {
  return (
    <Section id="open" title={t('submission.today.open')} note={<a href="/me/work">{t('submission.works.title')}</a>}>
      <Grid size="large" as="ul">
        {cards.map((card, at) => (
          <WorkSheet key={card.id} card={card} zone={zone} go={main && at === 0 ? 'primary' : 'plain'} />
        ))}
      </Grid>
    </Section>
  )
}
