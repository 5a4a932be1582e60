import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namingOf } from '../../platform/naming.ts'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { theStarterCatalog } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, aSetUpCode, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

const MINUTE = 60_000
const founder = { name: 'Iris Novak', email: 'iris@lakeview.example' }

describe('the one-time code', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  test('before the server printed one there is no set-up page', async () => {
    expect((await browserOf(world).get('/setup')).status).toBe(404)
  })

  test('D-first-run-race: only a hash is kept; a wrong code opens nothing', async () => {
    const opened = await aSetUpCode(world)
    const { rows } = await world.owner.query("select value::text from installation where key = 'setup.code'")
    expect(rows[0].value).not.toContain(opened?.code)
    const refused = await browserOf(world).post('/setup', { ...founder, code: 'x'.repeat(22) })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('not the code the server printed')
    expect(refused.text).toContain('value="Iris Novak"')
  })

  test('D-first-run-race: five wrong tries close it, also for the right code, until the next start', async () => {
    const opened = await aSetUpCode(world)
    const browser = browserOf(world)
    for (let i = 0; i < 5; i++) await browser.post('/setup', { ...founder, code: `wrong-${i}` })
    expect((await browser.post('/setup', { ...founder, code: opened?.code ?? '' })).status).toBe(409)
    expect((await aSetUpCode(world))?.code).not.toBe(opened?.code)
  })

  test('after thirty minutes it is over', async () => {
    const opened = await aSetUpCode(world)
    world.clock.advance(30 * MINUTE)
    expect((await browserOf(world).post('/setup', { ...founder, code: opened?.code ?? '' })).status).toBe(409)
  })

  test('D-first-run-race: of two people with the code one wins; nobody else is an administrator', async () => {
    const opened = await aSetUpCode(world)
    const [one, two] = [browserOf(world), browserOf(world)]
    const code = opened?.code ?? ''
    const tokens = await Promise.all([one.token('/setup'), two.token('/setup')])
    const answers = await Promise.all([
      one.send('/setup', { ...founder, code }, tokens[0] ?? ''),
      two.send('/setup', { name: 'Mallory', email: 'mallory@elsewhere.example', code }, tokens[1] ?? ''),
    ])
    expect(answers.map(({ location }) => location).sort()).toEqual(['/setup/address', '/setup/site'])
    expect([one, two].filter(({ cookies }) => cookies.has('cairn'))).toHaveLength(1)
    const { rows } = await world.owner.query('select count(*)::int as n from person where platform_admin')
    expect(rows[0].n).toBe(1)
    expect(await aSetUpCode(world)).toBeNull()
  })
})

