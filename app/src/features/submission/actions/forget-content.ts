import * as z from 'zod'
import { insist } from '../../../lib/refusal.ts'
import { mayCheck } from '../policy.ts'
import { isNamed, lockContent } from '../reads/inbox.ts'
import type { World } from './world.ts'

const Letter = z.object({ blobKey: z.string(), personId: z.uuid() })

/** Bytes go when neither a draft, nor an attempt, nor the inbox names them any more. */
export async function forgetContent(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayCheck(ctx.actor))
  const { blobKey, personId } = Letter.parse(body)
  const own = ctx.asSystem({ personId, job: 'forget-content' })
  await own.transact(async (tx) => {
    await lockContent(tx, blobKey)
    if (!(await isNamed(tx, own.person, blobKey))) await own.blobs.remove(blobKey)
  })
}
