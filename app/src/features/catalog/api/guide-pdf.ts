import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { guidePdf } from '../parts/guide-pdf.ts'
import type { GuideFile } from '../rules/guide-file.ts'
import { type GuideView, guideText } from '../views/guides.ts'

const made = new Map<string, Promise<Uint8Array>>()

/** The guide to print or to send on; drawn once for each language and paper, and known by what it says. */
export async function answer(
  ctx: Ctx<never>,
  { language, paper }: GuideFile,
  { file }: Params<'file'>,
  request: Request,
): Promise<Reply> {
  const view = await guideText(ctx, { slug: file.replace(/\.pdf$/, ''), language })
  const etag = `"${view.guide.digest.slice(0, 32)}-${paper}"`
  const headers = { etag, 'content-language': view.guide.language }
  if (request.headers.get('if-none-match') === etag) return reply(304, null, headers)
  return reply(200, await drawnOnce(view, paper), {
    ...headers,
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${view.guide.slug}-${view.guide.language}.pdf"`,
  })
}

function drawnOnce(view: GuideView, paper: GuideFile['paper']): Promise<Uint8Array> {
  const key = `${view.baseUrl} ${view.guide.digest} ${paper}`
  const drawn = made.get(key) ?? guidePdf(view, paper)
  made.set(key, drawn)
  // What could not be drawn is tried again by who asks next.
  drawn.catch(() => made.delete(key))
  return drawn
}