describe('the six steps', () => {
  let world: World
  let browser: Browser
  beforeAll(async () => {
    world = await openWorld()
    const opened = await aSetUpCode(world)
    browser = browserOf(world)
    const claimed = await browser.post('/setup', { ...founder, code: opened?.code ?? '' }, opened?.path)
    expect([claimed.status, claimed.location]).toEqual([303, '/setup/address'])
  })
  afterAll(() => world.close())

  test('the address that was typed counts as proven when its code was typed, and not before', async () => {
    const proven = async () =>
      (
        await world.owner.query('select verified_at is not null as proven from person_email where email = $1', [
          founder.email,
        ])
      ).rows
    expect(await proven()).toEqual([{ proven: false }])
    const page = await browser.get('/setup/address')
    const code = /your code is (\d{6})/.exec(page.text)?.[1] ?? ''
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    expect((await browser.post('/setup/address', { code: wrong })).status).toBe(422)
    const right = await browser.post('/setup/address', { code })
    expect([right.status, right.location]).toEqual([303, '/me/passkey?next=%2Fsetup%2Fsite'])
    expect(await proven()).toEqual([{ proven: true }])
    expect((await browser.get('/setup/address')).text).toContain('href="/me/passkey?next=%2Fsetup%2Fsite"')
  })

  test("the code of the console opens nobody else's account", async () => {
    const other = await openWorld()
    const owner = await aPerson(other, { email: founder.email })
    const opened = await aSetUpCode(other)
    const taking = browserOf(other)
    await taking.post('/setup', { ...founder, code: opened?.code ?? '' }, opened?.path)
    const { rows } = await other.owner.query('select platform_admin from person where id = $1', [owner.id])
    expect(rows).toEqual([{ platform_admin: false }])
    const code = /your code is (\d{6})/.exec((await taking.get('/setup/address')).text)?.[1] ?? ''
    const refused = await taking.post('/setup/address', { code })
    expect([refused.status, refused.text.includes('opens another account')]).toEqual([409, true])
    await other.close()
  })

  test('the page of the code carries it, so that the printed link is enough', async () => {
    const other = await openWorld()
    const opened = await aSetUpCode(other)
    expect((await browserOf(other).get(opened?.path ?? '')).text).toContain(`value="${opened?.code}"`)
    await other.close()
  })

  test('nobody but the administrator sees a step', async () => {
    const stranger = browserOf(world)
    expect((await stranger.get('/setup/site')).location).toContain('/sign-in')
    const educator = browserOf(world, await signedIn(world, await aPerson(world)))
    expect((await educator.get('/setup/site')).status).toBe(403)
    expect((await stranger.get('/setup')).location).toBe('/setup/site')
  })

  test('the site gets its name, and warns of an address of this machine alone', async () => {
    const page = await browser.get('/setup/site')
    expect(page.text).toContain('cannot be checked from elsewhere')
    const saved = await browser.post('/setup/site', {
      name: 'Lakeview Learns',
      locale: 'en',
      timeZone: 'America/Denver',
    })
    expect(saved.location).toBe('/setup/issuer')
    expect((await browser.get('/setup/site')).text).toContain('value="Lakeview Learns"')
    await world.settle()
    expect((await browserOf(world).get('/sign-in')).text).toContain('· Lakeview Learns</title>')
    const { rows } = await world.owner.query('select time_zone from person where platform_admin')
    expect(rows).toEqual([{ time_zone: 'America/Denver' }])
  })

  test('the catalogue waits for an issuer', async () => {
    expect((await browser.post('/setup/catalogue', { offer: 'all' })).status).toBe(409)
  })

  test('the issuer is made once, with keys; without the copied master key not at all', async () => {
    const issuer = { name: 'Lakeview Schools', kind: 'district', url: 'https://lakeview.example', email: '' }
    const without = await browser.post('/setup/issuer', issuer)
    expect(without.status).toBe(422)
    expect(without.text).toContain('Copy the file first')
    expect((await browser.post('/setup/issuer', { ...issuer, copied: 'yes' })).location).toBe('/setup/mail')
    expect((await browser.post('/setup/issuer', { ...issuer, copied: 'yes' }, '/setup/site')).status).toBe(409)
    const did = await browserOf(world).get('/issuers/lakeview-schools/did.json')
    expect(did.headers.get('content-type')).toBe('application/did+json')
    expect(JSON.parse(did.text).assertionMethod).toHaveLength(2)
    expect((await browser.get('/org/lakeview-schools/people')).text).toContain('Iris Novak')
    const { rows } = await world.owner.query('select time_zone, locale from organization where is_site_issuer')
    expect(rows).toEqual([{ time_zone: 'America/Denver', locale: 'en' }])
  })

  test('a reserved or taken name gets an address of its own', async () => {
    await aDistrict(world, { slug: 'starter-district' })
    const { rows } = await world.owner.query('select slug from organization where is_site_issuer')
    expect(rows).toEqual([{ slug: 'lakeview-schools' }])
  })

  test('mail, catalogue and demonstration can be walked through, and what was chosen is in the log', async () => {
    expect((await browser.get('/setup/mail')).text).toContain('No SMTP server is set')
    expect((await browser.post('/setup/mail', {})).location).toBe('/setup/catalogue')
    expect((await browser.post('/setup/catalogue', { offer: 'all' })).location).toBe('/setup/demo')
    expect((await browser.post('/setup/demo', { demo: 'keep' })).location).toBe('/setup/done')
    const { rows } = await world.owner.query("select body from log_entry where type = 'organization.cataloguePromised'")
    expect(rows).toEqual([{ body: { offer: 'all', codes: [] } }])
  })

  test('the whole catalogue that was promised is offered; what was promised last stands', async () => {
    const entries = await theStarterCatalog(world)
    const promise = async (form: { offer: string; 'codes[]'?: string[] }) => {
      await browser.post('/setup/catalogue', form)
      await world.settle()
      return (await browser.get('/org/lakeview-schools/offers')).text
    }
    const all = entries.length
    expect(await promise({ offer: 'all' })).toContain(`${all} of ${all}`)
    const listed = (await browser.get('/setup/catalogue')).text
    expect(listed.match(/type="checkbox"[^>]*name="codes\[\]"/g)).toHaveLength(all)
    expect(listed).toContain('Those chosen below')
    const nothing = await browser.post('/setup/catalogue', { offer: 'some' })
    expect([nothing.status, nothing.text]).toEqual([422, expect.stringContaining('Tick at least one micro-credential')])
    const { slug, code } = (await world.owner.query('select slug, code from achievement order by code limit 1')).rows[0]
    expect((await browserOf(world).get(`/m/${slug}`)).text).toContain('Lakeview Schools')
    expect(await promise({ offer: 'some', 'codes[]': [code] })).toContain(`1 of ${all}`)
    // Opened again, the step stands as it was left: going on changes nothing.
    const again = (await browser.get('/setup/catalogue')).text
    expect(again).toMatch(/name="offer" value="some" checked/)
    expect(again.match(/name="codes\[\]" value="[^"]*" checked/g)).toEqual([`name="codes[]" value="${code}" checked`])
    expect(await promise({ offer: 'none' })).toContain(`0 of ${all}`)
    expect(await promise({ offer: 'all' })).toContain(`${all} of ${all}`)
  })

  test('mail that was skipped is shown as skipped, with what follows from it', async () => {
    const page = (await browser.get('/setup/done')).text
    expect(page.match(/checklist-skipped/g)).toHaveLength(1)
    expect(page.match(/checklist-done/g)).toHaveLength(4)
    expect(page).toContain('messages to people, also sign-in codes, are shown to you under Operation')
  })

  test('who founded the organization writes its rules for hours too, and is told where', async () => {
    expect((await browser.get('/setup/done')).text).toContain('href="/org/lakeview-schools/rules"')
    expect((await browser.get('/org/lakeview-schools/rules')).status).toBe(200)
  })

  test('closed, every page of it answers 404', async () => {
    expect((await browser.post('/setup/done', {})).location).toBe('/admin')
    for (const path of [
      '/setup',
      '/setup/site',
      '/setup/issuer',
      '/setup/mail',
      '/setup/catalogue',
      '/setup/demo',
      '/setup/done',
    ])
      expect((await browser.get(path)).status, path).toBe(404)
    expect((await browserOf(world).get('/setup')).status).toBe(404)
  })

  test('the page of operation shows what is missing and what waits', async () => {
    const page = await browser.get('/admin')
    expect(page.status).toBe(200)
    expect(page.text).toContain('The site has its own address')
    expect(page.text).toContain('Closed the set-up')
  })

  test('people who start later begin in the time zone of the site', async () => {
    const newcomer = browserOf(world)
    await newcomer.post('/sign-in', { email: 'late@lakeview.example' })
    await world.settle()
    const { rows } = await world.owner.query("select text from mail_message where address = 'late@lakeview.example'")
    await newcomer.post('/sign-in/code', { code: /\b\d{6}\b/.exec(rows[0].text)?.[0] ?? '' })
    const { rows: people } = await world.owner.query(
      "select time_zone from person p join person_email e on e.person_id = p.id where e.email = 'late@lakeview.example'",
    )
    expect(people[0].time_zone).toBe('America/Denver')
  })

  test('without SMTP the operator reads what was written to people; nobody else does', async () => {
    const page = await browser.get('/admin/outbox')
    expect(page.text).toContain('late@lakeview.example')
    expect(page.text).toContain('/sign-in/link/')
    const educator = browserOf(world, await signedIn(world, await aPerson(world)))
    expect((await educator.get('/admin/outbox')).status).toBe(403)
    expect((await browserOf(world).get('/admin/outbox')).status).toBe(303)
  })

  test('a letter that gave up is tried again on a press', async () => {
    await world.owner.query(
      `insert into outbox (id, kind, body, state, attempts, next_at) values ('01890000-0000-7000-8000-000000000001', 'mail', '{"template":"organization.testMail","values":{}}', 'dead', 10, now())`,
    )
    expect((await browser.get('/admin')).text).toContain('gave up')
    const tried = await browser.post('/admin', { id: '01890000-0000-7000-8000-000000000001' })
    expect(tried.location).toBe('/admin')
    await world.settle()
    const { rows } = await world.owner.query(
      "select state from outbox where id = '01890000-0000-7000-8000-000000000001'",
    )
    expect(rows[0].state).toBe('done')
  })

  test('D-session-life-cycle: a platform administrator idle for a quarter of an hour must show the passkey again', async () => {
    world.clock.advance(15 * MINUTE + 1_000)
    expect((await browser.get('/admin')).status).toBe(403)
    expect((await browser.get('/me/settings')).status).toBe(200)
  })
})

test('a name that the operator set goes before the one of the set-up, and the page says so', async () => {
  const world = await openWorld(undefined, { naming: namingOf('From The Environment') })
  const opened = await aSetUpCode(world)
  const browser = browserOf(world)
  await browser.post('/setup', { ...founder, code: opened?.code ?? '' }, opened?.path)
  await browser.post('/setup/site', { name: 'Typed', locale: 'en', timeZone: 'America/Denver' })
  const page = (await browser.get('/setup/site')).text
  expect(page).toContain('CAIRN_SITE_NAME is set: pages and messages say “From The Environment”')
  expect(page).toContain('· From The Environment</title>')
  await world.close()
})

test('what is weaker than it should be at this start stands on the page of operation', async () => {
  const world = await openWorld(undefined, {
    settings: { mailLeaves: false, demo: false, loopback: false, notices: ['masterKey', 'oneRole'], judgingMs: 2000 },
  })
  const operator = browserOf(world, await signedIn(world, await aPerson(world, { platformAdmin: true })))
  const page = (await operator.get('/admin')).text
  expect(page).toContain('Copy it somewhere else today')
  expect(page).toContain('One database role does everything')
  expect(page).not.toContain('switch row security')
  await world.close()
})

describe('the demonstration', () => {
  test('removed in the set-up, nobody steps in any more', async () => {
    const world = await openWorld()
    const district = await aDistrict(world, { slug: 'lakeview-demo' })
    const maya = await aPerson(world, { name: 'Maya Jackson' })
    await world.owner.query('update organization set demo = true where tenant_id = $1', [district.tenantId])
    await world.owner.query('update person set demo = true where id = $1', [maya.id])
    await world.owner.query(
      'insert into membership (tenant_id, id, person_id, started_at) values ($1, gen_random_uuid(), $2, now())',
      [district.tenantId, maya.id],
    )
    const visitor = browserOf(world)
    expect((await visitor.get('/demo')).text).toContain('Look around as Maya Jackson')
    const inside = await visitor.post('/demo', { personId: maya.id })
    expect(inside.status).toBe(303)
    expect((await visitor.get('/me/settings')).text).toContain('Demonstration:')
    const real = await aPerson(world)
    const outsider = browserOf(world)
    expect((await outsider.post('/demo', { personId: real.id })).status).toBe(403)

    const opened = await aSetUpCode(world)
    const browser = browserOf(world)
    await browser.post('/setup', { ...founder, code: opened?.code ?? '' })
    await browser.post('/setup/demo', { demo: 'remove' })
    expect((await visitor.get('/me/settings')).status).toBe(303)
    expect((await browserOf(world).get('/demo')).text).toContain('was removed from this site')
    await world.close()
  })
})
