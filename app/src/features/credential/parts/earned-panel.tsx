import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Actions } from '../../../ui/form.tsx'
import { mayHold } from '../policy.ts'
import { backpack } from '../views.ts'

interface Loaded {
  readonly publicId: string
}

/** On the pages of a work: the way to the credential it ended in. */
export async function load(ctx: Ctx<never>, { submissionId }: { submissionId: string }): Promise<Loaded | null> {
  const held = (await backpack(ctx)).find(({ row }) => row.submissionId === submissionId && mayHold(ctx.actor, row).ok)
  return held ? { publicId: held.row.publicId } : null
}

export function Part({ publicId }: Loaded) {
  return (
    <Actions>
      <LinkButton kind="primary" href={`/me/backpack/${publicId}`}>
        {t('credential.panel.open')}
      </LinkButton>
    </Actions>
  )
}
