import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'

const PRIVATE = [
  '/me/',
  '/org/',
  '/assess/',
  '/qa/',
  '/author/',
  '/coach/',
  '/admin',
  '/setup',
  '/api/',
  '/join/',
  '/sign-in',
  '/explore?',
]

export async function answer(ctx: Ctx<never>): Promise<Reply> {
  const lines = [
    'User-agent: *',
    // Searches are not for search engines; the page itself is, in each language.
    ...['en', 'es'].map((language) => `Allow: /explore?lang=${language}$`),
    ...PRIVATE.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${ctx.baseUrl}/sitemap.xml`,
    '',
  ]
  return reply(200, lines.join('\n'), { 'content-type': 'text/plain; charset=utf-8' })
}
