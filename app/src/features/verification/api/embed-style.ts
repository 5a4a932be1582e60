import { type Reply, reply } from '../../../platform/route.ts'
import { EMBED_STYLE } from '../parts/embed-html.ts'

export async function answer(): Promise<Reply> {
  return reply(200, EMBED_STYLE, { 'content-type': 'text/css; charset=utf-8' })
}
