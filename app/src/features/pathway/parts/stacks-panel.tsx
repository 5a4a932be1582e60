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
    <>
      <p id="counts-toward">{t('pathway.part')}</p>
      <ul class="pathway-parts" aria-labelledby="counts-toward">
        {stacks.map(({ kind, slug, words }) => (
          <li key={slug}>
            <a href={addressOf({ kind, slug })}>{words.title}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
