import type { Ctx, Db } from '../../../platform/ctx.ts'
import { findOwnCredential, findPublished } from '../../credential/reads.ts'
import { isPublicId } from '../../credential/rules/public-id.ts'
import type { CredentialTables } from '../../credential/tables.ts'

export interface Found {
  readonly row: CredentialTables['publicCredential']
  readonly visibility: 'private' | 'link' | 'public'
  /** The holder's id when the visitor is the holder; nobody else learns it. */
  readonly learnerId: string | null
}

/** Whatever its visibility: the caller asks the policy before anything of it is shown. */
export async function findCredentialFor(
  ctx: Ctx<CredentialTables>,
  tx: Db<CredentialTables>,
  publicId: string,
): Promise<Found | null> {
  const row = isPublicId(publicId) ? await findPublished(tx, publicId) : undefined
  if (!row) return null
  const own = ctx.actor.kind === 'person' ? await findOwnCredential(tx, ctx.person, publicId) : undefined
  return { row, visibility: row.visibility, learnerId: own?.learnerId ?? null }
}
