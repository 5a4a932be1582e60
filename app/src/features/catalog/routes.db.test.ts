import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { on } from '../../platform/ctx.ts'
import { anAchievement, ownerOf, theStarterCatalog } from '../../testing/factories/achievement.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, join, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { AchievementFile } from './model.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await theStarterCatalog(world)
})
afterAll(() => world.close())

const HTML = { accept: 'text/html' }
async function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await world.app.request(`http://localhost:3000${path}`, { headers: { ...HTML, ...headers } })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const ES = { 'accept-language': 'es-MX,es' }

describe.each([
  ['en', {}],
  ['es', ES],
])('every public page in %s', (locale, language) => {
  test.each([
    '/',
    '/explore',
    '/explore?q=famly',
    '/explore?strand=F,J&students=no',
    '/explore?q=volcano&grade=3-5',
    '/m/questions-that-probe',
    '/m/questions-that-probe/v/1.0.0',
    '/m/disaggregate-results',
    '/frameworks/cairn-teaching-practice',
  ])('%s is whole, with one first heading and no skipped one', async (path) => {
    const { status, text } = await get(path, language)
    expect(status).toBe(200)
    expect(text).toContain(`<html lang="${locale}"`)
    const levels = [...text.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    const steps = levels.map((level, at) => level - (levels[at - 1] ?? 0))
    expect(Math.max(...steps)).toBe(1)
    expect(text).not.toMatch(/catalog\.[a-z]+\.|undefined|\[object|NaN/)
  })
})

test('a micro-credential as linked data for a registry; its page leads there', async () => {
  const { status, text, headers } = await get('/m/questions-that-probe.jsonld')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('application/ld+json')
  const record = JSON.parse(text)
  expect(record).toMatchObject({
    '@type': 'ceterms:MicroCredential',
    'ceterms:subjectWebpage': 'http://localhost:3000/m/questions-that-probe',
  })
  expect(record['ceterms:requires'][0]['ceterms:targetCompetency'].length).toBeGreaterThan(1)
  expect((await get('/m/questions-that-probe')).text).toContain('href="/m/questions-that-probe.jsonld"')
  expect((await get('/m/none-such.jsonld')).status).toBe(404)
})

describe('the page of a micro-credential', () => {
  test('shows everything before a start: competency, rubric, evidence, hours, rules, sources', async () => {
    const { text } = await get('/m/questions-that-probe')
    for (const words of [
      'The educator asks follow-up questions',
      'A probe for each expected answer',
      'Three stretches, marked',
      'Each stretch has six student answers',
      'Earned with 5 of 6 criteria at Demonstrated',
      'about 10 hours',
      'Nothing. This site takes no money',
      'as a rule within',
      'You may use AI tools as help.',
      'Two readings without your name',
      'Starter edition, not yet piloted.',
      'CC BY 4.0',
      'Rosenshine, B. (2012)',
      'href="#ref-rosenshine2012"',
      'id="ref-rosenshine2012"',
      'href="/frameworks/cairn-teaching-practice#TCH.2"',
    ])
      expect(text).toContain(words)
    expect(text).not.toMatch(/\[rosenshine2012/)
  })

  test('names the nearest entries, each with what they have in common, in the language of the reader', async () => {
    const { text } = await get('/m/wait-time-and-equitable-calling')
    const related = text.split('id="related"')[1] ?? ''
    expect(related.match(/href="\/m\/[a-z-]+"/g)).toHaveLength(3)
    expect(related.match(/Also about: [A-Z]/g)).toHaveLength(3)
    expect(related).not.toContain('href="/m/wait-time-and-equitable-calling"')
    const { text: spanish } = await get('/m/wait-time-and-equitable-calling', ES)
    expect(spanish.split('id="related"')[1]).toContain('También sobre: ')
  })

  test('tells search engines what it is, and quotes no closed framework', async () => {
    const { text } = await get('/m/questions-that-probe')
    const data = JSON.parse(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? '{}')
    expect(data).toMatchObject({
      '@type': 'EducationalOccupationalCredential',
      name: 'Questions that probe',
      '@id': 'http://localhost:3000/m/questions-that-probe/v/1.0.0',
      inLanguage: 'en-US',
    })
    expect(JSON.stringify(data)).not.toMatch(/intasc/i)
    expect(text).toContain(
      '<meta property="og:image" content="http://localhost:3000/m/questions-that-probe/v/1.0.0/badge.png"',
    )
  })

  test('speaks to a reader of Spanish as far as it is translated, and marks the author’s language in the rest', async () => {
    const { text } = await get('/m/questions-that-probe', ES)
    expect(text).toContain('<h1>Preguntas que indagan</h1>')
    expect(text).toContain('<blockquote class="catalog-competency"><p>La educadora o el educador hace preguntas')
    expect(text).toContain('El resto del texto está en inglés.')
    expect(text).toMatch(/<div class="prose" lang="en-US"><h3>Planned probes/)
    expect(text).toContain('Aún no')
    const data = JSON.parse(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? '{}')
    expect(data).toMatchObject({
      inLanguage: 'en-US',
      name: [
        { '@language': 'en-US', '@value': 'Questions that probe' },
        { '@language': 'es', '@value': 'Preguntas que indagan' },
      ],
    })
  })

  test('nobody can start what nobody awards; a visitor signs in first; an educator starts with the own district', async () => {
    const nobody = await get('/m/number-talks')
    expect(nobody.text).toContain('No organization awards this one here yet.')
    const site = await aDistrict(world, { slug: 'site-issuer', name: 'Site Issuer', isSiteIssuer: true })
    const home = await aDistrict(world, { slug: 'home-district', name: 'Home District' })
    await anOffering(world, site.tenantId)
    await anOffering(world, home.tenantId)
    const visitor = await get('/m/number-talks')
    expect(visitor.text).toContain('href="/sign-in?next=%2Fm%2Fnumber-talks"')
    expect(visitor.text).not.toContain('action="/me/work/start"')
    const person = await aPerson(world)
    await join(world, home, { person })
    const own = await get('/m/number-talks', await signedIn(world, person))
    expect(own.text).toContain('action="/me/work/start"')
    expect(own.text).toMatch(/name="achievementId" value="[0-9a-f-]{36}"/)
    const offered = [...own.text.matchAll(/name="tenantId" value="([0-9a-f-]{36})"( checked)?/g)].map(([, id]) => id)
    expect(offered).toEqual([home.tenantId, site.tenantId])
  })

  test('the days to a decision and the life of a draft are those that the organizations chose', async () => {
    const slow = await aDistrict(world, { slug: 'slow-district', name: 'Slow District' })
    await anOffering(world, slow.tenantId)
    const chosen = 'insert into organization_setting (tenant_id, key, value, changed_at, changed_by) values'
    await world.owner.query(
      `${chosen} ($1, 'review.windowDays', '9', now(), 'test'), ($1, 'review.draftDays', '45', now(), 'test'), ($1, 'review.capDays', '21', now(), 'test')`,
      [slow.tenantId],
    )
    const own = await get('/m/number-talks', await signedIn(world, await aPerson(world)))
    expect(own.text).toContain('as a rule within 9 business days')
    expect(own.text).toContain('as a rule 9 business days away')
    expect(own.text).toContain('You have 45 days from your last change.')
    const seen = await world.owner.query('select distinct key from public_promise order by key')
    expect(seen.rows.map(({ key }) => key)).toEqual(['review.draftDays', 'review.windowDays'])
  })

  test('an older version stays readable and points to the newer one', async () => {
    const first = await anAchievement(world)
    await aNewerVersion(first.achievementId, '2.0.0')
    const older = await get(`/m/${first.slug}/v/1.0.0`)
    expect(older.status).toBe(200)
    expect(older.text).toContain('You are reading version 1.0.0')
    expect(older.text).not.toContain('action="/me/work/start"')
    expect((await get(`/m/${first.slug}`)).text).toContain('2.0.0, published')
  })
})

async function aNewerVersion(achievementId: string, version: string): Promise<void> {
  const db = on(ownerOf(world))
  const row = await db
    .selectFrom('achievementVersion')
    .selectAll()
    .where('achievementId', '=', achievementId)
    .executeTakeFirstOrThrow()
  const id = world.home.ports.newId()
  await db
    .insertInto('achievementVersion')
    .values({ ...row, id, version, content: JSON.stringify(row.content) })
    .execute()
  await db.updateTable('achievement').set({ currentVersionId: id }).where('id', '=', achievementId).execute()
}

describe('what is not there, or not for everybody, is one and the same 404', () => {
  test.each([
    '/m/no-such-thing',
    '/m/no-such-thing/v/1.0.0',
    '/m/questions-that-probe/v/9.9.9',
    '/m/questions-that-probe/v/latest',
    '/m/no-such-thing/badge.svg',
    '/m/questions-that-probe/v/9.9.9/badge.png',
    '/m/no-such-thing.json',
    '/m/questions-that-probe/v/9.9.9/criteria',
    '/frameworks/no-such-framework',
    "/m/a'b",
    '/m/%00',
  ])('%s', async (path) => {
    const { status, text } = await get(path)
    expect(status).toBe(404)
    expect(text).toContain('There is no page here, or it is not yours to open.')
  })

  test("an organization's own entry has no public page, picture or file", async () => {
    const own = await anAchievement(world, { visibility: 'organization' })
    for (const path of [
      `/m/${own.slug}`,
      `/m/${own.slug}/v/1.0.0`,
      `/m/${own.slug}.json`,
      `/m/${own.slug}/badge.svg`,
      `/m/${own.slug}/v/1.0.0/content.json`,
    ])
      expect((await get(path)).status).toBe(404)
    expect((await get('/sitemap.xml')).text).not.toContain(own.slug)
  })
})

describe('files for reuse', () => {
  test('the file of an entry is one that the import takes', async () => {
    const { status, text, headers } = await get('/m/disaggregate-results.json')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('application/json')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(AchievementFile.parse(JSON.parse(text))).toMatchObject({
      code: 'F2',
      slug: 'disaggregate-results',
      version: '1.0.0',
    })
  })

  test('the content of a version is the bytes that its digest names', async () => {
    const { text, headers } = await get('/m/disaggregate-results/v/1.0.0/content.json')
    const digest = createHash('sha256').update(text).digest()
    expect(headers.get('etag')).toBe(`"u${Buffer.concat([Buffer.from([0x12, 0x20]), digest]).toString('base64url')}"`)
    expect(headers.get('cache-control')).toContain('immutable')
  })

  test('the badge is a drawing and a picture of 600 by 600, and both may be kept', async () => {
    const svg = await get('/m/questions-that-probe/badge.svg')
    expect(svg.headers.get('content-type')).toContain('image/svg+xml')
    expect(svg.text).toContain('Badge for Questions that probe: a cairn of 3 stones')
    const again = await get('/m/questions-that-probe/badge.svg', { 'if-none-match': svg.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    const png = await world.app.request('http://localhost:3000/m/questions-that-probe/v/1.0.0/badge.png')
    const bytes = Buffer.from(await png.arrayBuffer())
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([600, 600])
    expect(png.headers.get('cache-control')).toContain('immutable')
  })

  test('the criteria address of a credential leads to the rubric of its version', async () => {
    const { status, headers } = await get('/m/questions-that-probe/v/1.0.0/criteria')
    expect([status, headers.get('location')]).toEqual([303, '/m/questions-that-probe/v/1.0.0#rubric'])
  })

  test('search engines find every entry and stay out of private rooms', async () => {
    const map = await get('/sitemap.xml')
    expect(map.text).toContain('<loc>http://localhost:3000/m/questions-that-probe</loc>')
    expect(map.text).toContain('<loc>http://localhost:3000/frameworks/cairn-teaching-practice</loc>')
    const robots = await get('/robots.txt')
    expect(robots.text).toContain('Disallow: /me/')
    expect(robots.text).toContain('Sitemap: http://localhost:3000/sitemap.xml')
  })

  test('a page that is in both languages has an address in each, which sets nothing and is open to search engines', async () => {
    const site = 'http://localhost:3000'
    const linksOf = (text: string) => [
      /<link rel="canonical" href="([^"]*)"/.exec(text)?.[1],
      ...[...text.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"/g)].map(([, to, at]) => [to, at]),
    ]
    const each = (at: string) => [
      ['en', `${at}?lang=en`],
      ['es', `${at}?lang=es`],
      ['x-default', at],
    ]
    const entry = '/m/questions-that-probe'
    const framework = '/frameworks/cairn-teaching-practice'
    const [{ slug: stack } = { slug: '' }] = (
      await world.owner.query(`select slug from stack where kind = 'stack' limit 1`)
    ).rows
    for (const path of ['/', '/explore', entry, framework, '/stacks', `/stacks/${stack}`, '/guides', '/updates']) {
      const [plain, spanish, english] = [
        await get(path, ES),
        await get(`${path}?lang=es`),
        await get(`${path}?lang=en`, ES),
      ]
      expect([path, linksOf(plain.text)]).toEqual([path, [site + path, ...each(site + path)]])
      expect(linksOf(spanish.text)).toEqual([`${site}${path}?lang=es`, ...each(site + path)])
      expect([plain, spanish, english].map(({ text }) => /<html lang="(..)"/.exec(text)?.[1])).toEqual([
        'es',
        'es',
        'en',
      ])
      for (const { headers } of [plain, spanish, english])
        expect([headers.get('cache-control'), headers.get('set-cookie')]).toEqual(['no-store', null])
      // The switch of language leads to the address that speaks as its reader chose.
      expect(spanish.text).toContain(`name="back" value="${path}"`)
    }
    const person = await signedIn(world, await aPerson(world))
    expect((await get(`${entry}?lang=es`, person)).text).toContain('<html lang="es"')
    const alone = `/m/${(await anAchievement(world)).slug}`
    expect(linksOf((await get(`${alone}?lang=es`)).text)).toEqual([site + alone])
    expect(linksOf((await get(`${entry}?lang=fr`)).text)[0]).toBe(site + entry)
    expect(linksOf((await get('/explore?lang=es&q=families')).text)).toEqual([undefined])
    expect((await get('/sign-in?lang=es')).text).toContain('<html lang="en"')
    const { text: map } = await get('/sitemap.xml')
    const named = each(site + entry).map(([to, at]) => `<xhtml:link rel="alternate" hreflang="${to}" href="${at}"/>`)
    for (const at of [site + entry, `${site}${entry}?lang=en`, `${site}${entry}?lang=es`])
      expect(map).toContain(`<url><loc>${at}</loc>${named.join('')}</url>`)
    expect(map).toContain(`<url><loc>${site}${alone}</loc></url>`)
    expect((await get('/robots.txt')).text).toContain('Allow: /explore?lang=')
  })
})

describe('the address of a search', () => {
  test('holds the whole state: words, several values of a facet, the place in the list', async () => {
    const { text } = await get('/explore?q=students&strand=F,J&grade=3-5')
    expect(text).toContain('<input type="hidden" name="strand" value="F,J"')
    expect(text).toContain('value="students"')
    expect(text).toMatch(
      /href="\/explore\?q=students&amp;strand=J&amp;grade=3-5"[^>]*aria-label="Remove filter Strand: Data literacy"/,
    )
    expect(text).toContain('noindex')
  })

  test.each([
    ['en', {}, 'famly', '“famly” is read as “family”.'],
    ['es', ES, 'rubirca', '«rubirca» se lee como «rúbrica» y «rúbricas».'],
  ])('a misspelled word is told once in %s, above the cards', async (_locale, language, typed, words) => {
    const { text } = await get(`/explore?q=${typed}`, language)
    const [above = '', below = ''] = text.split(words)
    expect(text.split(words)).toHaveLength(2)
    expect(above).not.toContain('class="card-title"')
    expect(below).toContain('class="card-title"')
    expect(below).not.toContain(typed)
  })

  test('a time that is typed alone is no word of an entry: everything is counted, and its filter offered', async () => {
    const { text } = await get('/explore?q=I%20have%2045%20minutes')
    expect(text).toContain('micro-credentials, the shortest first step first')
    expect(text).toContain('href="/explore?time=45min" rel="nofollow"')
    expect(text).not.toContain('for “I have 45 minutes”')
  })

  test('the wish to do without students is offered as its filter, and Spanish on its own page', async () => {
    const { text } = await get('/explore?q=no%20students%20summer')
    expect(text).toContain('href="/explore?students=no" rel="nofollow"')
    const { text: spanish } = await get('/explore?q=acoso')
    expect(spanish).toContain('href="/explore?q=acoso&amp;lang=es" lang="es" hreflang="es" rel="nofollow"')
    expect((await get('/explore?q=acoso&lang=es')).text).toContain('Guiar círculos restaurativos')
    expect((await get('/explore?q=feedback')).text).not.toContain('hreflang="es" rel="nofollow"')
  })

  test('a press that would show nothing is not offered, and one that stands can be taken back', async () => {
    const none = (await get('/explore?q=zzzqqq')).text
    expect(none).toContain('Nothing matches “zzzqqq”.')
    for (const words of ['No students needed', '45 minutes', 'Narrow it down']) expect(none).not.toContain(words)
    const chosen = (await get('/explore?q=zzzqqq&students=no')).text
    expect(chosen).toMatch(/href="\/explore\?q=zzzqqq" aria-current="true"/)
    expect((await get('/explore')).text).toContain('No students needed')
  })

  test('every topic can be pressed: those behind the first twelve are one step away, and open where one is chosen', async () => {
    const topics = (text: string) => new Set(text.match(/href="\/explore\?need=[a-z-]+/g)).size
    const { text } = await get('/explore')
    expect(topics(text)).toBe(12)
    const [, all = ''] = /href="(\/explore\?all=need)#facet-need"/.exec(text) ?? []
    const open = (await get(all)).text
    expect(topics(open)).toBeGreaterThan(50)
    expect(open).toMatch(/href="\/explore#facet-need" aria-label="Fewer: /)
    const { text: chosen } = await get('/explore?need=co-teaching')
    expect(chosen).toMatch(/aria-current="true"[^>]*>(?:(?!<\/a>).)*Co-teaching/s)
    expect(chosen).not.toContain('all=need')
  })

  test('an old or broken address still opens', async () => {
    for (const path of [
      '/explore?strand=ZZ&grade=99&time=never&after=x&sort=newest',
      '/explore?q=%E0%A4',
      `/explore?q=${'a'.repeat(3000)}`,
    ])
      expect((await get(path)).status).toBe(200)
  })
})

describe('what an organization awards', () => {
  test('its administrator chooses, page and log say so, and others have no such page', async () => {
    const district = await aDistrict(world, { slug: 'choosing-district', name: 'Choosing District' })
    const [admin, teacher] = [await aPerson(world), await aPerson(world)]
    await join(world, district, { person: admin, roles: ['organizationAdmin'] })
    await join(world, district, { person: teacher })
    const headers = await signedIn(world, admin)
    const before = await get('/org/choosing-district/offers', headers)
    expect(before.text).toContain('0 of ')
    const token = /name="_csrf" value="([^"]+)"/.exec(before.text)?.[1] ?? ''
    const values = [...before.text.matchAll(/name="offered\[\]" value="([0-9a-f-]{36})"/g)].map(
      (match) => match[1] ?? '',
    )
    const send = (ids: readonly string[]) =>
      world.app.request('http://localhost:3000/org/choosing-district/offers', {
        method: 'POST',
        headers: { ...headers, origin: 'http://localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams([
          ['_csrf', token],
          ...ids.map((id): [string, string] => ['offered[]', id]),
        ]).toString(),
      })
    expect((await send(values.slice(0, 3))).status).toBe(303)
    expect((await send(values.slice(1, 4))).status).toBe(303)
    expect((await get('/org/choosing-district/offers', headers)).text).toContain('3 of ')
    const { rows } = await world.owner.query(
      'select type, jsonb_array_length(body -> $2) as n from log_entry where subject_id = $1 order by id',
      [district.tenantId, 'achievementIds'],
    )
    expect(rows.filter(({ type }) => type.startsWith('offering.'))).toEqual([
      { type: 'offering.made', n: 3 },
      { type: 'offering.made', n: 1 },
      { type: 'offering.ended', n: 1 },
    ])
    expect((await get('/org/choosing-district/offers', await signedIn(world, teacher))).status).toBe(403)
    expect((await get('/org/choosing-district/offers')).status).toBe(303)
    expect((await get('/org/home-district/offers', headers)).status).toBe(404)
  })
})
