import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf, type Seen } from '../../testing/browser.ts'
import { aPerson, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
// Each test an hour later: the limits of one test are not the next one's.
beforeEach(() => world.clock.advance(3_600_000))

const MINUTE = 60_000

/** Code and link of the newest message to this address, as the person reads them. */
async function message(email: string): Promise<{ code: string; link: string; subject: string; text: string }> {
  await world.settle()
  const { rows } = await world.owner.query(
    'select subject, text from mail_message where address = $1 order by id desc limit 1',
    [email],
  )
  const text: string = rows[0]?.text ?? ''
  return {
    subject: rows[0]?.subject,
    text,
    code: /\b(\d{6})\b/.exec(text)?.[1] ?? '',
    link: new URL(/https?:\S+\/sign-in\/link\/\S+/.exec(text)?.[0] ?? 'http://none.invalid/').pathname,
  }
}
async function countMail(email: string): Promise<number> {
  await world.settle()
  const { rows } = await world.owner.query('select count(*)::int as n from mail_message where address = $1', [email])
  return rows[0].n
}
function start(browser: Browser, email: string, next?: string): Promise<Seen> {
  return browser.post('/sign-in', { email, ...(next ? { next } : {}) }, '/sign-in')
}
/** Another number than the right one. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('sign-in by mail', () => {
  test('what the page asks for passkeys, answered late, does not undo the sign-in begun meanwhile', async () => {
    const slow = browserOf(world)
    await slow.json('/api/v1/passkeys/sign-in/options', {})
    const browser = browserOf(world)
    await start(browser, 'quick@school.example')
    for (const [name, value] of slow.cookies) browser.cookies.set(name, value)
    const { code } = await message('quick@school.example')
    expect((await browser.post('/sign-in/code', { code })).status).toBe(303)
  })

  test('a new address becomes a person at its first proof and is asked for name and work', async () => {
    const browser = browserOf(world)
    const started = await start(browser, ' New.Teacher@School.Example ', '/explore')
    expect([started.status, started.location]).toEqual([303, '/sign-in/code'])
    const page = await browser.get('/sign-in/code')
    expect(page.text).toContain('If that address can sign in, a message is on its way')
    const { code, subject } = await message('new.teacher@school.example')
    expect(subject).toBe('Your sign-in link for Cairn')
    const entered = await browser.post('/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect([entered.status, entered.location]).toEqual([303, '/welcome?next=%2Fexplore'])
    world.clock.advance(1_000)
    const welcomed = await browser.post(
      '/welcome',
      {
        name: 'Noor Haddad',
        locale: 'es',
        timeZone: 'America/Denver',
        workRole: 'teacher',
        'grades[]': ['3', '4'],
        next: '/explore',
      },
      '/welcome?next=%2Fexplore',
    )
    expect([welcomed.status, welcomed.location]).toEqual([303, '/me/passkey?next=%2Fexplore'])
    expect(browser.cookies.get('cairn-look')).toBe('lang=es&theme=system')
    expect((await browser.get('/me/settings')).text).toContain('Noor Haddad')
    expect((await message('new.teacher@school.example')).subject).toBe(
      'Te damos la bienvenida. Una pregunta para empezar',
    )
  })

  test('a known person lands where they wanted to go', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world)
    await start(browser, person.email, '/me/settings')
    const { code } = await message(person.email)
    const entered = await browser.post('/sign-in/code', { code })
    expect(entered.location).toBe('/me/passkey?next=%2Fme%2Fsettings')
    const { rows } = await world.owner.query('select count(*)::int as n from person where id = $1', [person.id])
    expect(rows[0].n).toBe(1)
  })

  test('a way on to another site is forgotten', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world)
    await start(browser, person.email, '//evil.example/x')
    const entered = await browser.post('/sign-in/code', { code: (await message(person.email)).code })
    expect(entered.location).toBe('/me/passkey')
  })

  test('what is no address is said at the field and kept', async () => {
    const seen = await start(browserOf(world), 'not an address')
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('Write an address such as')
    expect(seen.text).toContain('value="not an address"')
  })

  test('the database holds neither link nor code', async () => {
    const email = 'secret@school.example'
    const browser = browserOf(world)
    await start(browser, email)
    const { rows: letters } = await world.owner.query(
      "select body::text from outbox where kind = 'mail' order by id desc limit 1",
    )
    const { rows: proofs } = await world.owner.query(
      'select to_jsonb(s)::text as row from sign_in s where email = $1',
      [email],
    )
    const { code, link } = await message(email)
    const token = link.split('/').at(-1) ?? ''
    for (const text of [letters[0].body, proofs[0].row]) {
      expect(text).not.toContain(code)
      expect(text).not.toContain(token)
    }
  })
})

describe('no enumeration', () => {
  test('a known, a new, a frozen and an over-asked address get the same status, place and words', async () => {
    const known = await aPerson(world)
    const frozen = await aPerson(world)
    await world.owner.query('update person set disabled_at = now() where id = $1', [frozen.id])
    const tired = 'tired@school.example'
    for (let i = 0; i < 4; i++) {
      await start(browserOf(world), tired)
      world.clock.advance(61_000)
    }
    const seen: string[] = []
    for (const email of [known.email, 'nobody@school.example', frozen.email, tired]) {
      const browser = browserOf(world)
      const started = await start(browser, email)
      const page = await browser.get('/sign-in/code')
      const words = page.text
        .replaceAll(email, 'ADDRESS')
        .replace(/your code is \d{6}/, 'CODE')
        .replace(/<p class="numbers serif account-code">[^<]*/, 'NUMBER')
        .replace(/value="[^"]*"|nonce="[^"]*"/g, '')
        .replace(/<div class="notice notice-info">.*?<\/div><\/div>/s, '')
      seen.push(JSON.stringify([started.status, started.location, page.status, words]))
    }
    expect(new Set(seen).size).toBe(1)
  })

  test('a frozen account opens to no proof', async () => {
    const person = await aPerson(world)
    await world.owner.query('update person set disabled_at = now() where id = $1', [person.id])
    const browser = browserOf(world)
    await start(browser, person.email)
    expect(await countMail(person.email)).toBe(0)
  })

  test('a person of the demonstration comes in by its own door alone', async () => {
    const person = await aPerson(world)
    await world.owner.query('update person set demo = true where id = $1', [person.id])
    const browser = browserOf(world)
    await start(browser, person.email)
    const { code } = await message(person.email)
    const refused = await browser.post('/sign-in/code', { code })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('person of the demonstration')
  })
})

