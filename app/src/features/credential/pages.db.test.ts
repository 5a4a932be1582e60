import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localDateAt } from '../../lib/dates.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aHeldCredential, type HeldCredential, type Holding, visitOf } from '../../testing/factories/credential.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'

let world: World
let district: District
let version: AchievementVersion
let readers: [Someone, Someone]
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside', name: 'Lakeside Unified School District' })
  version = await anAchievement(world)
  readers = [await aPerson(world), await aPerson(world)]
})
afterAll(() => world.close())

const held = (given: Partial<Holding> = {}): Promise<HeldCredential> =>
  aHeldCredential(world, { district, version, readers, ...given })
const as = async (someone: Someone) => visitOf(world, await signedIn(world, someone))
const stranger = () => visitOf(world)
async function anAdmin(of: District = district): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, of, { person, roles: ['organizationAdmin'] })
  return person
}

describe('a status list', () => {
  const path = '/issuers/lakeside/status/revocation/1'
  const versions = async () =>
    (await world.owner.query('select bytes, valid_from, digest from status_list_version order by valid_from')).rows

  test('is served as it was signed, to everybody, with a strong ETag', async () => {
    await held()
    const answer = await stranger().get(path, { accept: '*/*' })
    const newest = (await versions()).at(-1)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/vc',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      etag: `"${newest.digest}"`,
    })
    expect(Buffer.from(await answer.arrayBuffer()).equals(newest.bytes)).toBe(true)
  })

  test('known by its ETag, it is not sent again', async () => {
    const etag = (await stranger().get(path)).headers.get('etag') ?? ''
    const answer = await stranger().get(path, { 'if-none-match': `"other", ${etag}` })
    expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([304, '', etag])
  })

  test('answers HEAD with the same headers and no body', async () => {
    const answer = await world.app.request(`${BASE_URL}${path}`, { method: 'HEAD' })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'application/vc',
      '',
    ])
  })

  test('as of a time: the newest version that was there', async () => {
    const good = await held()
    const before = (await versions()).length
    world.clock.advance(3_600_000)
    await (await as(await anAdmin())).post(`/org/lakeside/awards/${good.credentialId}/revoke`, {
      reason: 'error',
      confirm: 'yes',
    })
    await world.settle()
    const all = await versions()
    expect(all.length).toBe(before + 1)
    const at = async (stamp: string) => {
      const answer = await stranger().get(`${path}?timestamp=${encodeURIComponent(stamp)}`)
      return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : answer.status
    }
    expect(await at(new Date(all.at(-1).valid_from.getTime() - 1000).toISOString())).toEqual(all.at(-2).bytes)
    expect(await at(all.at(-1).valid_from.toISOString())).toEqual(all.at(-1).bytes)
    expect(await at('2026-11-20T18:05:00+01:00')).toEqual(all.at(-1).bytes)
    expect(await at('2020-01-01T00:00:00Z')).toBe(404)
    for (const malformed of ['yesterday', '2026-11-20', '2026-11-20T16:05:00', '2026-13-40T99:99:99Z', ''])
      expect(await at(malformed)).toBe(400)
  })

  test.each([
    '/issuers/lakeside/status/revocation/0',
    '/issuers/lakeside/status/revocation/2',
    '/issuers/lakeside/status/revocation/01',
    '/issuers/lakeside/status/revocation/1e0',
    '/issuers/nobody/status/revocation/1',
  ])('%s is not there', async (address) => expect((await stranger().get(address)).status).toBe(404))

  test('what was taken back stands in the older list too, by address and nothing else', async () => {
    const bad = await held()
    await (await as(await anAdmin())).post(`/org/lakeside/awards/${bad.credentialId}/revoke`, {
      reason: 'issuer-request',
      confirm: 'yes',
    })
    const answer = await stranger().get('/issuers/lakeside/revocations')
    const list = (await answer.json()) as { revokedCredential: unknown[] }
    expect(list).toMatchObject({
      id: `${BASE_URL}/issuers/lakeside/revocations`,
      issuer: 'did:web:localhost%3A3000:issuers:lakeside',
    })
    expect(list.revokedCredential).toContainEqual({ id: `${BASE_URL}/c/${bad.publicId}`, revoked: true })
    expect((await stranger().get('/issuers/nobody/revocations')).status).toBe(404)
  })
})

