import { randomUUID } from 'node:crypto'
import { Invalid, Refused } from '../../../lib/refusal.ts'
import { csrfToken, sameToken } from '../../../platform/csrf.ts'
import { isFull } from '../../../platform/disk-room.ts'
import { RateLimited, TookTooLong } from '../../../platform/failure.ts'
import { FormRefused, receiveForm } from '../../../platform/form-stream.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { arrivalPath } from '../../../platform/uploads.ts'
import { takeWholeFile } from '../actions/whole-file.ts'
import type { World } from '../actions/world.ts'

/** What a plain form may carry in one piece; larger files go in parts, by the page's own script. */
const MOST = 104_857_600

/** The way without script: the file streams to the disk, and the page it came from says what became of it. */
export async function answer(
  ctx: World,
  _input: undefined,
  { id, r }: { id?: string; r?: string },
  request: Request,
): Promise<Redirect> {
  const back = id && r ? `/me/work/${id}/requirements/${r}` : '/me/inbox'
  const place = id && r ? { submissionId: id, requirementId: r } : null
  const path = arrivalPath(ctx.blobs.arriving, randomUUID())
  try {
    const announced = Number(request.headers.get('content-length') ?? 0)
    if (announced > MOST + 65_536)
      throw new Invalid('file-too-large', {}, { size: Math.ceil(announced / 1024 ** 2), most: 100 })
    const token = csrfToken(ctx.keys, ctx.sessionId)
    const { fields, file } = await receiveForm(request, {
      path,
      mostBytes: MOST,
      admit: async (before) => {
        if (!sameToken(before._csrf ?? '', token)) throw new Refused('page-expired')
      },
    })
    await takeWholeFile(ctx, { path, name: file.name, place, caption: fields.caption ?? '' })
    return redirect(`${back}#evidence`, { done: 'submission.done.kept' })
  } catch (error) {
    return redirect(`${back}?${reasonOf(error)}#add-file`)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof FormRefused)
    return words(error.because, error.because === 'file-too-large' ? { size: '100+', most: 100 } : {})
  if (error instanceof Refused) return words(error.because, error.values)
  // Nothing is wrong with the file: the page says when to send it again.
  if (error instanceof RateLimited) return words(error.because, { seconds: error.seconds })
  if (error instanceof TookTooLong) return words(error.because, {})
  if (isFull(error)) return words('disk-full', {})
  throw error
}

function words(refused: string, values: Readonly<Record<string, string | number>>): string {
  const said = Object.entries(values).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams([['refused', refused], ...said]).toString()
}
