import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader } from '../../testing/factories/reader.ts'
import { anAdmitted, aScore, readTwice, take, withdrawn } from '../../testing/factories/review.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

async function at(person: Someone) {
  const { cookie } = await signedIn(world, person)
  const headers = { cookie, origin: BASE_URL }
  const get = (path: string, accept = 'text/html') =>
    world.app.request(BASE_URL + path, { headers: { ...headers, accept } })
  const put = (path: string, json: unknown) =>
    world.app.request(BASE_URL + path, {
      method: 'PUT',
      headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(json),
    })
  const post = async (path: string, fields: Record<string, string>) => {
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await (await get(path)).text())?.[1] ?? ''
    const body = new URLSearchParams({ _csrf: csrf, ...fields })
    return world.app.request(BASE_URL + path, { method: 'POST', headers: { ...headers, accept: 'text/html' }, body })
  }
  return { get, put, post }
}

async function scene() {
  const district = await aDistrict(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  const file = { name: 'log.png', mediaType: 'image/png', bytes: PICTURE }
  const work = await anAdmitted(world, { district, learner, version: await anAchievement(world), file })
  await world.settle()
  const ana = await aReader(world, district, { school: 'South School' })
  const sam = await aReader(world, district, { school: 'East School' })
  return { district, work, ana, sam }
}

async function disputed() {
  const here = await scene()
  const ruth = await aReader(world, here.district, { school: 'East School', roles: ['adjudicator', 'qaLead'] })
  await readTwice(world, here.work, [
    { reader: here.ana, levels: { C2: 'not_yet' } },
    { reader: here.sam, levels: {} },
  ])
  const reviewId = (await take(world, ruth, 'rulings')) ?? ''
  return { ...here, ruth, reviewId }
}

describe('a ruling that is being written', () => {
  const HALF = 'The table of the first week is complete for each of the five'
  const half = (reason = HALF) => [{ criterionId: 'C2', levelId: null, reason, anchors: [], bothWrong: false }]

  test('is kept as it is typed, and stands there again when the page is opened again', async () => {
    const { ruth, reviewId } = await disputed()
    const desk = await at(ruth)
    const saved = await desk.put(`/api/v1/reviews/${reviewId}/rulings`, { version: 1, rulings: half() })
    expect([saved.status, await saved.json()]).toMatchObject([200, { version: 2 }])
    const page = await (await desk.get(`/assess/adjudicate/${reviewId}`)).text()
    expect(page).toContain(HALF)
    expect(page).toContain('data-island="ruling-keeper"')
  })

  test('an answer that was lost is given again; another text on the same version is told so, with the version there is', async () => {
    const { ruth, reviewId } = await disputed()
    const desk = await at(ruth)
    const path = `/api/v1/reviews/${reviewId}/rulings`
    for (const _time of [1, 2])
      expect(await (await desk.put(path, { version: 1, rulings: half() })).json()).toMatchObject({ version: 2 })
    const other = await desk.put(path, { version: 1, rulings: half('Another window') })
    expect([other.status, await other.json()]).toMatchObject([409, { code: 'stale', values: { version: 2 } }])
  })

  test('its evidence goes on being seen after the first addresses end; nobody else gets any', async () => {
    const { ruth, ana, work, reviewId } = await disputed()
    const path = `/api/v1/reviews/${reviewId}/evidence`
    const desk = await at(ruth)
    const [first, later] = [await (await desk.get(path)).json(), await (await desk.get(path)).json()]
    expect(Object.keys(first).sort()).toEqual([...work.evidenceIds].sort())
    const picture = work.evidenceIds[1] ?? ''
    expect(later[picture]).toMatch(/\/f\//)
    expect(later[picture]).not.toBe(first[picture])
    expect((await (await at(ana)).get(path)).status).toBe(404)
    await world.owner.query('update role_grant set ended_at = now() where person_id = $1', [ruth.id])
    expect((await desk.get(path)).status).toBe(403)
  })

  test('whoever reads and no longer decides gets no evidence of a ruling they once held', async () => {
    const { ruth, reviewId } = await disputed()
    await world.owner.query(`update role_grant set role = 'assessor' where person_id = $1 and role = 'adjudicator'`, [
      ruth.id,
    ])
    expect((await (await at(ruth)).get(`/api/v1/reviews/${reviewId}/evidence`)).status).toBe(403)
  })
})

describe('a reading that is being written', () => {
  test('pictures of the desk can be given new addresses', async () => {
    const { ana, work } = await scene()
    const reviewId = (await take(world, ana)) ?? ''
    const page = await (await (await at(ana)).get(`/assess/read/${reviewId}`)).text()
    expect(page).toMatch(new RegExp(`<img[^>]*data-evidence="${work.evidenceIds[1]}"`))
  })

  test('one limit for what is typed, what a script saves and what the form sends', async () => {
    const { ana } = await scene()
    const reviewId = (await take(world, ana)) ?? ''
    const desk = await at(ana)
    const save = async (version: number, comment: string) => {
      const scores = [{ ...aScore('C1', 'demonstrated', ''), comment }]
      return (await desk.put(`/api/v1/reviews/${reviewId}/scores`, { version, scores, overall: '' })).status
    }
    const lines = `${'a'.repeat(79)}\n`.repeat(50)
    expect(await save(1, `${lines}a`)).toBe(422)
    expect(await save(1, lines)).toBe(200)
    const path = `/assess/read/${reviewId}`
    expect(await (await desk.get(path)).text()).toMatch(/<textarea[^>]*name="scores.C1.comment"[^>]*maxlength="4000"/i)
    const send = (comment: string) =>
      desk.post(path, {
        ...{ version: '2', submitKey: world.home.ports.newId(), intent: 'save', overall: '' },
        'scores.C1.levelId': 'demonstrated',
        'scores.C1.confidence': '3',
        'scores.C1.comment': comment.replaceAll('\n', '\r\n'),
      })
    expect((await send(`${lines}a`)).status).toBe(422)
    expect((await send(lines)).status).toBe(303)
    const kept = await world.owner.query('select comment from score where review_id = $1', [reviewId])
    expect(kept.rows).toEqual([{ comment: lines }])
  })

  test('work that was withdrawn says so to whoever was reading it, wherever they come back to it', async () => {
    const { ana, sam, work } = await scene()
    const reviewId = (await take(world, ana)) ?? ''
    await withdrawn(world, work)
    await world.settle()
    const desk = await at(ana)
    const page = await desk.get(`/assess/read/${reviewId}`)
    expect(page.status).toBe(409)
    expect(await page.text()).toContain('The educator withdrew this work')
    const late = await desk.put(`/api/v1/reviews/${reviewId}/scores`, { version: 1, scores: [], overall: '' })
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'withdrawn' }])
    expect((await (await at(sam)).get(`/assess/read/${reviewId}`)).status).toBe(404)
  })

  test('a ruling on withdrawn work says so as well', async () => {
    const { ruth, work, reviewId } = await disputed()
    await withdrawn(world, work)
    await world.settle()
    const page = await (await at(ruth)).get(`/assess/adjudicate/${reviewId}`)
    expect(page.status).toBe(409)
    expect(await page.text()).toContain('The educator withdrew this work')
  })
})
