import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { aPasskey } from '../../testing/factories/passkey.ts'
import { aPerson, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { promote } from './actions/promote.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.clock.advance(3_600_000))

const MINUTE = 60_000
const weak = async (person: Someone): Promise<Browser> =>
  browserOf(world, await signedIn(world, person, { strong: false }))

async function addPasskey(browser: Browser): Promise<void> {
  const key = aPasskey()
  const asked = JSON.parse((await browser.json('/api/v1/passkeys/options', {})).text).options
  expect((await browser.json('/api/v1/passkeys', { response: key.register(asked) })).status).toBe(200)
}
async function addAddress(browser: Browser, email: string): Promise<void> {
  await browser.post('/me/settings/emails', { email }, '/me/settings')
  const code = /your code is (\d{6})/.exec((await browser.get('/me/settings')).text)?.[1] ?? ''
  expect((await browser.post('/me/settings/emails/prove', { code }, '/me/settings')).status).toBe(303)
}
async function lettersTo(address: string): Promise<string[]> {
  await world.settle()
  const { rows } = await world.owner.query('select text from mail_message where address = $1 order by id', [address])
  return rows.map(({ text }) => text)
}
async function linksTo(address: string): Promise<string[]> {
  const texts = await lettersTo(address)
  return texts.flatMap((text) => /http:\/\/localhost:3000(\/not-me\/\S+)/.exec(text)?.[1] ?? [])
}
async function waysOf(person: Someone): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select 'passkey' as way from passkey where person_id = $1
     union all select email::text from person_email where person_id = $1 and verified_at is not null
     union all select 'identity' from identity where person_id = $1 order by 1`,
    [person.id],
  )
  return rows.map(({ way }) => way)
}
async function anOperator(): Promise<Browser> {
  return browserOf(world, await signedIn(world, await aPerson(world, { platformAdmin: true })))
}

describe('an intruder in an account', () => {
  test('adds a passkey: "this was not me" takes it away, so that the account opens to its owner alone', async () => {
    const person = await aPerson(world)
    await addPasskey(await weak(person))
    expect(await waysOf(person)).toEqual(['passkey', person.email])
    const [link = ''] = await linksTo(person.email)
    await browserOf(world).post(link, {})
    expect(await waysOf(person)).toEqual([person.email])
    expect((await (await anOperator()).post('/admin/accounts', { email: person.email })).status).toBe(303)
    expect(await waysOf(person)).toEqual([person.email])
  })

  test('adds an address and then a passkey: the link about the first takes both', async () => {
    const person = await aPerson(world)
    const intruder = await weak(person)
    const other = `intruder-${person.id}@elsewhere.example`
    await addAddress(intruder, other)
    world.clock.advance(MINUTE)
    await addPasskey(intruder)
    const [link = ''] = await linksTo(person.email)
    await browserOf(world).post(link, {})
    expect(await waysOf(person)).toEqual([person.email])
  })

  test('asks for everything to be erased and adds a passkey: the link about the passkey calls the erasing off, and the account is kept', async () => {
    const person = await aPerson(world)
    const intruder = await weak(person)
    const form = { credentials: 'erase', confirmed: 'yes' }
    expect((await intruder.post('/me/settings/erase', form, '/me/settings')).status).toBe(303)
    await addPasskey(intruder)
    const openErasures = async () =>
      (
        await world.owner.query('select id from privacy_erasure where person_id = $1 and cancelled_at is null', [
          person.id,
        ])
      ).rowCount
    expect(await openErasures()).toBe(1)
    const link = (await linksTo(person.email)).at(-1) ?? ''
    await browserOf(world).post(link, {})
    expect(await openErasures()).toBe(0)
  })

  test('only asks for everything to be erased: the letter about it calls that off, ends every visit and shuts the account', async () => {
    const person = await aPerson(world)
    const intruder = await weak(person)
    const owner = await weak(person)
    const form = { credentials: 'erase', confirmed: 'yes' }
    expect((await intruder.post('/me/settings/erase', form, '/me/settings')).status).toBe(303)
    const [letter = ''] = await lettersTo(person.email)
    expect(letter).toContain('http://localhost:3000/me/settings#erase')
    expect(letter).toContain('calls the erasing off')
    const [link = ''] = await linksTo(person.email)
    const stranger = browserOf(world)
    expect((await stranger.get(link)).text).toContain('an erasing that was asked for is called off')
    expect((await stranger.post(link, {})).text).toContain('Your account is shut')
    const rows = async (sql: string) => (await world.owner.query(sql, [person.id])).rows
    const [erasure] = await rows('select cancelled_at, begun_at from privacy_erasure where person_id = $1')
    expect(erasure).toEqual({ cancelled_at: world.clock.now(), begun_at: null })
    const [account] = await rows('select disabled_at from person where id = $1')
    expect(account.disabled_at).toEqual(world.clock.now())
    for (const browser of [intruder, owner]) expect((await browser.get('/me/settings')).status).toBe(303)
    const types = await rows(`select type from log_entry where person_id = $1 order by id`)
    expect(types.map(({ type }) => type).slice(-3)).toEqual([
      'account.erasureAsked',
      'account.erasureCancelled',
      'account.frozen',
    ])
    expect((await stranger.post(link, {})).status).toBe(409)
  })

  test('gets no link at the address that was just added', async () => {
    const person = await aPerson(world)
    const other = `intruder-${person.id}@elsewhere.example`
    await addAddress(await weak(person), other)
    expect(await linksTo(person.email)).toHaveLength(1)
    expect(await linksTo(other)).toEqual([])
  })

  test("removes the owner's address: the link that this address got brings it back", async () => {
    const person = await aPerson(world)
    const intruder = await weak(person)
    await addAddress(intruder, `intruder-${person.id}@elsewhere.example`)
    const { rows } = await world.owner.query('select id, email::text from person_email where person_id = $1', [
      person.id,
    ])
    const idOf = (own: boolean) => rows.find(({ email }) => (email === person.email) === own).id
    await intruder.post('/me/settings/emails/prefer', { id: idOf(false) }, '/me/settings')
    await intruder.post('/me/settings/emails/remove', { id: idOf(true) }, '/me/settings')
    const links = await linksTo(person.email)
    expect(links).toHaveLength(2)
    for (const link of links.reverse()) await browserOf(world).post(link, {})
    expect(await waysOf(person)).toEqual([person.email])
  })
})

describe('the operator who opens a shut account', () => {
  test('sees each way in with the day it came, and takes away what its owner does not know', async () => {
    const person = await aPerson(world)
    await addPasskey(await weak(person))
    await world.owner.query('update person set disabled_at = now() where id = $1', [person.id])
    const operator = await anOperator()
    const seen = await operator.post('/admin/accounts/look', { email: person.email }, '/admin/accounts')
    expect(seen.text).toContain('Shut since')
    expect(seen.text).toContain(person.email)
    expect(seen.text).toContain('Passkey')
    expect(seen.text).toContain('2026')
    const { rows } = await world.owner.query(
      `select id from passkey where person_id = $1 union all select id from person_email where person_id = $1`,
      [person.id],
    )
    const all = rows.map(({ id }) => id)
    const none = await operator.post('/admin/accounts', { email: person.email, 'remove[]': all }, '/admin/accounts')
    expect([none.status, none.text.includes('last way into this account')]).toEqual([403, true])
    const opened = await operator.post(
      '/admin/accounts',
      { email: person.email, 'remove[]': all[0] },
      '/admin/accounts',
    )
    expect(opened.status).toBe(303)
    expect(await waysOf(person)).toEqual([person.email])
    expect((await (await weak(person)).get('/me/settings')).status).toBe(200)
  })

  test('is asked for the passkey before any account is shown', async () => {
    const person = await aPerson(world)
    const operator = await anOperator()
    world.clock.advance(6 * MINUTE)
    const refused = await operator.post('/admin/accounts/look', { email: person.email }, '/admin/accounts')
    expect(refused.status).toBe(403)
    expect(refused.text).not.toContain('Shut since')
  })
})

describe('the last way into an account', () => {
  test('stays: a passkey or an identity is not removed when nothing else opens the account', async () => {
    const person = await aPerson(world)
    const browser = await weak(person)
    await addPasskey(browser)
    await world.owner.query('delete from person_email where person_id = $1', [person.id])
    const { rows } = await world.owner.query('select id from passkey where person_id = $1', [person.id])
    const refused = await browser.post('/me/settings/passkeys/remove', { id: rows[0].id }, '/me/settings')
    expect([refused.status, refused.text.includes('This is the last way into this account')]).toEqual([403, true])
    const identity = world.home.ports.newId()
    await world.owner.query(
      "insert into identity (id, person_id, issuer, subject, created_at) values ($1, $2, 'https://login.example', $1::uuid::text, now())",
      [identity, person.id],
    )
    expect((await browser.post('/me/settings/passkeys/remove', { id: rows[0].id }, '/me/settings')).status).toBe(303)
    world.clock.advance(MINUTE)
    const last = await (await weak(person)).post('/me/settings/identities/remove', { id: identity }, '/me/settings')
    expect(last.status).toBe(403)
    expect(await waysOf(person)).toEqual(['identity'])
  })
})

describe('who has no passkey and is asked for one', () => {
  test('is offered to add one, not a code by mail that would lead in a circle', async () => {
    const person = await aPerson(world)
    const browser = await weak(person)
    const asked = await browser.get('/step-up?next=/org/x/people')
    expect(asked.text).toContain('href="/me/passkey?next=%2Forg%2Fx%2Fpeople"')
    expect(asked.text).not.toContain('action="/step-up/send"')
    await addPasskey(browser)
    const { rows } = await world.owner.query(
      'select step_up_at from session where person_id = $1 and ended_at is null',
      [person.id],
    )
    expect(rows.map(({ step_up_at }) => step_up_at)).toContainEqual(world.clock.now())
  })

  test('confirms changes of the own account by a code as before', async () => {
    const browser = await weak(await aPerson(world))
    const asked = await browser.get('/step-up?next=/me/settings')
    expect(asked.text).toContain('action="/step-up/send"')
  })
})

test('an administrator named on the console becomes one by proving the address', async () => {
  const email = 'named@lakeview.example'
  const ctx = world.as({ system: 'console' })
  const personId = await promote(ctx, { email, name: 'Named' })
  expect(await promote(ctx, { email, name: 'Named' })).toBe(personId)
  const emails = async () =>
    (
      await world.owner.query(
        'select person_id, verified_at is not null as proven from person_email where email = $1',
        [email],
      )
    ).rows
  expect(await emails()).toEqual([{ person_id: personId, proven: false }])
  const named = browserOf(world)
  await named.post('/sign-in', { email })
  await world.settle()
  const { rows } = await world.owner.query('select text from mail_message where address = $1', [email])
  await named.post('/sign-in/code', { code: /\b\d{6}\b/.exec(rows[0].text)?.[0] ?? '' })
  expect(await emails()).toEqual([{ person_id: personId, proven: true }])
  expect((await named.get('/me/settings')).text).toContain('Named')
})
