import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement, theStarterCatalog } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await theStarterCatalog(world)
})
afterAll(() => world.close())

interface Visit {
  readonly person?: Someone
  readonly locale?: 'en' | 'es'
}

async function headersOf({ person, locale = 'en' }: Visit): Promise<Record<string, string>> {
  const session = person ? await signedIn(world, person) : { cookie: '' }
  const look = `cairn-look=lang=${locale}`
  return { accept: 'text/html', 'accept-language': locale, cookie: [session.cookie, look].filter(Boolean).join('; ') }
}

async function get(path: string, visit: Visit = {}) {
  const answer = await world.app.request(BASE_URL + path, { headers: await headersOf(visit) })
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() }
}

/** What stands on the page, without its markup. */
function wordsOf(html: string): string {
  return html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

/** Sends a form of a page the way a browser without script does, with the token that stands in it. */
async function send(person: Someone, path: string, fields: readonly (readonly [string, string])[]) {
  const headers = await headersOf({ person })
  const page = await world.app.request(`${BASE_URL}/me/goals`, { headers })
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const answer = await world.app.request(BASE_URL + path, {
    method: 'POST',
    headers: { ...headers, origin: BASE_URL, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([['_csrf', token], ...fields.map(([name, value]) => [name, value])]).toString(),
  })
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() }
}

describe.each([
  [
    'en',
    'What do you really want to get better at?',
    'Your goals',
    'Your plan is a blank page.',
    'What is never used',
    'Your searches',
  ],
  [
    'es',
    '¿En qué quieres mejorar de verdad?',
    'Tus metas',
    'Tu plan es una página en blanco.',
    'Lo que nunca se usa',
    'Tus búsquedas',
  ],
] as const)('pages in %s', (locale, question, goals, plan, never, searches) => {
  test.each([
    ['/me/today', question],
    ['/me/goals', goals],
    ['/me/goals?starter=hear', goals],
    ['/me/goals?starter=card', 'Ten minutes in, you wonder who has understood.'],
    ['/me/plan', plan],
    ['/me/suggestions', never],
    ['/me/searches', searches],
  ])('%s', async (path, words) => {
    const { status, html } = await get(path, { person: await aPerson(world), locale })
    expect(status).toBe(200)
    expect(wordsOf(html)).toContain(words)
    expect(html).toContain(`<html lang="${locale}"`)
  })

  test('/start', async () => {
    const { status, html } = await get('/start', { locale })
    expect(status).toBe(200)
    expect(wordsOf(html)).toContain(question)
  })
})

test('pages of one’s own ask for a sign-in first', async () => {
  for (const path of ['/me/today', '/me/goals', '/me/plan', '/me/suggestions', '/me/searches'])
    expect((await get(path)).status).toBe(303)
})

test('a search is kept from the catalogue, stands below it, and is asked again from there', async () => {
  const maya = await aPerson(world)
  const address = '/explore?q=wait+time&students=no'
  const form = (await get(address, { person: maya })).html
  expect(form).toContain('value="/explore?q=wait%20time&amp;students=no"')
  expect((await get(address)).html).not.toContain('Your searches')
  const nameless = await send(maya, '/me/searches', [
    ['address', '/explore?q=wait%20time'],
    ['name', ' '],
  ])
  expect(nameless.status).toBe(422)
  expect(wordsOf(nameless.html)).toContain('Give the search a name')
  const away = await send(maya, '/me/searches', [
    ['address', 'https://example.org/explore?q=a'],
    ['name', 'Elsewhere'],
  ])
  expect(away.status).toBe(422)
  const { status } = await send(maya, '/me/searches', [
    ['address', '/explore?q=wait%20time&students=no'],
    ['name', 'Waiting'],
  ])
  expect(status).toBe(303)
  const { html } = await get('/explore', { person: maya })
  expect(html).toContain('href="/explore?q=wait%20time&amp;students=no"')
  expect(wordsOf(html)).toContain('Waiting')
})

describe('from a sentence to a planned step, without script', () => {
  test('each form leads on', async () => {
    const maya = await aPerson(world)
    const matched = await send(maya, '/me/goals/match', [['text', 'my students to ask better questions']])
    expect(matched.status).toBe(200)
    expect(matched.html).toContain('value="questions"')
    const none = await send(maya, '/me/goals', [
      ['text', 'my students to ask better questions'],
      ['offered', 'questions=questions;learner-voice='],
    ])
    expect(none.status).toBe(422)
    expect(none.html).toContain('Check at least one')
    expect(none.html).toContain('Because you wrote “questions”')
    const kept = await send(maya, '/me/goals', [
      ['text', 'my students to ask better questions'],
      ['competencies[]', 'questions'],
      ['byDate', ''],
      ['why', ''],
    ])
    expect([kept.status, kept.location]).toEqual([303, '/me/goals'])
    const today = await get('/me/today', { person: maya })
    expect(today.html).toContain('my students to ask better questions')
    expect(today.html).toContain('It works on Questions that probe for your goal')
    const achievementId = /name="achievementId" value="([^"]+)"/.exec(today.html)?.[1] ?? ''
    const planned = await send(maya, '/me/plan', [['achievementId', achievementId]])
    expect(planned.location).toMatch(/^\/me\/plan\?open=[0-9a-f-]+#plan-/)
    const item = /open=([0-9a-f-]+)/.exec(planned.location ?? '')?.[1]
    await send(maya, `/me/plan/${item}/answers`, [
      ['firstStep', 'Write three follow-ups'],
      ['startBy', ''],
      ['withWhom', ''],
    ])
    expect((await get('/me/today', { person: maya })).html).toContain('Write three follow-ups')
  })

  test('a fourth goal asks which one can wait, and keeps what was typed', async () => {
    const maya = await aPerson(world)
    const add = (text: string) =>
      send(maya, '/me/goals', [
        ['text', text],
        ['competencies[]', 'questions'],
        ['offered', 'questions=questions'],
      ])
    for (const text of ['one', 'two', 'three']) expect((await add(text)).status).toBe(303)
    const fourth = await add('a fourth wish')
    expect(fourth.status).toBe(409)
    expect(fourth.html).toContain('Three goals is plenty. Which one can wait?')
    expect(fourth.html).toContain('a fourth wish')
    expect(fourth.html).toContain('name="waits"')
  })

  test('an empty sentence, a weight beyond three and a stranger’s goal are each answered in words', async () => {
    const maya = await aPerson(world)
    const empty = await send(maya, '/me/goals/match', [['text', '  ']])
    expect([empty.status, empty.html.includes('Write a few words first.')]).toEqual([422, true])
    const weights = await send(maya, '/me/suggestions/weights', [['sliders.goal', '9']])
    expect([weights.status, weights.html.includes('A number from 0 to 3.')]).toEqual([422, true])
    const strange = await send(maya, `/me/goals/${world.home.ports.newId()}/status`, [['status', 'kept']])
    expect(strange.status).toBe(404)
  })

  test('a preset is one press', async () => {
    const maya = await aPerson(world)
    expect((await send(maya, '/me/suggestions/weights', [['preset', 'myClass']])).status).toBe(303)
    expect((await get('/me/suggestions', { person: maya })).html).toContain(
      'name="sliders.context" type="number" value="3"',
    )
  })

  test('every list that was shown can be taken along', async () => {
    const maya = await aPerson(world)
    await get('/me/suggestions', { person: maya })
    const answer = await world.app.request(`${BASE_URL}/me/suggestions/runs.json`, {
      headers: await headersOf({ person: maya }),
    })
    expect(answer.headers.get('content-disposition')).toContain('suggestions.json')
    expect(await answer.json()).toMatchObject([{ engineVersion: '1.0.0', list: expect.any(Array) }])
  })
})

