import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../platform/log.ts'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aText } from '../../testing/factories/evidence.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aDraft, aReadyDraft, aSubmittedAttempt, learning } from '../../testing/factories/submission.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { saveResponse } from './actions/responses.ts'
import en from './messages/en.json' with { type: 'json' }
import { findOwnSubmission } from './reads.ts'

let world: World
let district: District
let version: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { undoMinutes: 10 })
  version = await anAchievement(world)
  await anOffering(world, district.tenantId, [version.achievementId])
})
afterAll(() => world.close())

interface Desk {
  readonly learner: Someone
  readonly browser: Browser
}
async function aDesk(): Promise<Desk> {
  const learner = await aPerson(world)
  await join(world, district, { person: learner })
  return { learner, browser: browserOf(world, await signedIn(world, learner)) }
}
async function statusOf({ learner }: Desk, id: string) {
  const ctx = learning(world, learner)
  return (await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, id)))?.status
}
const unescaped = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const SAYS = {
  attempt: '1',
  'attestations[]': ['own-work', 'privacy', 'authentic-implementation'],
  aiUsed: 'no',
  showName: 'no',
}

describe('work by plain forms alone', () => {
  test('from the start to the timeline, and back inside ten minutes', async () => {
    const desk = await aDesk()
    const { browser } = desk
    const started = await browser.post('/me/work/start', { achievementId: version.achievementId }, '/me/work')
    const work = started.location ?? ''
    expect(work).toMatch(/^\/me\/work\/[0-9a-f-]{36}$/)
    expect((await browser.get(work)).text).toContain('Continue: Log of two weeks')
    expect((await browser.get('/me/today')).text).toContain(`href="${work}"`)

    const answers = {
      'answers.O1.body': aText(30),
      'answers.O1.revision': '0',
      'answers.P1.body': aText(40),
      'answers.P1.revision': '0',
      go: 'on',
    }
    const written = await browser.post(`${work}/write`, answers)
    expect(written.location).toBe(`${work}/requirements/R1`)
    const requirement = `${work}/requirements/R1`
    await browser.post(
      `${requirement}/text`,
      { body: `${aText(60)}\nLog of two weeks`, evidenceType: 'observation_notes' },
      requirement,
    )
    const page = await browser.get(requirement)
    const evidenceId = /piece-([0-9a-f-]{36})/.exec(page.text)?.[1] ?? ''
    await browser.post(
      `${requirement}/piece`,
      { evidenceId, evidenceType: 'observation_notes', class: 'A', consentId: '', confirmed: 'yes' },
      requirement,
    )
    await browser.post(`${requirement}/checks`, { 'yes[]': ['The log names no student.'] }, requirement)

    const early = await browser.post(`${work}/ready`, { attempt: '1', aiUsed: 'no' }, `${work}/ready`)
    expect(early.status).toBe(422)
    expect(early.text).toContain('Everything you typed is kept')
    const sent = await browser.post(`${work}/ready`, SAYS)
    expect(sent.location).toBe(`${work}/timeline`)
    const timeline = await browser.get(`${work}/timeline`)
    expect(timeline.text).toContain('Sent in. We have it.')
    expect(timeline.text).toContain('You can take it back until')
    const id = work.split('/').at(-1) ?? ''
    expect(await statusOf(desk, id)).toBe('submitted')
    const again = await browser.post(`${work}/ready`, SAYS, `${work}/timeline`)
    expect(again.location).toBe(`${work}/timeline`)
    expect((await browser.post(`${work}/undo`, {}, `${work}/timeline`)).location).toBe(work)
    expect(await statusOf(desk, id)).toBe('draft')
  })

  test('a stale form is shown again with both texts, and neither is lost', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const { browser } = desk
    const token = await browser.token(`/me/work/${id}/write`)
    await saveResponse(learning(world, desk.learner), id, { promptId: 'P1', body: 'Typed on the phone.', revision: 0 })
    const fields = { 'answers.P1.body': 'Typed at the desk.', 'answers.P1.revision': '0' }
    const stale = await browser.send(`/me/work/${id}/write`, fields, token)
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Typed on the phone.')
    expect(stale.text).toContain('Typed at the desk.')
    const joined = { 'answers.P1.body': 'Typed on the phone. Typed at the desk.', 'answers.P1.revision': '1' }
    expect((await browser.send(`/me/work/${id}/write`, joined, token)).status).toBe(303)
  })

  test('an empty text opens its field and says there what is missing', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const place = `/me/work/${id}/requirements/R1`
    const seen = await desk.browser.post(`${place}/text`, { body: ' ', evidenceType: '' }, place)
    expect(seen.status).toBe(422)
    expect(seen.text).toMatch(/<details class="disclosure" open[^>]*><summary[^>]*>((?!<\/summary>).)*Write a text/)
    expect(seen.text).toMatch(/class="field-error" id="field-body-error"/)
    // Each part has a button of its own: with script the others are kept, without it the page says so before them.
    const byHand = seen.text.indexOf('Press it before you press another')
    expect(byHand).toBeGreaterThan(0)
    expect(byHand).toBeLessThan(seen.text.indexOf(`action="${place}`))
    expect(seen.text).toContain('data-island="keep-typed"')
  })

  test('the learner is asked what a text is, and it is never called what it cannot be', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const place = `/me/work/${id}/requirements/R1`
    const choice = /<option value[^>]*>Choose what it is<\/option>/
    expect((await desk.browser.get(place)).text).toMatch(choice)
    await desk.browser.post(`${place}/text`, { body: 'Minutes of five days', evidenceType: 'video' }, place)
    const page = await desk.browser.get(place)
    expect(page.text).toContain('Not said yet what it is')
    expect((await desk.browser.get(`/me/work/${id}/ready`)).text).toContain('Nobody has said yet what this piece is.')
    const evidenceId = /piece-([0-9a-f-]{36})/.exec(page.text)?.[1] ?? ''
    const answer = { evidenceId, class: 'A', consentId: '', confirmed: 'yes' }
    expect((await desk.browser.post(`${place}/piece`, { ...answer, evidenceType: 'video' }, place)).status).toBe(422)
    await desk.browser.post(`${place}/piece`, { ...answer, evidenceType: 'data_table' }, place)
    expect((await desk.browser.get(`/me/work/${id}/ready`)).text).not.toContain('Nobody has said yet')
  })

  test('going on from a part keeps its ticks', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const place = `/me/work/${id}/requirements/R1`
    const button = /<button[^>]*form="check-answers"[^>]*>/
    expect((await desk.browser.get(place)).text).toMatch(button)
    const ticked = { 'yes[]': ['The log names no student.'], go: 'on' }
    const on = await desk.browser.post(`${place}/checks`, ticked, place)
    expect(on.location).toBe(`/me/work/${id}/write#part3`)
    expect((await desk.browser.get(place)).text).toMatch(/<input[^>]*name="yes\[\]"[^>]*checked/)
  })

  test('the way from the ready check to a part keeps what was said there', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const ready = `/me/work/${id}/ready`
    expect((await desk.browser.get(ready)).text).toMatch(/<button[^>]*formaction="[^"]*declarations"[^>]*>Log of two/i)
    const gone = await desk.browser.post(`/me/work/${id}/declarations`, { ...SAYS, go: 'R1' }, ready)
    expect(gone.location).toBe(`/me/work/${id}/requirements/R1#evidence`)
    const { text } = await desk.browser.get(ready)
    expect(text).toMatch(/<input[^>]*name="aiUsed" value="no" checked/)
    expect(text).toMatch(/<input[^>]*value="own-work" checked/)
  })

  test('what is typed in the ready check is kept while the page stands open, and not after the work is sent', async () => {
    const desk = await aDesk()
    const id = await aReadyDraft(world, { learner: desk.learner, version })
    const address = `/me/work/${id}/declarations`
    const said = { attempt: '1', attestations: ['own-work'], aiUsed: 'yes', aiTools: 'a chatbot', aiPurpose: 'to plan' }
    const kept = { ...said, activityFrom: '', activityUntil: '', showName: 'no' }
    const answer = await desk.browser.json(address, kept, 'PUT')
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text).said).toMatchObject({ aiUsed: 'yes', aiTools: 'a chatbot', activityFrom: '' })
    const { text } = await desk.browser.get(`/me/work/${id}/ready`)
    expect(text).toMatch(/name="aiTools"[^>]*value="a chatbot"/)
    expect(text).toContain('data-island="keep-said"')
    expect(text).toContain('Press “Save and send later” below before you leave this page')
    expect((await desk.browser.json(address, { ...kept, activityFrom: '2199-01-01' }, 'PUT')).status).toBe(422)
    await desk.browser.post(`/me/work/${id}/ready`, SAYS)
    expect((await desk.browser.json(address, kept, 'PUT')).status).toBe(409)
  })

  test('two windows of the ready check join what each said, and neither writes over the other', async () => {
    const desk = await aDesk()
    const id = await aReadyDraft(world, { learner: desk.learner, version })
    const [address, ready] = [`/me/work/${id}/declarations`, `/me/work/${id}/ready`]
    const page = (await desk.browser.get(ready)).text
    const seen = unescaped(/name="seen" value="([^"]*)"/.exec(page)?.[1] ?? '')
    const [words] = JSON.parse(seen)
    const from = (said: object) => desk.browser.json(address, { ...words, attempt: '1', seen, ...said }, 'PUT')
    expect((await from({ aiUsed: 'yes', aiTools: 'a chatbot' })).status).toBe(200)
    const joined = await from({ aiPurpose: 'to plan' })
    expect(JSON.parse(joined.text).said).toMatchObject({ aiUsed: 'yes', aiTools: 'a chatbot', aiPurpose: 'to plan' })

    const stale = await from({ aiTools: 'another one' })
    expect(stale.status).toBe(409)
    expect(JSON.parse(stale.text)).toMatchObject({ code: 'changed-elsewhere' })
    const press = { ...SAYS, seen, aiUsed: 'yes', aiTools: 'another one', aiPurpose: 'to plan' }
    const told = await desk.browser.post(ready, press)
    expect(told.status).toBe(409)
    expect(told.text).toMatch(/There it says:[\s\S]*If yes, which ones\?<\/p><blockquote[^>]*>a chatbot</)
    expect(told.text).toMatch(/name="aiTools"[^>]*value="another one"/)
    expect(await statusOf(desk, id)).toBe('draft')
    const again = unescaped(/name="seen" value="([^"]*)"/.exec(told.text)?.[1] ?? '')
    expect((await desk.browser.post(ready, { ...press, seen: again })).location).toBe(`/me/work/${id}/timeline`)
    expect((await desk.browser.get(ready)).location).toBe(`/me/work/${id}/timeline`)
    expect((await desk.browser.get(`/me/work/${id}/timeline`)).text).toContain('data-island="forget-kept"')
  })

  test('a short answer says how many words are the least, and why one is led back to it', async () => {
    const desk = await aDesk()
    const asked = { id: 'O1', prompt: 'Which class did you choose?', minWords: 20, maxWords: 80 }
    const longer = await anAchievement(world, { part1: { questions: [asked] } })
    await anOffering(world, district.tenantId, [longer.achievementId])
    const id = await aDraft(world, { learner: desk.learner, version: longer })
    const typed = { 'answers.O1.body': 'Only five words are here.', 'answers.O1.revision': '0' }
    await desk.browser.post(`/me/work/${id}/write`, typed)
    const { text } = await desk.browser.get(`/me/work/${id}/write`)
    expect(text).toMatch(/5 words, at least 20/)
    expect(text).toContain(en['finding.response-too-short.says'])
  })

  test('a text that is too long is named and stays in the field', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const long = 'ñ'.repeat(20_001)
    const seen = await desk.browser.post(`/me/work/${id}/write`, {
      'answers.P1.body': long,
      'answers.P1.revision': '0',
    })
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('20,000 characters')
    expect(seen.text).toContain(long)
  })

  test('without the confirmation nothing is withdrawn', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const asked = await desk.browser.post(`/me/work/${id}/withdraw`, {}, `/me/work/${id}/timeline`)
    expect(asked.status).toBe(422)
    expect(await statusOf(desk, id)).toBe('draft')
    const done = await desk.browser.post(`/me/work/${id}/withdraw`, { confirmed: 'yes' }, `/me/work/${id}/timeline`)
    expect(done.location).toBe(`/me/work/${id}/timeline`)
    expect((await desk.browser.get(`/me/work/${id}/timeline`)).text).toContain(`cairn-typed ${desk.learner.id} ${id} `)
    expect(await statusOf(desk, id)).toBe('withdrawn')
  })

  test('the inbox keeps a text, says what it is, and sorts it into its place once', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const { browser } = desk
    await browser.post('/me/inbox/text', { body: 'Ticket counts of Monday', caption: '' }, '/me/inbox')
    const page = await browser.get('/me/inbox')
    const item = /items\/([0-9a-f-]{36})\/sort/.exec(page.text)?.[1] ?? ''
    await browser.post(`/me/inbox/items/${item}/caption`, { caption: 'Monday' }, '/me/inbox')
    expect((await browser.get('/me/inbox')).text).toContain('Monday')
    const token = await browser.token('/me/inbox')
    const place = { place: `${id}/R1` }
    await Promise.all([1, 2].map(() => browser.send(`/me/inbox/items/${item}/sort`, place, token)))
    const requirement = await browser.get(`/me/work/${id}/requirements/R1`)
    expect(requirement.text.match(/class="piece"/g)).toHaveLength(1)
    expect((await browser.get('/me/inbox')).text).toContain('Nothing here yet')
  })
})

