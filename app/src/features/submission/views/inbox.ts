import { ACCEPTED_ENDINGS } from '../../../platform/media-kinds.ts'
import { getVersion } from '../../catalog/reads.ts'
import type { World } from '../actions/world.ts'
import { mayEdit } from '../policy.ts'
import { listItems, listOpenUploads } from '../reads/inbox.ts'
import { listOwnSubmissions } from '../reads.ts'
import type { InboxRow } from '../tables.ts'

/** A place that an item can go to. */
export interface SortTarget {
  readonly submissionId: string
  readonly title: string
  readonly requirements: readonly { readonly id: string; readonly title: string }[]
}
export interface InboxView {
  readonly items: readonly InboxRow[]
  readonly arriving: readonly { readonly id: string; readonly name: string; readonly percent: number }[]
  readonly targets: readonly SortTarget[]
  readonly accept: string
  readonly personId: string
  readonly zone: string
}

/** What was kept and waits for its place; what is still on its way; where it may go. */
export async function inboxOf(ctx: World): Promise<InboxView> {
  return ctx.transact(async (tx) => {
    const items = await listItems(tx, ctx.person)
    const uploads = await listOpenUploads(tx, ctx.person, ctx.now())
    const targets: SortTarget[] = []
    for (const row of await listOwnSubmissions(tx, ctx.person)) {
      if (!mayEdit(ctx.actor, row).ok) continue
      const { title, content } = await getVersion(tx, row.achievementVersionId)
      targets.push({
        submissionId: row.id,
        title,
        requirements: content.part2.requirements.map(({ id, title: name }) => ({ id, title: name })),
      })
    }
    const arriving = uploads.map(({ id, name, receivedBytes, announcedBytes }) => ({
      id,
      name,
      percent: Math.floor((receivedBytes / announcedBytes) * 100),
    }))
    return {
      items,
      arriving,
      targets,
      accept: ACCEPTED_ENDINGS.join(','),
      personId: ctx.person.personId,
      zone: ctx.timeZone,
    }
  })
}