describe('links', () => {
  test('D-link-opened-by-scanner: GET and HEAD show a page and use nothing up', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world)
    await start(browser, person.email)
    const { link } = await message(person.email)
    for (let i = 0; i < 3; i++) {
      const page = await browserOf(world).get(link)
      expect(page.status).toBe(200)
      expect(page.headers.get('cache-control')).toBe('no-store')
    }
    expect((await browser.get(link)).text).toContain('One press and you are in')
    expect((await browser.post(link, {})).status).toBe(303)
  })

  test('D-link-reuse: two presses at the same moment make one session, a later one none', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world)
    await start(browser, person.email)
    const { link, code } = await message(person.email)
    const token = await browser.token(link)
    const both = await Promise.all([browser.send(link, {}, token), browser.send(link, {}, token)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await browser.post('/sign-in/code', { code })).status).toBe(409)
    const { rows } = await world.owner.query('select count(*)::int as n from session where person_id = $1', [person.id])
    expect(rows[0].n).toBe(1)
  })

  test('D-link-reuse: after ten minutes, and after a newer message, the link is over', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world)
    await start(browser, person.email)
    const first = await message(person.email)
    world.clock.advance(2 * MINUTE)
    const other = browserOf(world)
    await start(other, person.email)
    expect((await browser.post(first.link, {})).status).toBe(409)
    const second = await message(person.email)
    world.clock.advance(10 * MINUTE)
    expect((await other.get(second.link)).text).toContain('This link is over')
    expect((await other.post(second.link, {})).status).toBe(409)
    expect((await other.post('/sign-in/code', { code: second.code })).status).toBe(409)
  })

  test('D-link-in-other-browser: elsewhere it asks for the number that only the asking browser shows', async () => {
    const person = await aPerson(world)
    const desktop = browserOf(world)
    await start(desktop, person.email)
    const { link, code } = await message(person.email)
    const phone = browserOf(world)
    expect((await phone.get(link)).text).toContain('asked for in another browser')
    // Neither a bare press nor the code of the mail opens it there: the mail may have been forwarded.
    expect((await phone.post(link, {})).status).toBe(422)
    expect((await phone.post(link, { code })).status).toBe(422)
    const shown = /account-code">(\d{3}) (\d{3})/.exec((await desktop.get('/sign-in/code')).text)
    expect((await phone.post(link, { code: `${shown?.[1]}${shown?.[2]}` })).status).toBe(303)
    expect((await phone.get('/me/settings')).status).toBe(200)
    expect((await desktop.get('/me/settings')).status).toBe(303)
  })
})

