import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { aPerson, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let maria: Someone
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.advance(24 * 3_600_000)
  maria = await aPerson(world)
})

const MINUTE = 60_000
async function codes(): Promise<string[]> {
  await world.settle()
  const { rows } = await world.owner.query('select text from mail_message where address = $1 order by id', [
    maria.email,
  ])
  return rows.map(({ text }) => /\b(\d{6})\b/.exec(text)?.[1] ?? '')
}
const start = (browser: Browser) => browser.post('/sign-in', { email: maria.email }, '/sign-in')
const type = (browser: Browser, code: string) => browser.post('/sign-in/code', { code }, '/sign-in/code')

/** A browser that Maria signed in with before and out again: of all its cookies one is left. */
async function herOwn(): Promise<Browser> {
  const browser = browserOf(world)
  await start(browser)
  expect((await type(browser, (await codes()).at(-1) ?? '')).status).toBe(303)
  browser.cookies.delete('cairn')
  world.clock.advance(16 * MINUTE)
  return browser
}

describe('a stranger who knows nothing but the address', () => {
  test('uses up every message of the day, and the owner still gets one where she was before', async () => {
    const own = await herOwn()
    for (let round = 0; round < 12; round++) {
      await start(browserOf(world))
      world.clock.advance(16 * MINUTE)
    }
    const before = (await codes()).length
    await start(browserOf(world))
    expect(await codes()).toHaveLength(before)
    await start(own)
    expect(await codes()).toHaveLength(before + 1)
    expect((await type(own, (await codes()).at(-1) ?? '')).status).toBe(303)
  })

  test('types wrong codes all day, and the code of the owner opens', async () => {
    const own = await herOwn()
    for (let round = 0; round < 5; round++) {
      const stranger = browserOf(world)
      await start(stranger)
      for (let tries = 0; tries < 5; tries++) await type(stranger, '000000')
      world.clock.advance(16 * MINUTE)
    }
    await start(own)
    expect((await type(own, (await codes()).at(-1) ?? '')).status).toBe(303)
  })

  test('asks after the owner did, and her open code stays good', async () => {
    const own = await herOwn()
    await start(own)
    const hers = (await codes()).at(-1) ?? ''
    world.clock.advance(2 * MINUTE)
    const stranger = browserOf(world)
    await start(stranger)
    for (let tries = 0; tries < 5; tries++) await type(stranger, '000000')
    expect((await type(own, hers)).status).toBe(303)
  })

  test('makes up the mark of a known browser and wins nothing by it', async () => {
    await herOwn()
    const stranger = browserOf(world)
    for (let round = 0; round < 3; round++) {
      await start(stranger)
      world.clock.advance(2 * MINUTE)
    }
    const before = (await codes()).length
    stranger.cookies.set('cairn-known', 'made.up.mark')
    await start(stranger)
    expect(await codes()).toHaveLength(before)
  })
})

test('in a known browser the day has its limits too', async () => {
  const own = await herOwn()
  const before = (await codes()).length
  for (let round = 0; round < 12; round++) {
    await start(own)
    await codes()
    world.clock.advance(16 * MINUTE)
  }
  expect((await codes()).length - before).toBe(10)
})

describe('a code to the own address', () => {
  test('that is not sent is said so, with the time to try again', async () => {
    const browser = browserOf(world, await signedIn(world, maria, { strong: false }))
    const send = () => browser.post('/step-up/send', { next: '/me/settings' }, '/step-up?next=/me/settings')
    for (let round = 0; round < 3; round++) {
      expect((await send()).status).toBe(303)
      await codes()
      world.clock.advance(2 * MINUTE)
    }
    expect(await codes()).toHaveLength(3)
    const full = await send()
    expect(full.status).toBe(429)
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await codes()).toHaveLength(3)
  })

  test('is not used up by strangers who ask for the same address', async () => {
    for (let round = 0; round < 4; round++) await start(browserOf(world))
    const before = (await codes()).length
    const browser = browserOf(world, await signedIn(world, maria, { strong: false }))
    expect((await browser.post('/step-up/send', { next: '/me/settings' }, '/step-up?next=/me/settings')).status).toBe(
      303,
    )
    expect(await codes()).toHaveLength(before + 1)
  })
})