describe('a start without an account', () => {
  const SENTENCE = 'my students to ask better questions'

  test('answers with competencies, the words that matched, and micro-credentials', async () => {
    const { status, html } = await get(`/start?want=${encodeURIComponent(SENTENCE)}`)
    expect(status).toBe(200)
    expect(html).toContain('Because you wrote')
    expect(html.indexOf('/m/questions-that-probe')).toBeGreaterThan(0)
    expect(html).toContain(encodeURIComponent(`/me/goals?want=${encodeURIComponent(SENTENCE)}`))
  })

  test('leads to the same sentence after the sign-in', async () => {
    const { html } = await get(`/me/goals?want=${encodeURIComponent(SENTENCE)}`, { person: await aPerson(world) })
    expect(html).toContain('value="questions"')
  })

  test('stores nothing and logs no word of it', async () => {
    const countAll = async () => {
      const { rows } = await world.owner.query(
        `select relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), false, true, '')))[1]::text as n
         from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
      )
      return rows
    }
    const before = await countAll()
    await get(`/start?want=${encodeURIComponent('a sentence that stays with me')}`)
    expect(await countAll()).toEqual(before)
    expect(world.logLines.join('\n')).not.toContain('stays')
  })

  test('says so kindly when it knows none of the words', async () => {
    const { html } = await get('/start?want=zzyzx')
    expect(html).toContain('We did not recognize these words.')
  })
})

test('a visit begins where work waits: an administrator on the overview, an educator on Today', async () => {
  const district = await aDistrict(world)
  const [dana, maya] = [await aPerson(world), await aPerson(world)]
  await join(world, district, { person: dana, roles: ['organizationAdmin'] })
  await join(world, district, { person: maya, roles: [] })
  expect((await get('/me', { person: dana })).location).toBe(`/org/${district.slug}/overview`)
  expect((await get('/me/today', { person: dana })).status).toBe(200)
  expect((await get('/me', { person: maya })).location).toBe('/me/today')
  await send(dana, '/me/plan', [['achievementId', (await anAchievement(world)).achievementId]])
  expect((await get('/me', { person: dana })).location).toBe('/me/today')
  expect((await get('/', { person: dana })).html).toContain('href="/me"')
})