describe('autosave', () => {
  async function put({ browser }: Desk, id: string, body: object) {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      accept: 'application/json',
    }
    const answer = await world.app.request(`${BASE_URL}/me/work/${id}/responses/P1`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: await answer.json() }
  }

  test('answers with the new revision; a stale one gets the newer text', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    expect(await put(desk, id, { body: 'one two', revision: 0 })).toMatchObject({
      status: 200,
      body: { revision: 1, words: 2 },
    })
    const stale = await put(desk, id, { body: 'three', revision: 0 })
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'changed-elsewhere', values: { theirs: 'one two', revision: 1 } },
    })
  })

  test('says that the work was sent in meanwhile', async () => {
    const desk = await aDesk()
    const { submissionId } = await aSubmittedAttempt(world, { learner: desk.learner, version })
    expect(await put(desk, submissionId, { body: 'late', revision: 1 })).toMatchObject({
      status: 409,
      body: { code: 'not-open-to-change' },
    })
  })
})

describe('a page that answers a form', () => {
  const back = (text: string) => [...text.matchAll(/name="back" value="([^"]*)"/g)].map(([, path]) => path)

  test('leads back, after a change of language, to the page the form stood on', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const page = `/me/work/${id}/requirements/R1`
    const refused = await desk.browser.post(`${page}/text`, { body: '', caption: '' }, page)
    expect(refused.status).toBe(422)
    expect(back(refused.text)).toEqual([page, page])
    const sent = { back: page, locale: 'es' }
    const changed = await desk.browser.post('/me/settings/appearance', sent, page)
    expect(changed.location).toBe(page)
    expect((await desk.browser.get(page)).text).toContain('<html lang="es"')
  })

  test('whose form stood elsewhere on this site leads there; a page of another site is not believed', async () => {
    const { browser } = await aDesk()
    const token = await browser.token('/')
    const from = async (referer: string) => {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await world.app.request(`${BASE_URL}/verify`, {
        method: 'POST',
        body: new URLSearchParams({ _csrf: token, text: '{}' }),
        headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie, referer },
      })
      return back(await answer.text())
    }
    expect(await from(`${BASE_URL}/explore?q=a`)).toEqual(['/explore', '/explore'])
    expect(await from('https://evil.example/explore')).toEqual(['/verify', '/verify'])
    expect(await from(`${BASE_URL}/no/such/page`)).toEqual(['/verify', '/verify'])
  })

  test('opened by its own address is the page above it', async () => {
    const desk = await aDesk()
    const id = await aDraft(world, { learner: desk.learner, version })
    const page = `/me/work/${id}/requirements/R1`
    for (const verb of ['text', 'piece', 'link']) {
      const answer = await desk.browser.get(`${page}/${verb}`)
      expect([answer.status, answer.location]).toEqual([303, page])
    }
    expect((await desk.browser.get(`${page}/nothing`)).status).toBe(404)
  })
})

