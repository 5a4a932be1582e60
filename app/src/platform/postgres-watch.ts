import type pg from 'pg'
import type { Secrets } from './postgres-place.ts'
import { bootstrapRoles, connectPatiently, lockSettings } from './postgres-roles.ts'

/** Every process that uses an embedded server holds one connection of this name; it ends with the process, however that ends. */
const NAME = 'cairn presence'

export interface Presence {
  /** After the server was away. */
  rejoin(): Promise<void>
  /** True when nobody else is there any more. */
  leave(): Promise<boolean>
}

/** Whoever comes first finds the roles made, by the connection that then stays, and the settings locked. */
export async function bePresent(admin: pg.ClientConfig, secrets: Secrets): Promise<Presence> {
  const first = await join()
  let held: pg.Client | null = first
  try {
    await bootstrapRoles(first, secrets)
    await lockSettings({ ...admin, database: 'cairn' })
  } catch (error) {
    // Left open, it would keep this process from ending.
    await first.end()
    throw error
  }
  async function join(): Promise<pg.Client> {
    const client = await connectPatiently({ ...admin, application_name: NAME })
    client.on('error', () => {
      held = null
    })
    return client
  }
  async function leave(): Promise<boolean> {
    const client = held ?? (await joinOrNull())
    held = null
    if (!client) return false
    try {
      const { rowCount } = await client.query(
        'select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
        [NAME],
      )
      return rowCount === 0
    } finally {
      await client.end()
    }
  }
  /** Nobody to leave when the server itself is gone. */
  function joinOrNull(): Promise<pg.Client | null> {
    return join().catch((error: { code?: string }) => {
      if (['ENOENT', 'ECONNREFUSED', '57P01', '57P03'].includes(error.code ?? '')) return null
      throw error
    })
  }
  return {
    rejoin: async () => {
      held ??= await joinOrNull()
    },
    leave,
  }
}
