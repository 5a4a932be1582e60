import type { PoolClient } from 'pg'
import type { World } from './world.ts'

/** The statements that reach the database while this is done, in the order they left. */
export async function queriesOf(world: World, work: () => Promise<unknown>): Promise<string[]> {
  const { pool } = world.home.db
  const sent: string[] = []
  const asked = new Map<PoolClient, PoolClient['query']>()
  const listen = (client: PoolClient) => {
    if (asked.has(client)) return
    const query = client.query
    asked.set(client, query)
    client.query = ((...args: unknown[]) => {
      sent.push(wordsOf(args[0]))
      return Reflect.apply(query, client, args)
    }) as PoolClient['query']
  }
  pool.on('acquire', listen)
  try {
    await work()
  } finally {
    pool.off('acquire', listen)
    for (const [client, query] of asked) client.query = query
  }
  return sent
}

function wordsOf(query: unknown): string {
  if (typeof query === 'string') return query
  return (query as { text?: string }).text ?? ''
}
