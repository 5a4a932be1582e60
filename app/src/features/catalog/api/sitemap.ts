import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { xmlText } from '../parts/xml.ts'
import { type SiteAddress, siteMap } from '../views.ts'

const SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'

export async function answer(ctx: Ctx<never>): Promise<Reply> {
  const places = (await siteMap(ctx)).map((place) => placesOf(ctx.baseUrl, place))
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${SPACES}>${places.join('')}</urlset>\n`
  return reply(200, xml, { 'content-type': 'application/xml; charset=utf-8' })
}

/** A page and its addresses in each language; every one of them names them all, as search engines ask. */
function placesOf(baseUrl: string, { path, changed, languages }: SiteAddress): string {
  const plain = baseUrl + path
  const each = languages.length > 1 ? languages.map((language) => ({ language, at: `${plain}?lang=${language}` })) : []
  const all = each.length > 0 ? [...each, { language: 'x-default', at: plain }] : []
  const links = all.map(
    ({ language, at }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${xmlText(at)}"/>`,
  )
  const when = changed ? `<lastmod>${changed.toISOString().slice(0, 10)}</lastmod>` : ''
  const rest = `${when}${links.join('')}</url>`
  return [plain, ...each.map(({ at }) => at)].map((at) => `<url><loc>${xmlText(at)}</loc>${rest}`).join('')
}
