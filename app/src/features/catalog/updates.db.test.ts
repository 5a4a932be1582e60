import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smtpMailer } from '../../platform/smtp.ts'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aPerson, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import { beginWeek, writeDigests } from './actions/digest.ts'
import { forgetUpdates } from './actions/forget-updates.ts'
import { ownSubscriptions } from './views/take-out.ts'

const WEEK = 7 * 24 * 3_600_000
let server: SMTPServer
let received: ParsedMail[]
let world: World
let serial = 0

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  world = await openWorld('2026-12-01T16:00:00Z', {
    mail: smtpMailer(`smtp://127.0.0.1:${port}`, 'Lakeview Learns <learn@lakeview.example>'),
    settings: { mailLeaves: true, demo: false, loopback: true, notices: [], judgingMs: 2_000 },
  })
})
afterAll(async () => {
  await world.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
beforeEach(async () => {
  await world.settle()
  received = []
  await world.owner.query('delete from update_subscriber')
  await world.owner.query('delete from update_request')
  world.clock.advance(WEEK)
})

const address = () => `one${++serial}@school.example`
const linkIn = (mail: ParsedMail | undefined, kind: string) =>
  new RegExp(`${BASE_URL}(/updates/${kind}/[\\w-]{43})`).exec(mail?.text ?? '')?.[1] ?? ''
const count = async (table: string) => (await world.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n
const newsOf = (mail: ParsedMail | undefined) => mail?.text ?? ''

/** Asks, follows the letter's link, presses: as a person does. */
async function subscribed(topics: readonly string[], language = 'en') {
  const email = address()
  const browser = browserOf(world)
  await browser.post('/updates', { email, 'topics[]': topics, language })
  await world.settle()
  const confirm = linkIn(received.at(-1), 'confirm')
  const done = await browser.post(confirm, {})
  received = []
  world.clock.advance(20 * 60_000)
  return { email, browser, own: done.location ?? '' }
}

async function aWeekLater() {
  world.clock.advance(WEEK)
  await beginWeek(world.as({ system: 'sweep' }))
  await world.settle()
}

describe('asking', () => {
  test('the answer is the same for a new address, a known one and one over its limit; nothing is kept until the link is pressed', async () => {
    const { email: known } = await subscribed(['D'])
    const fresh = address()
    const answers = []
    for (const email of [fresh, known, known, known]) {
      const browser = browserOf(world)
      const { status, location } = await browser.post('/updates', { email, 'topics[]': ['B', 'news'], language: 'en' })
      const { text } = await browser.get('/updates')
      answers.push([status, location, text.includes('Look in your mailbox')])
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['[303,"/updates",true]']))
    await world.settle()
    expect(received.map(({ to }) => [to].flat()[0]?.text).sort()).toEqual([known, fresh].sort())
    expect(await count('update_subscriber')).toBe(1)
    const { rows } = await world.owner.query(
      "select count(*)::int as n from log_entry where type like 'updates.%' and body::text like '%@%'",
    )
    expect(rows[0].n).toBe(0)
  })

  test('a stranger’s mailbox gets six letters a month at most, whoever asks and from wherever', async () => {
    const email = address()
    for (let day = 0; day < 12; day++) {
      for (let press = 0; press < 5; press++)
        await browserOf(world).post('/updates', { email, 'topics[]': ['A'], language: 'en' })
      world.clock.advance(2 * 24 * 3_600_000)
    }
    await world.settle()
    expect(received).toHaveLength(6)
  })

  test('looking at the link confirms nothing, pressing it does, and a second time says that it is over', async () => {
    const browser = browserOf(world)
    await browser.post('/updates', { email: address(), 'topics[]': ['D'], language: 'es' })
    await world.settle()
    expect(received[0]?.subject).toBe('Confirma: novedades por correo de Cairn')
    expect(received[0]?.text).toContain('Práctica de enseñanza')
    const link = linkIn(received[0], 'confirm')
    expect((await browser.get(link)).status).toBe(200)
    expect(await count('update_subscriber')).toBe(0)
    expect((await browser.post(link, {})).location).toMatch(/^\/updates\/own\/[\w-]{43}$/)
    expect(await count('update_subscriber')).toBe(1)
    expect(await count('update_request')).toBe(0)
    expect((await browser.get(link)).text).toContain('This link is over')
  })

  test('an address nobody confirmed is forgotten with the next request', async () => {
    await browserOf(world).post('/updates', { email: address(), 'topics[]': ['D'], language: 'en' })
    world.clock.advance(49 * 3_600_000)
    await browserOf(world).post('/updates', { email: address(), 'topics[]': ['D'], language: 'en' })
    expect(await count('update_request')).toBe(1)
  })

  test.each([
    ['an address with a second receiver', 'a@school.example, b@school.example', ['D']],
    ['an address with a line of a header', 'a@school.example\r\nBcc: b@school.example', ['D']],
    ['no address', 'nobody', ['D']],
    ['nothing to hear of', 'a@school.example', []],
    ['a strand that is none', 'a@school.example', ['Z']],
  ])('%s is refused with a sentence, and what was typed stays', async (_what, email, topics) => {
    const browser = browserOf(world)
    const { status, text } = await browser.post('/updates', { email, 'topics[]': topics, language: 'en' })
    expect(status).toBe(422)
    expect(text).toContain('role="alert"')
    await world.settle()
    expect(received).toEqual([])
  })

  test('a form of another site asks for nobody', async () => {
    const body = new URLSearchParams({ email: address(), 'topics[]': 'D', language: 'en' }).toString()
    for (const [name, value] of [
      ['sec-fetch-site', 'cross-site'],
      ['origin', 'https://evil.example'],
    ] as const)
      expect(
        (
          await world.app.request(`${BASE_URL}/updates`, {
            method: 'POST',
            body,
            headers: { [name]: value, 'content-type': 'application/x-www-form-urlencoded' },
          })
        ).status,
      ).toBe(403)
    expect(await count('update_request')).toBe(0)
  })
})

describe('the weekly letter', () => {
  test('tells what joined the chosen strands since, once a week, in the reader’s language, with the way out in its headers', async () => {
    const { email, own } = await subscribed(['D'], 'es')
    const mine = await anAchievement(world, { strand: 'D', title: 'Ask, then wait' })
    await anAchievement(world, { strand: 'E', title: 'Of another strand' })
    await aWeekLater()
    await world.owner.query("delete from installation where key = 'updates.week'")
    await beginWeek(world.as({ system: 'sweep' }))
    await world.settle()
    expect(received).toHaveLength(1)
    const [mail] = received
    expect([mail?.to].flat()[0]?.text).toBe(email)
    expect(mail?.subject).toBe('Novedades en Cairn: 1 microcredencial')
    expect(newsOf(mail)).toContain('Ask, then wait (Práctica de enseñanza)')
    expect(newsOf(mail)).toContain(`${BASE_URL}/m/${mine.slug}`)
    expect(String(mail?.html)).toContain(`<a href="${BASE_URL}/m/${mine.slug}"`)
    expect(newsOf(mail)).not.toContain('Of another strand')
    expect(linkIn(mail, 'own')).toBe(own)
    const list = mail?.headerLines
      .filter(({ key }) => key.startsWith('list-unsubscribe'))
      .map(({ line }) => line.replace(/\s+/g, ' '))
    expect(list?.sort()).toEqual(
      ['List-Unsubscribe-Post: List-Unsubscribe=One-Click', `List-Unsubscribe: <${BASE_URL}${own}/one-click>`].sort(),
    )
    received = []
    await aWeekLater()
    expect(received).toEqual([])
  })

  test('one press of a mail program ends it, without cookie, page or body; again is the same, and the address is gone', async () => {
    const { email, own } = await subscribed(['D'])
    const press = (token: string) =>
      world.app.request(`${BASE_URL}/updates/own/${token}/one-click`, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    const token = own.split('/').at(-1) ?? ''
    // A program that only looks leaves nobody.
    expect((await browserOf(world).get(`${own}/one-click`)).location).toBe(own)
    expect(await count('update_subscriber')).toBe(1)
    for (const one of [token, token, 'nobody-has-this']) expect((await press(one)).status).toBe(200)
    expect(await count('update_subscriber')).toBe(0)
    await anAchievement(world, { strand: 'D' })
    await aWeekLater()
    expect(received.filter(({ to }) => [to].flat()[0]?.text === email)).toEqual([])
    expect((await browserOf(world).get(own)).status).toBe(404)
  })

  test('a letter that waited while its receiver left is not sent', async () => {
    const { own } = await subscribed(['D'])
    await anAchievement(world, { strand: 'D' })
    await writeDigests(world.as({ system: 'digests' }), { body: { week: 'this one' } })
    const { rows } = await world.owner.query("select id from outbox where kind = 'digest' and state = 'due'")
    expect(rows).toHaveLength(1)
    const browser = browserOf(world)
    await browser.post(`${own}/leave`, {}, own)
    await world.settle()
    expect(received).toEqual([])
  })

  test('on one’s own page the choice changes, and leaving there works without script', async () => {
    const { own, browser } = await subscribed(['D'])
    expect((await browser.post(own, { 'topics[]': ['E', 'news'], language: 'es' }, own)).location).toBe(own)
    await anAchievement(world, { strand: 'D', title: 'No longer wanted' })
    await anAchievement(world, { strand: 'E', title: 'Wanted now' })
    await aWeekLater()
    expect(newsOf(received[0])).toContain('Wanted now')
    expect(newsOf(received[0])).not.toContain('No longer wanted')
    expect((await browser.post(`${own}/leave`, {}, own)).location).toBe('/updates')
    expect(await count('update_subscriber')).toBe(0)
  })
})

describe('news of the site', () => {
  test('a platform administrator writes it; page, feed and letter tell it, and what is taken back is told nowhere', async () => {
    const admin = await aPerson(world, { platformAdmin: true })
    await subscribed(['news'])
    const admins = async () => browserOf(world, await signedIn(world, admin))
    const browser = await admins()
    const words = { 'en.title': 'Closed on\r\nBcc: x@y.example Friday', 'en.text': 'We move to <a> new machine.' }
    expect((await browser.post('/admin/news', { ...words, 'es.title': '', 'es.text': '' })).location).toBe(
      '/admin/news',
    )
    expect((await browserOf(world).get('/updates')).text).toContain('We move to &lt;a> new machine.')
    await aWeekLater()
    expect(received[0]?.subject).toBe('New at Cairn: news of the site')
    expect(received[0]?.bcc).toBeUndefined()
    expect(newsOf(received[0])).toContain('We move to <a> new machine.')
    expect(String(received[0]?.html)).toContain('&lt;a&gt; new machine')
    const later = await admins()
    const id = /name="id" value="([^"]+)"/.exec((await later.get('/admin/news')).text)?.[1] ?? ''
    expect((await later.post('/admin/news/withdraw', { id }, '/admin/news')).location).toBe('/admin/news')
    expect((await browserOf(world).get('/updates')).text).not.toContain('new machine')
    expect(
      (await later.post('/admin/news', { 'en.title': 'No text', 'en.text': '', 'es.title': '', 'es.text': '' })).status,
    ).toBe(422)
  })
})

describe('the feed', () => {
  const feed = async (query = '') => {
    const answer = await world.app.request(`${BASE_URL}/updates.atom${query}`)
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    return answer.text()
  }
  test('is Atom: one id, title, updated and author, entries with theirs, text escaped, and each strand by itself', async () => {
    await anAchievement(world, { strand: 'H', title: 'Sums & "signs" <b>' })
    const xml = await feed('?strand=H')
    for (const tag of ['id', 'title', 'updated', 'author'])
      expect(xml.split('<entry')[0]?.match(new RegExp(`<${tag}>`, 'g'))).toHaveLength(1)
    expect(xml).toContain('Sums &#38; &#34;signs&#34; &#60;b&#62;')
    const entries = xml.split('<entry').slice(1)
    expect(entries).toHaveLength(1)
    for (const entry of entries) {
      expect(entry).toMatch(/<id>urn:uuid:[0-9a-f-]{36}<\/id>/)
      expect(entry).toMatch(/<updated>\d{4}-\d\d-\d\dT[\d:.]+Z<\/updated>/)
      expect(entry).toMatch(/<category term="H"/)
    }
    expect(xml).toContain(`<link rel="self" type="application/atom+xml" href="${BASE_URL}/updates.atom?strand=H"/>`)
    expect(tagsBalance(xml)).toBe(true)
    expect((await feed()).split('<entry').length).toBeGreaterThan(entries.length + 1)
    expect(await feed('?language=es&strand=H')).toContain('xml:lang="es"')
  })

  /** Every element that opens closes, in order. */
  function tagsBalance(xml: string): boolean {
    const open: string[] = []
    for (const [, close, name = '', own] of xml.replace(/<\?[^>]*\?>/, '').matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
      if (own) continue
      if (!close) open.push(name)
      else if (open.pop() !== name) return false
    }
    return open.length === 0
  }
})

test('a person takes along what their address asked for, and whose account goes is written to no more', async () => {
  const { email } = await subscribed(['D'])
  const person = await aPerson(world, { email })
  const own = world.as({ personId: person.id })
  expect((await ownSubscriptions(own)).updates).toMatchObject([{ email, topics: ['D'], language: 'en' }])
  await forgetUpdates(own)
  expect(await count('update_subscriber')).toBe(0)
})
