import { Invalid } from '../../../lib/refusal.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { metadataOf, passOn } from '../../../platform/uploads.ts'
import { announceUpload, dropUpload } from '../actions/announce-upload.ts'
import { finishUpload, openUpload, refusalOf } from '../actions/finish-upload.ts'
import type { World } from '../actions/world.ts'
import { asProblem } from './upload-problem.ts'

const PATH = '/me/uploads'

/** The resumable protocol (tus 1.0): everything is asked before the first byte, and the last byte brings the receipt. */
export async function answer(
  ctx: World,
  _input: undefined,
  { upload }: { upload?: string },
  request: Request,
): Promise<Reply> {
  try {
    if (request.headers.get('tus-resumable') !== '1.0.0') return reply(412, null, { 'tus-version': '1.0.0' })
    return await (upload === undefined ? begin(ctx, request) : goOn(ctx, upload, request))
  } catch (error) {
    return asProblem(ctx, error)
  }
}

async function begin(ctx: World, request: Request): Promise<Reply> {
  const length = request.headers.get('upload-length') ?? ''
  if (!/^\d{1,15}$/.test(length)) throw new Invalid('upload-length')
  const [submissionId, requirementId] = [metadataOf(request, 'submission'), metadataOf(request, 'requirement')]
  const sha256 = metadataOf(request, 'sha256')
  const id = await announceUpload(ctx, {
    name: metadataOf(request, 'filename'),
    bytes: Number(length),
    sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null,
    place: submissionId && requirementId ? { submissionId, requirementId } : null,
  })
  const answer = await passOn(request, { folder: ctx.blobs.arriving, id, path: PATH })
  if (answer.status >= 400) await dropUpload(ctx, id)
  return answer.headers['upload-offset'] === length ? finished(ctx, id, answer) : answer
}

async function goOn(ctx: World, id: string, request: Request): Promise<Reply> {
  const row = await openUpload(ctx, id)
  if (request.method === 'DELETE') {
    await dropUpload(ctx, id)
    return reply(204, null, { 'tus-resumable': '1.0.0' })
  }
  // Kept already, or found to be none that can be: the bytes are no longer lying here.
  if (row.state === 'safe') return whole(row.announcedBytes)
  if (row.state === 'refused') throw refusalOf(row)
  const answer = await passOn(request, { folder: ctx.blobs.arriving, id, path: PATH })
  const last = request.method === 'PATCH' && answer.headers['upload-offset'] === String(row.announcedBytes)
  return last ? finished(ctx, id, answer) : answer
}

function whole(bytes: number): Reply {
  const size = String(bytes)
  return reply(200, null, { 'tus-resumable': '1.0.0', 'upload-offset': size, 'upload-length': size })
}

async function finished(ctx: World, id: string, answer: Reply): Promise<Reply> {
  await finishUpload(ctx, id)
  return answer
}
