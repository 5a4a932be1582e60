import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { mayHold } from '../policy.ts'
import { backpack } from '../views.ts'

interface Loaded {
  readonly taken: readonly { readonly publicId: string; readonly title: string }[]
}

/** In the list of works: the way to the credentials that were taken back, where the reason stands. */
export async function load(ctx: Ctx<never>): Promise<Loaded> {
  const taken = (await backpack(ctx)).filter(({ row }) => row.revokedAt !== null && mayHold(ctx.actor, row).ok)
  return { taken: taken.map(({ row, version }) => ({ publicId: row.publicId, title: version.title })) }
}

export function Part({ taken }: Loaded) {
  return (
    <ul>
      {taken.map(({ publicId, title }) => (
        <li key={publicId}>
          <a href={`/me/backpack/${publicId}`}>{t('credential.panel.taken', { title })}</a>
        </li>
      ))}
    </ul>
  )
}
