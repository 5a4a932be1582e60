import pg from 'pg'
import { secretLabel } from '../features/account/rules/provider.ts'
import type { Target } from '../platform/db.ts'
import type { Keys } from '../platform/keys.ts'
import { keyLabel } from '../platform/signing.ts'

/** How many of the secrets that this database keeps the master key opens. */
export interface Sealed {
  /** Where the master key was read. */
  readonly file: string
  readonly total: number
  readonly shut: number
}

interface Wrapped {
  readonly tenantId: string
  readonly id: string
  readonly kind: 'key' | 'provider'
  readonly wrapped: Buffer
}

const ALL = `
  select tenant_id as "tenantId", id, 'key' as kind, wrapped_key as wrapped from issuer_key where wrapped_key is not null
  union all
  select tenant_id, id::text, 'provider', wrapped_secret from sign_in_provider where wrapped_secret is not null`

/** Tries every one: a key that opens some and not others is as wrong as one that opens none. */
export async function sealedBy(client: pg.Client, { keys, file }: { keys: Keys; file: string }): Promise<Sealed> {
  const { rows } = await client.query<Wrapped>(ALL)
  return { file, total: rows.length, shut: rows.filter((row) => !opens(keys, row)).length }
}

export async function sealedIn(owner: Target, master: { keys: Keys; file: string }): Promise<Sealed> {
  const client = new pg.Client(owner as pg.ClientConfig)
  await client.connect()
  try {
    return await sealedBy(client, master)
  } finally {
    await client.end()
  }
}

/** What is wrong with the master key, in words that name the file; null when it opens everything. */
export function wrongKey({ file, total, shut }: Sealed): string | null {
  return shut === 0
    ? null
    : `${file} is not the master key of this database: it does not open ${shut} of the ${total} secrets kept there.`
}

export const LOST_FOR_GOOD =
  'If it is lost for good, CAIRN_ACCEPT_LOST_KEYS=1 lets the site start to read and verify, not to issue.'

/** An altered byte or another key: the tag of what was wrapped does not fit. */
function opens(keys: Keys, { kind, tenantId, id, wrapped }: Wrapped): boolean {
  try {
    keys.unwrap(wrapped, kind === 'key' ? keyLabel(tenantId, id) : secretLabel(tenantId, id))
    return true
  } catch {
    return false
  }
}
