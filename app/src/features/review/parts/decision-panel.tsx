import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/form.tsx'
import { mayReadDecision } from '../policy.ts'
import { listOwnDecisions } from '../reads.ts'
import type { ReviewWorld } from '../tables.ts'

interface Loaded {
  readonly submissionId: string
  /** The newest first. */
  readonly attempts: readonly number[]
}

/** On the pages of a work: the way to each decision on it. */
export async function load(ctx: Ctx<ReviewWorld>, { submissionId }: { submissionId: string }): Promise<Loaded | null> {
  const rows = await ctx.transact((tx) => listOwnDecisions(tx, ctx.person, submissionId))
  const attempts = rows.filter((row) => mayReadDecision(ctx.actor, row).ok).map(({ attemptNo }) => attemptNo)
  return attempts.length > 0 ? { submissionId, attempts } : null
}

export function Part({ submissionId, attempts: [newest, ...earlier] }: Loaded) {
  const address = (n: number | undefined) => `/me/work/${submissionId}/decision/${n}`
  return (
    <Actions>
      <LinkButton href={address(newest)}>{t('review.panel.read')}</LinkButton>
      {earlier.map((n, index) => (
        <a key={n} href={address(n)}>
          {t('review.panel.earlier', { n: earlier.length - index })}
        </a>
      ))}
    </Actions>
  )
}
