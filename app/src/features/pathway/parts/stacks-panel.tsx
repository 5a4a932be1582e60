import { Fragment } from 'preact'
import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { type SeenStack, stacksWith } from '../views.ts'
import { addressOf } from './address.ts'

/** On the page of a micro-credential: what it is a part of. */
export async function load(
  ctx: Ctx<never>,
  { achievementId }: { achievementId: string },
): Promise<{ stacks: readonly SeenStack[] } | null> {
  const stacks = await stacksWith(ctx, achievementId)
  return stacks.length > 0 ? { stacks } : null
}

export function Part({ stacks }: { stacks: readonly SeenStack[] }) {
  return (
    <p>
      {t('pathway.part')}{' '}
      {stacks.map(({ kind, slug, words }, at) => (
        <Fragment key={slug}>
          {at > 0 && ' · '}
          <a class="pathway-part" href={addressOf({ kind, slug })}>
            {words.title}
          </a>
        </Fragment>
      ))}
    </p>
  )
}
