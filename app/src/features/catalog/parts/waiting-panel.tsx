import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { reviewsWaiting, type Waiting } from '../views/review.ts'

interface Loaded {
  /** A note takes the place of no card. */
  readonly cards: readonly never[]
  readonly waiting: readonly Waiting[]
}

/** On Today: texts of colleagues that wait for this person's reading. */
export async function load(ctx: Ctx<never>): Promise<Loaded | null> {
  const waiting = await reviewsWaiting(ctx)
  return waiting.length > 0 ? { cards: [], waiting } : null
}

export function Part({ waiting }: Loaded) {
  return (
    <Notice title={t('catalog.review.waiting.count', { count: waiting.length })}>
      <ul class="catalog-plain">
        {waiting.map(({ id, title }) => (
          <li key={id}>
            <a href={`/author/m/${id}/review`}>{title}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