describe('every page', () => {
  const PATHS = ['', '/requirements/R1', '/write', '/ready', '/timeline']

  test.each(['en', 'es'] as const)('is whole in %s, with one first heading and no text missing', async (locale) => {
    const desk = await aDesk()
    const id = await aReadyDraft(world, { learner: desk.learner, version })
    await desk.browser.post('/me/inbox/text', { body: 'One thing', caption: '' }, '/me/inbox')
    desk.browser.cookies.set('cairn-look', `lang=${locale}`)
    for (const path of ['/me/work', '/me/inbox', ...PATHS.map((each) => `/me/work/${id}${each}`)]) {
      const { status, text } = await desk.browser.get(path)
      expect([path, status]).toEqual([path, 200])
      expect(text).toContain(`<html lang="${locale}"`)
      expect(text.match(/<h1[ >]/g)).toHaveLength(1)
      const levels = [...text.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]))
      expect(Math.max(...levels.map((level, at) => level - (levels[at - 1] ?? 0)))).toBe(1)
      expect(text).not.toMatch(/>(submission|refusal|finding)\.[a-z]|undefined|\[object|NaN/)
      expect(text.match(/button-primary/g)?.length ?? 0).toBeLessThanOrEqual(1)
    }
  })

  test('of somebody else’s work is not there', async () => {
    const id = await aDraft(world, { learner: (await aDesk()).learner, version })
    const stranger = await aDesk()
    for (const path of PATHS) expect((await stranger.browser.get(`/me/work/${id}${path}`)).status).toBe(404)
    expect((await stranger.browser.get('/me/work/not-an-id')).status).toBe(404)
  })

  test('asks for a session', async () => {
    const visitor = browserOf(world)
    expect((await visitor.get('/me/work')).location).toContain('/sign-in')
  })

  test('of work that is being read leads to the timeline', async () => {
    const desk = await aDesk()
    const { submissionId } = await aSubmittedAttempt(world, { learner: desk.learner, version })
    for (const path of ['', '/requirements/R1', '/write', '/ready'])
      expect((await desk.browser.get(`/me/work/${submissionId}${path}`)).location).toBe(
        `/me/work/${submissionId}/timeline`,
      )
  })
})