describe('limits', () => {
  test('D-code-brute-force: five tries, then the code is dead, the right one too', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world)
    await start(browser, person.email)
    const { code } = await message(person.email)
    for (const left of [4, 3, 2, 1]) {
      const refused = await browser.post('/sign-in/code', { code: wrong(code) })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain(left === 1 ? '1 try is left' : `${left} tries are left`)
    }
    expect((await browser.post('/sign-in/code', { code: wrong(code) })).status).toBe(409)
    expect((await browser.post('/sign-in/code', { code })).status).toBe(409)
  })

  test('D-code-brute-force: twenty tries a day for one account, over all its codes', async () => {
    const person = await aPerson(world)
    for (let round = 0; round < 4; round++) {
      const browser = browserOf(world)
      await start(browser, person.email)
      const { code } = await message(person.email)
      for (let i = 0; i < 5; i++) await browser.post('/sign-in/code', { code: wrong(code) })
      world.clock.advance(16 * MINUTE)
    }
    const browser = browserOf(world)
    await start(browser, person.email)
    const { code } = await message(person.email)
    const refused = await browser.post('/sign-in/code', { code })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3600)
  })

  test('D-mail-bombing: one message a minute, three a quarter of an hour, ten a day; what is seen does not change', async () => {
    const email = 'bombed@school.example'
    async function ask(times: number, every: number): Promise<Set<string>> {
      const seen = new Set<string>()
      for (let i = 0; i < times; i++) {
        const { status, location } = await start(browserOf(world), email)
        await world.settle()
        seen.add(`${status} ${location}`)
        world.clock.advance(every)
      }
      return seen
    }
    expect(await ask(4, 1_000)).toEqual(new Set(['303 /sign-in/code']))
    expect(await countMail(email)).toBe(1)
    world.clock.advance(MINUTE)
    expect(await ask(4, MINUTE + 1_000)).toEqual(new Set(['303 /sign-in/code']))
    expect(await countMail(email)).toBe(3)
    for (let i = 0; i < 5; i++) {
      world.clock.advance(3_600_000)
      await ask(3, MINUTE + 1_000)
    }
    expect(await countMail(email)).toBe(10)
  })

  test('a double press sends one message, and the first message still opens the door', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world)
    await start(browser, person.email)
    await start(browser, person.email)
    expect(await countMail(person.email)).toBe(1)
    expect((await browser.post('/sign-in/code', { code: (await message(person.email)).code })).status).toBe(303)
  })

  test('twenty starts an hour from one network, then 429 with the time to wait', async () => {
    for (let i = 0; i < 20; i++) expect((await start(browserOf(world), `crowd-${i}@school.example`)).status).toBe(303)
    const refused = await start(browserOf(world), 'crowd-20@school.example')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('sessions', () => {
  test('D-session-life-cycle: a new id at sign-in, and the id from before is dead', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world, await signedIn(world, person))
    const before = browser.cookies.get('cairn')
    const fresh = browserOf(world)
    await start(fresh, person.email)
    const { code } = await message(person.email)
    fresh.cookies.set('cairn', before ?? '')
    // The page's token belongs to the session now, so the form is sent as that page would.
    expect((await fresh.post('/sign-in/code', { code })).status).toBe(303)
    expect(fresh.cookies.get('cairn')).not.toBe(before)
    expect((await browser.get('/me/settings')).status).toBe(303)
    expect((await fresh.get('/me/settings')).status).toBe(200)
  })

  test('D-session-life-cycle: signing out ends the session on the server', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world, await signedIn(world, person))
    const token = browser.cookies.get('cairn') ?? ''
    expect((await browser.post('/sign-out', {}, '/me/settings')).status).toBe(303)
    expect(browser.cookies.has('cairn')).toBe(false)
    expect((await browserOf(world, { cookie: `cairn=${token}` }).get('/me/settings')).status).toBe(303)
  })

  test.each([
    ['idle for 14 days', 14 * 24, 303],
    ['idle for 13 days', 13 * 24, 200],
  ])('D-session-life-cycle: %s', async (_case, hours, status) => {
    const browser = browserOf(world, await signedIn(world, await aPerson(world)))
    world.clock.advance(hours * 3_600_000)
    expect((await browser.get('/me/settings')).status).toBe(status)
  })

  test('D-session-life-cycle: ninety days are the end, however busy', async () => {
    const browser = browserOf(world, await signedIn(world, await aPerson(world)))
    for (let day = 0; day < 89; day += 10) {
      world.clock.advance(10 * 24 * 3_600_000)
      if (day < 80) expect((await browser.get('/me/settings')).status).toBe(200)
    }
    expect((await browser.get('/me/settings')).status).toBe(303)
  })

  test('D-session-life-cycle: a disabled person is out at the next request', async () => {
    const person = await aPerson(world)
    const browser = browserOf(world, await signedIn(world, person))
    await world.owner.query('update person set disabled_at = $2 where id = $1', [person.id, world.clock.now()])
    expect((await browser.get('/me/settings')).status).toBe(303)
  })

  test('D-session-revocation: one of two, then all others; each takes effect at the next request', async () => {
    const person = await aPerson(world)
    const here = browserOf(world, await signedIn(world, person))
    world.clock.advance(1_000)
    const there = browserOf(world, await signedIn(world, person))
    world.clock.advance(1_000)
    const third = browserOf(world, await signedIn(world, person))
    const ids = [...(await here.get('/me/settings')).text.matchAll(/sessions\/end".*?name="id" value="([^"]+)"/gs)].map(
      (m) => m[1] ?? '',
    )
    expect(ids).toHaveLength(2)
    const { rows } = await world.owner.query(
      'select id from session where person_id = $1 order by created_at, id offset 1 limit 1',
      [person.id],
    )
    await here.post('/me/settings/sessions/end', { id: rows[0].id }, '/me/settings')
    expect((await there.get('/me/settings')).status).toBe(303)
    expect((await third.get('/me/settings')).status).toBe(200)
    await here.post('/me/settings/sessions/end-others', {}, '/me/settings')
    expect((await third.get('/me/settings')).status).toBe(303)
    expect((await here.get('/me/settings')).status).toBe(200)
  })

  test('D-session-revocation: nobody ends the session of another', async () => {
    const person = await aPerson(world)
    const other = await aPerson(world)
    const theirs = browserOf(world, await signedIn(world, other))
    const { rows } = await world.owner.query('select id from session where person_id = $1', [other.id])
    await browserOf(world, await signedIn(world, person)).post(
      '/me/settings/sessions/end',
      { id: rows[0].id },
      '/me/settings',
    )
    expect((await theirs.get('/me/settings')).status).toBe(200)
  })

  test('more than twenty sessions: the oldest ends', async () => {
    const person = await aPerson(world)
    const oldest = browserOf(world, await signedIn(world, person))
    for (let i = 0; i < 20; i++) {
      world.clock.advance(1_000)
      await signedIn(world, person)
    }
    expect((await oldest.get('/me/settings')).status).toBe(303)
  })
})
