import type { EntryDraft } from '../rules/ledger.ts'
import { HOURS } from '../rules.ts'
import { appendEntry, type Head } from '../writes.ts'
import type { Tx, World } from './world.ts'

export interface Entering {
  /** The locked end of the chain. */
  readonly head: Head
  readonly educatorId: string
  readonly drafts: readonly EntryDraft[]
}

/** Adds entries to the organization's chain, one link each; the new end comes back. */
export async function enter(ctx: World, tx: Tx, { head, educatorId, drafts }: Entering): Promise<Head> {
  let end = head
  for (const draft of drafts) {
    const made = { id: ctx.newId(), at: ctx.now(), actorId: ctx.actor.id, unitScale: HOURS.scale }
    end = await appendEntry(tx, ctx.scope, { ...made, head: end, educatorId, draft })
  }
  return end
}