describe('the backpack', () => {
  test('empty, it says what will be there', async () => {
    const visit = await as(await aPerson(world))
    expect(await (await visit.get('/me/backpack')).text()).toContain('Your first credential will rest here.')
  })

  test('holds what was awarded in any organization, and nobody else’s', async () => {
    const elsewhere = await aDistrict(world, { slug: 'riverside', name: 'Riverside Schools' })
    const mine = await held()
    await held({ district: elsewhere, learner: mine.learner })
    const page = await (await (await as(mine.learner)).get('/me/backpack')).text()
    expect(page).toContain('Lakeside Unified School District')
    expect(page).toContain('Riverside Schools')
    expect(page.match(/href="\/me\/backpack\/[1-9A-Za-z]{22}"/g)).toHaveLength(2)
  })

  test('asks strangers to sign in', async () => {
    expect((await stranger().get('/me/backpack')).headers.get('location')).toBe('/sign-in?next=%2Fme%2Fbackpack')
  })
})

describe('the holder’s page', () => {
  test('opens for the holder alone', async () => {
    const { publicId, learner } = await held()
    expect((await (await as(learner)).get(`/me/backpack/${publicId}`)).status).toBe(200)
    expect((await (await as(await aPerson(world))).get(`/me/backpack/${publicId}`)).status).toBe(404)
    expect((await (await as(await anAdmin())).get(`/me/backpack/${publicId}`)).status).toBe(404)
    expect((await (await as(learner)).get('/me/backpack/not-an-id')).status).toBe(404)
  })

  test('celebrates on the day of the award, and then never again', async () => {
    const { publicId, learner } = await held()
    const visit = await as(learner)
    expect(await (await visit.get(`/me/backpack/${publicId}`)).text()).toContain('You showed it.')
    world.clock.advance(25 * 3_600_000)
    expect(await (await visit.get(`/me/backpack/${publicId}`)).text()).not.toContain('You showed it.')
  })

  test('private at first: nothing to share is offered until the holder chooses', async () => {
    const { publicId, learner, credentialId } = await held()
    const visit = await as(learner)
    const before = await (await visit.get(`/me/backpack/${publicId}`)).text()
    expect(before).not.toContain('linkedin.com')
    const answer = await visit.post(`/me/backpack/${publicId}`, { visibility: 'link' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/me/backpack/${publicId}`])
    const after = await (await visit.get(`/me/backpack/${publicId}`)).text()
    expect(after).toContain(`value="${BASE_URL}/c/${publicId}"`)
    expect(after).toContain(`certUrl=${encodeURIComponent(`${BASE_URL}/c/${publicId}`)}`)
    expect(after).toContain(`/c/${publicId}/embed`)
    const { rows } = await world.owner.query(
      `select body from log_entry where type = 'credential.visibilityChosen' and subject_id = $1`,
      [credentialId],
    )
    expect(rows).toEqual([{ body: { credentialId, visibility: 'link' } }])
  })

  test('chosen twice, it is noted once; unknown choices are refused', async () => {
    const { publicId, learner, credentialId } = await held()
    const visit = await as(learner)
    await visit.post(`/me/backpack/${publicId}`, { visibility: 'public' })
    await visit.post(`/me/backpack/${publicId}`, { visibility: 'public' })
    expect((await visit.post(`/me/backpack/${publicId}`, { visibility: 'everyone' })).status).toBe(422)
    expect((await visit.post(`/me/backpack/${publicId}`, { visibility: 'link', revokedAt: 'x' })).status).toBe(422)
    const { rows } = await world.owner.query(
      `select c.visibility, (select count(*)::int from log_entry e where e.subject_id = c.id::text and e.type = 'credential.visibilityChosen') as noted from credential c where c.id = $1`,
      [credentialId],
    )
    expect(rows).toEqual([{ visibility: 'public', noted: 1 }])
  })

  test('nobody else changes who can open it', async () => {
    const { publicId, credentialId } = await held()
    const other = await held()
    const visit = await as(other.learner)
    expect(
      (await visit.post(`/me/backpack/${publicId}`, { visibility: 'public' }, `/me/backpack/${other.publicId}`)).status,
    ).toBe(404)
    const { rows } = await world.owner.query('select visibility from credential where id = $1', [credentialId])
    expect(rows).toEqual([{ visibility: 'private' }])
  })
})

describe('awards of an organization', () => {
  test('are for its administrators', async () => {
    const { learner } = await held()
    expect((await (await as(learner)).get('/org/lakeside/awards')).status).toBe(403)
    const elsewhere = await aDistrict(world)
    expect((await (await as(await anAdmin(elsewhere))).get('/org/lakeside/awards')).status).toBe(404)
  })

  test('a mark that no page ended with shows the first page', async () => {
    expect((await (await as(await anAdmin())).get('/org/lakeside/awards?before=nonsense')).status).toBe(200)
    expect((await (await as(await anAdmin())).get('/org/lakeside/awards?after=1')).status).toBe(422)
  })
})

test('days of awards are those of the organization, also for an administrator who is far away', async () => {
  const { credentialId } = await held()
  const admin = await anAdmin()
  await world.owner.query(`update person set time_zone = 'Pacific/Auckland' where id = $1`, [admin.id])
  const visit = await as(admin)
  const [here, there] = ['America/Chicago', 'Pacific/Auckland'].map((zone) => localDateAt(world.clock.now(), zone))
  expect(there).not.toBe(here)
  const revoke = `/org/lakeside/awards/${credentialId}/revoke`
  const [list, page] = await Promise.all(
    ['/org/lakeside/awards', revoke].map(async (path) => (await visit.get(path)).text()),
  )
  const dayIn = (text = '') => [...text.matchAll(/<time datetime="([^"]+)"/gi)].at(-1)?.[1]
  expect([dayIn(list?.split(`href="${revoke}"`)[0]), dayIn(page)]).toEqual([here, here])
  for (const text of [list, page])
    expect(text).toContain('Days are those of Lakeside Unified School District, in its time zone, Chicago (America).')
})

describe('revoking', () => {
  const revokePath = (id: string) => `/org/lakeside/awards/${id}/revoke`

  test('in the list of works it is no longer “yours to keep”, and the way to what happened is there', async () => {
    const { learner, credentialId, publicId } = await held()
    await world.owner.query(
      "update submission set status = 'earned' where id = (select submission_id from credential where id = $1)",
      [credentialId],
    )
    const list = async () => (await as(learner)).get('/me/work').then((answer) => answer.text())
    const before = await list()
    expect(before).toContain('Yours to keep.')
    expect(before).not.toContain('Taken back')
    await (await as(await anAdmin())).post(revokePath(credentialId), { reason: 'error', confirm: 'yes' })
    await world.settle()
    const after = await list()
    expect(after).not.toContain('Yours to keep.')
    expect(after).toContain('Taken back')
    expect(after).toContain(`href="/me/backpack/${publicId}"`)
    expect(await (await (await as(await aPerson(world))).get('/me/work')).text()).not.toContain(publicId)
  })

  test('asks for a reason and a confirmation', async () => {
    const { credentialId } = await held()
    const answer = await (await as(await anAdmin())).post(revokePath(credentialId), {})
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Check this box to go on: it is final.')
    const { rows } = await world.owner.query('select revoked_at from credential where id = $1', [credentialId])
    expect(rows).toEqual([{ revoked_at: null }])
  })

  test('asks for a fresh proof of presence', async () => {
    const { credentialId } = await held()
    const visit = await as(await anAdmin())
    world.clock.advance(6 * 60_000)
    expect((await visit.get(revokePath(credentialId))).status).toBe(403)
    expect(
      (await visit.post(revokePath(credentialId), { reason: 'error', confirm: 'yes' }, '/org/lakeside/awards')).status,
    ).toBe(403)
  })

  test('is told to the holder with the reason and the way to appeal; done twice it is done once', async () => {
    const { credentialId, learner, publicId } = await held()
    const visit = await as(await anAdmin())
    const silent = await (await visit.post(revokePath(credentialId), { confirm: 'yes' })).text()
    expect(silent).toContain('Choose a reason.')
    expect(silent).not.toContain('Choose one of these')
    const own = await as(learner)
    await own.post(`/me/backpack/${publicId}`, { visibility: 'link' })
    expect(await (await own.get(`/me/backpack/${publicId}`)).text()).toContain('Opens LinkedIn')
    const answer = await visit.post(revokePath(credentialId), { reason: 'error', confirm: 'yes' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/org/lakeside/awards'])
    expect(await (await visit.get(revokePath(credentialId))).text()).toContain('It was revoked before.')
    const { rows } = await world.owner.query(
      `select body ->> 'template' as template from outbox where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' like 'credential.revoked%'`,
      [learner.id],
    )
    expect(rows).toEqual([{ template: 'credential.revoked.error' }])
    const page = await (await (await as(learner)).get(`/me/backpack/${publicId}`)).text()
    expect(page).toContain('An error was made when it was awarded.')
    expect(page).not.toContain('LinkedIn')
    expect(page).toContain('href="/policies/appeals"')
  })

  test('is not for one’s own credential, nor for another organization’s', async () => {
    const admin = await anAdmin()
    const own = await held({ learner: admin })
    expect(
      (await (await as(admin)).post(revokePath(own.credentialId), { reason: 'error', confirm: 'yes' })).status,
    ).toBe(403)
    const elsewhere = await aDistrict(world)
    const theirs = await held({ district: elsewhere })
    expect((await (await as(admin)).get(revokePath(theirs.credentialId))).status).toBe(404)
    expect((await (await as(admin)).get(revokePath('not-an-id'))).status).toBe(404)
  })
})

describe('Today after an award', () => {
  test('greets until the credential is opened', async () => {
    const { learner, publicId } = await held()
    const visit = await as(learner)
    const today = async () => (await visit.get('/me/today')).text()
    const words = await today()
    expect(words).toContain('You earned ')
    for (const href of [`/me/backpack/${publicId}`, `/me/backpack/${publicId}#who`, '/me/recognition'])
      expect(words).toContain(`href="${href}"`)
    await visit.get(`/me/backpack/${publicId}`)
    expect(await today()).not.toContain('You earned ')
    await visit.get(`/me/backpack/${publicId}`)
    const { rows } = await world.owner.query(
      `select count(*)::int as noted from log_entry where type = 'credential.seen' and person_id = $1`,
      [learner.id],
    )
    expect(rows[0].noted).toBe(1)
  })

  test('greets until the note is put away, by its holder alone', async () => {
    const { learner, publicId } = await held()
    const visit = await as(learner)
    expect((await (await as(await aPerson(world))).post(`/me/backpack/${publicId}/seen`, {}, '/me/today')).status).toBe(
      404,
    )
    expect(await (await visit.get('/me/today')).text()).toContain('You earned ')
    const away = await visit.post(`/me/backpack/${publicId}/seen`, {}, '/me/today')
    expect([away.status, away.headers.get('location')]).toEqual([303, '/me/today'])
    expect(await (await visit.get('/me/today')).text()).not.toContain('You earned ')
  })

  test('says that it was taken back, until its holder has read why', async () => {
    const { learner, publicId, credentialId } = await held()
    const visit = await as(learner)
    await visit.get(`/me/backpack/${publicId}`)
    world.clock.advance(60_000)
    const revoke = `/org/lakeside/awards/${credentialId}/revoke`
    await (await as(await anAdmin())).post(revoke, { reason: 'error', confirm: 'yes' })
    const today = async () => (await visit.get('/me/today')).text()
    expect(await today()).toContain('was taken back')
    expect(await today()).toContain(`href="/me/backpack/${publicId}"`)
    world.clock.advance(60_000)
    const page = await (await visit.get(`/me/backpack/${publicId}`)).text()
    expect(page).toContain('Awarded')
    expect(page).not.toContain('Yours since')
    expect(await today()).not.toContain('was taken back')
  })

  test('greets for fourteen days', async () => {
    const { learner } = await held()
    world.clock.advance(13.9 * 24 * 3_600_000)
    expect(await (await (await as(learner)).get('/me/today')).text()).toContain('You earned ')
    world.clock.advance(0.2 * 24 * 3_600_000)
    expect(await (await (await as(learner)).get('/me/today')).text()).not.toContain('You earned ')
  })
})
