import { Conflict, insist } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { getCurrentVersion, getVersion } from '../../catalog/reads.ts'
import { mayWork } from '../policy.ts'
import { getSubmissionForUpdate } from '../reads.ts'
import { mayFollow } from '../rules/newer.ts'
import { updateSubmission } from '../writes.ts'
import { ownWork, type World } from './world.ts'

/** A draft that nobody has read yet follows an addition or a correction, when its educator wants it to. */
export async function moveVersion(
  ctx: World,
  { submissionId, to }: { submissionId: string; to: string },
): Promise<void> {
  const { there } = await ownWork(ctx, submissionId)
  await there.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, there.scope, submissionId)
    insist(mayWork(ctx.actor, row))
    if (row.achievementVersionId === to) return
    const [pinned, current] = [
      await getVersion(tx, row.achievementVersionId),
      await getCurrentVersion(tx, row.achievementId),
    ]
    const open = row.status === 'draft' && row.attemptNo === 0 && current.id === to && mayFollow(pinned, current)
    if (!open) throw new Conflict('version-not-open')
    await updateSubmission(tx, there.scope, { id: row.id, achievementVersionId: to, lastEditAt: ctx.now() })
    const body = { from: pinned.id, to }
    await append(there, tx, { type: 'submission.versionMoved', subjectId: row.id, personId: row.learnerId, body })
  })
}
