import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCatalogFolder } from '../../platform/catalog-files.ts'
import { CATALOG_FOLDER, ownerOf } from '../../testing/factories/achievement.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import { importGuides } from './actions/import-guides.ts'
import { GUIDES } from './rules/guide-lint.ts'
import { linksIn } from './rules/guide-text.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  expect(await importGuides(ownerOf(world), readCatalogFolder(CATALOG_FOLDER))).toEqual({ problems: [] })
})
afterAll(() => world.close())

const ES = { 'accept-language': 'es' }
function ask(path: string, headers: Record<string, string> = {}) {
  return world.app.request(BASE_URL + path, { headers: { accept: 'text/html', ...headers } })
}
async function textOf(path: string, headers: Record<string, string> = {}) {
  const answer = await ask(path, headers)
  return { status: answer.status, text: await answer.text() }
}

describe('the pages', () => {
  test('the list leads to every guide, and home, help and footer to the list', async () => {
    const { text } = await textOf('/guides')
    for (const slug of GUIDES) expect(text).toContain(`href="/guides/${slug}"`)
    expect((await textOf('/guides', ES)).text).toContain('Una guía para docentes')
    for (const [path, links] of [
      ['/', 2],
      ['/help', 2],
      ['/verify', 1],
    ] as const)
      expect((await textOf(path)).text.match(/href="\/guides"/g)).toHaveLength(links)
    expect((await textOf('/sitemap.xml')).text).toContain(`<loc>${BASE_URL}/guides/for-states</loc>`)
  })

  test.each(GUIDES.flatMap((slug) => [[slug, 'en', {}] as const, [slug, 'es', ES] as const]))(
    '%s is whole in %s: one first heading, none skipped, every work named and every mark read',
    async (slug, language, headers) => {
      const { status, text } = await textOf(`/guides/${slug}`, headers)
      expect(status).toBe(200)
      expect(text).toContain(`<html lang="${language}"`)
      const levels = [...text.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]))
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      expect(Math.max(...levels.map((level, at) => level - (levels[at - 1] ?? 0)))).toBe(1)
      const cited = [...text.matchAll(/href="#ref-([a-z0-9]+)"/g)].map((match) => match[1])
      expect(cited.length).toBeGreaterThan(2)
      for (const key of cited) expect(text).toContain(`id="ref-${key}"`)
      expect(text).not.toMatch(/\*\*|\]\(|\[[a-z]+\d{4}\]|undefined|catalog\.guide/)
    },
  )

  test('every page that a guide leads to is there', async () => {
    const { rows } = await world.owner.query('select blocks from guide')
    const links = new Set(
      rows.flatMap(({ blocks }) => linksIn({ blocks })).filter((href) => !/^\/frameworks/.test(href)),
    )
    expect(links.size).toBeGreaterThan(5)
    for (const href of links) expect([href, (await ask(href)).status]).toEqual([href, 200])
  })

  test('what is no guide is not there, as page and as file', async () => {
    for (const path of [
      '/guides/for-pirates',
      '/guides/for-pirates.pdf',
      '/guides/en',
      '/guides/..%2Fbibliography.pdf',
    ])
      expect((await ask(path)).status).toBe(404)
  })
})

describe('the file to print', () => {
  async function fileOf(path: string, headers: Record<string, string> = {}) {
    const answer = await ask(path, headers)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const raw = bytes.toString('latin1')
    const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
      } catch {
        return body
      }
    })
    return { answer, raw, all: [raw, ...streams].join('\n') }
  }

  test('is tagged: title, language, headings, lists, tables with their heads, links, and places to jump to', async () => {
    const { answer, raw, all } = await fileOf('/guides/for-districts.pdf?language=es')
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe('inline; filename="for-districts-es.pdf"')
    expect(answer.headers.get('content-language')).toBe('es')
    expect(raw).toMatch(/\/Lang \(es\)/)
    expect(raw).toMatch(/\/Marked true/)
    expect(raw).toMatch(/\/DisplayDocTitle true/)
    expect(raw).toMatch(/\/Outlines /)
    expect(all).toContain('pdfuaid')
    for (const tag of [
      'Document',
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'BlockQuote',
      'Link',
    ])
      expect(all).toMatch(new RegExp(`/S /${tag}\\b`))
    for (const scope of ['Column', 'Row']) expect(all).toMatch(new RegExp(`/Scope /${scope}\\b`))
    expect(all.match(/\/S \/H1\b/g)).toHaveLength(1)
    const pages = raw.match(/\/Type \/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(4)
    // One foot for each page, and nothing else that made a page of its own.
    expect(pages).toBeLessThan(10)
    expect(raw).toMatch(/\/MediaBox \[0 0 612 792\]/)
  })

  test('is drawn once, known by what it says, and speaks the reader’s language where the address names none', async () => {
    const first = await fileOf('/guides/for-coaches.pdf?language=en')
    const again = await fileOf('/guides/for-coaches.pdf', { 'accept-language': 'en' })
    expect(again.raw === first.raw).toBe(true)
    const etag = first.answer.headers.get('etag') ?? ''
    expect((await ask('/guides/for-coaches.pdf?language=en', { 'if-none-match': etag })).status).toBe(304)
    expect((await fileOf('/guides/for-coaches.pdf', ES)).raw).toMatch(/\/Lang \(es\)/)
    expect((await fileOf('/guides/for-coaches.pdf?paper=a4&language=xx')).raw).toMatch(/\/MediaBox \[0 0 595/)
  })
})

test('an import again changes nothing, and a folder with a fault keeps what stands', async () => {
  const count = async () => (await world.owner.query('select count(*)::int as n from guide')).rows[0].n
  await importGuides(ownerOf(world), readCatalogFolder(CATALOG_FOLDER))
  expect(await count()).toBe(GUIDES.length * 2)
  const { problems } = await importGuides(ownerOf(world), readCatalogFolder('app/src/features/catalog'))
  expect(problems.map(({ code }) => code)).toContain('guide_missing')
  expect(await count()).toBe(GUIDES.length * 2)
})