test('a retry says which parts are sent again and shows the others as kept', async () => {
  const desk = await aDesk()
  const sent = await aSubmittedAttempt(world, { learner: desk.learner, version })
  world.clock.advance(11 * 60_000)
  await world.settle()
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  const final = [
    { criterionId: 'C1', state: 'met', levelId: 'demonstrated', source: 'agreed' },
    { criterionId: 'C2', state: 'met', levelId: 'demonstrated', source: 'agreed' },
    { criterionId: 'C3', state: 'notYet', levelId: 'not_yet', source: 'agreed' },
  ]
  const body = {
    attemptId: sent.attemptId,
    attemptNo: 1,
    decisionId: world.home.ports.newId(),
    result: 'returned',
    readings: [],
    adjudicated: false,
    provisional: true,
    final,
  }
  await ctx.transact((tx) =>
    append(ctx, tx, {
      type: 'review.decided',
      subjectId: sent.submissionId,
      personId: desk.learner.id,
      body: body as never,
    }),
  )
  await world.settle()
  const { text } = await desk.browser.get(`/me/work/${sent.submissionId}`)
  expect(text).toContain('2 of 3 shown. You only send the rest again.')
  expect(text).toContain('A count before: kept')
  expect(text).toContain('A count after')
  const work = `/me/work/${sent.submissionId}`
  expect(text).toContain('This part came back: A count after')
  expect(text).toMatch(new RegExp(`href="${work}/requirements/R1"[^>]*>[^<]*Continue: Log of two weeks`))
  const ready = await desk.browser.get(`${work}/ready`)
  expect(ready.text).toContain('Nothing has changed since it came back')
  expect(ready.text).toContain('Readers will look only at: A count after. Change that first, or send it as it is.')
  const learner = learning(world, desk.learner)
  await saveResponse(learner, sent.submissionId, { promptId: 'P1', body: `${aText(40)} and more`, revision: 1 })
  expect((await desk.browser.get(work)).text).not.toContain('This part came back')
  expect((await desk.browser.get(`${work}/ready`)).text).not.toContain('Nothing has changed since')
  const list = await desk.browser.get('/me/work')
  expect(list.text).toContain('Not yet: something to add')
})
