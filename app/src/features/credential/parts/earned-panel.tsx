import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/form.tsx'
import { mayHold } from '../policy.ts'
import { backpack } from '../views.ts'

interface Loaded {
  readonly publicId: string
  readonly taken: boolean
}

/** On the pages of a work: the way to the credential it ended in. */
export async function load(ctx: Ctx<never>, { submissionId }: { submissionId: string }): Promise<Loaded | null> {
  const held = (await backpack(ctx)).find(({ row }) => row.submissionId === submissionId && mayHold(ctx.actor, row).ok)
  return held ? { publicId: held.row.publicId, taken: held.row.revokedAt !== null } : null
}

export function Part({ publicId, taken }: Loaded) {
  return (
    <Actions>
      <LinkButton kind="primary" href={`/me/backpack/${publicId}`}>
        {t(taken ? 'credential.news.taken.see' : 'credential.panel.open')}
      </LinkButton>
    </Actions>
  )
}
