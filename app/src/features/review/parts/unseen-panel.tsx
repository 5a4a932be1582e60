import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { ReviewWorld } from '../tables.ts'
import { unseenFlags } from '../views/unseen.ts'

/** Beside the members: something was raised, and nobody with the role may look at it. */
export async function load(ctx: Ctx<ReviewWorld>): Promise<{ count: number } | null> {
  const count = await unseenFlags(ctx)
  return count > 0 ? { count } : null
}

export function Part({ count }: { count: number }) {
  return (
    <Notice tone="notYet" title={t('review.unseen.title')}>
      <p>{t('review.unseen.note', { count })}</p>
    </Notice>
  )
}
