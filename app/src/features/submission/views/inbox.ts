import { ACCEPTED_ENDINGS } from '../../../platform/media-kinds.ts'
import { arrivedBytes } from '../../../platform/uploads.ts'
import { getVersions } from '../../catalog/reads.ts'
import type { Tx, World } from '../actions/world.ts'
import { mayEdit } from '../policy.ts'
import { listItems, listOpenUploads } from '../reads/inbox.ts'
import { listOwnSubmissions } from '../reads.ts'
import type { InboxRow, UploadRow } from '../tables.ts'

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
  const { items, uploads, targets } = await ctx.transact(async (tx) => ({
    items: await listItems(tx, ctx.person),
    uploads: await listOpenUploads(tx, ctx.person, ctx.now()),
    targets: await targetsOf(ctx, tx),
  }))
  const arriving = await Promise.all(uploads.map((upload) => arrivingOf(ctx, upload)))
  const accept = ACCEPTED_ENDINGS.join(',')
  return { items, arriving, targets, accept, personId: ctx.person.personId, zone: ctx.timeZone }
}

async function targetsOf(ctx: World, tx: Tx): Promise<SortTarget[]> {
  const open = (await listOwnSubmissions(tx, ctx.person)).filter((row) => mayEdit(ctx.actor, row).ok)
  const versionOf = await getVersions(
    tx,
    open.map(({ achievementVersionId }) => achievementVersionId),
    ctx.locale,
  )
  return open.map(({ id: submissionId, achievementVersionId }) => {
    const { title, shown } = versionOf(achievementVersionId)
    const requirements = shown.part2.requirements.map(({ id, title: name }) => ({ id, title: name }))
    return { submissionId, title, requirements }
  })
}

async function arrivingOf({ blobs }: World, { id, name, announcedBytes }: UploadRow) {
  const here = (await arrivedBytes(blobs.arriving, id)) ?? 0
  return { id, name, percent: Math.floor((here / announcedBytes) * 100) }
}
