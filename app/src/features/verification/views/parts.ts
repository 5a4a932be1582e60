import type { VerifiedClaims } from '@cairn/openbadges'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { listPublicParts } from '../../credential/reads/parts.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import { maySee } from '../policy.ts'
import { ownCredential } from '../rules/own.ts'
import type { Found } from './open.ts'

/** A part as it stands now: its name is what was signed, its state what its own issuer says. */
export interface ShownPart {
  readonly name: string
  readonly revoked: boolean
  /** Nobody who checks it believes it, because its issuer withdrew the key. */
  readonly keyWithdrawn: boolean
  /** Its page, where whoever looks may open it. */
  readonly page: string | null
}

/** The parts that a signed credential names, each by its own address. */
export async function partsOf(
  ctx: Ctx<CredentialTables>,
  tx: Db<CredentialTables>,
  { found, claims }: { found: Found; claims: VerifiedClaims | undefined },
): Promise<ShownPart[]> {
  const states = new Map((await listPublicParts(tx, found.row.publicId)).map((part) => [part.publicId, part]))
  return (claims?.evidence ?? []).flatMap(({ id, name }) => {
    const publicId = id === undefined ? null : ownCredential(ctx.baseUrl, id)
    const part = publicId === null ? undefined : states.get(publicId)
    if (!part) return []
    const open = maySee(ctx.actor, { visibility: part.visibility, learnerId: found.learnerId }).ok
    const { revokedAt, keyWithdrawn } = part
    const page = open ? `/c/${part.publicId}` : null
    return [{ name: name ?? '', revoked: revokedAt !== null, keyWithdrawn, page }]
  })
}
