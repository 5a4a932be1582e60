import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { xmlText } from '../parts/xml.ts'
import { siteMap } from '../views.ts'

export async function answer(ctx: Ctx<never>): Promise<Reply> {
  const places = (await siteMap(ctx)).map(({ path, changed }) => {
    const when = changed ? `<lastmod>${changed.toISOString().slice(0, 10)}</lastmod>` : ''
    return `<url><loc>${xmlText(ctx.baseUrl + path)}</loc>${when}</url>`
  })
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${places.join('')}</urlset>\n`
  return reply(200, xml, { 'content-type': 'application/xml; charset=utf-8' })
}
