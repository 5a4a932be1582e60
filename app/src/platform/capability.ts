import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { base64url } from '../lib/ids.ts'
import { type Ctx, type Db, on } from './ctx.ts'

/** What a capability opens: one private file, for one session, for minutes. */
export interface Opening {
  readonly blobKey: string
  readonly bytes: number
  readonly mediaType: string
  readonly name: string
  readonly purpose: 'view' | 'download'
  readonly minutes: number
}
export interface CapabilityTables {
  capability: {
    tokenHash: Buffer
    tenantId: string | null
    personId: string
    sessionId: string
    blobKey: string
    bytes: number
    mediaType: string
    name: string
    purpose: 'view' | 'download'
    network: string
    expiresAt: Date
  }
}
export type Capability = CapabilityTables['capability']

/** Address of one private file on the cookieless origin; who may ask for it was the policy's question. */
export async function mintCapability<T extends CapabilityTables>(
  ctx: Ctx<T>,
  tx: Db<T>,
  opening: Opening,
): Promise<string> {
  const [address] = await mintCapabilities(ctx, tx, [opening])
  if (!address) throw new Error('an address was not made')
  return address
}

/** Addresses of several files, in their order, written at once. */
export async function mintCapabilities<T extends CapabilityTables>(
  ctx: Ctx<T>,
  tx: Db<T>,
  openings: readonly Opening[],
): Promise<string[]> {
  if (openings.length === 0) return []
  const minted = openings.map((opening) => ({ opening, token: base64url(ctx.random(32)) }))
  const rows = minted.map(({ opening: { minutes, ...thing }, token }) => ({
    ...thing,
    tokenHash: hash(token),
    tenantId: ctx.scope.tenantId || null,
    personId: ctx.person.personId,
    sessionId: ctx.sessionId ?? '',
    network: '',
    expiresAt: new Date(ctx.now().getTime() + minutes * 60_000),
  }))
  await on<CapabilityTables>(tx).insertInto('capability').values(rows).execute()
  return minted.map(({ token }) => `${ctx.filesUrl}/f/${token}`)
}

/** No address that was given out for this content opens it any more. */
export async function endCapabilities<T>(tx: Db<T>, blobKey: string): Promise<void> {
  await sql`select sec.end_capabilities(${blobKey})`.execute(on(tx))
}

export async function openCapability<T>(tx: Db<T>, token: string, at: Date): Promise<Capability | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null
  const { rows } = await sql<Capability>`select * from sec.open_capability(${hash(token)}, ${at})`.execute(on(tx))
  return rows[0]?.blobKey ? rows[0] : null
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
