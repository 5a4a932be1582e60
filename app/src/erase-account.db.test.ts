import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AchievementVersion } from './features/catalog/reads.ts'
import { addText } from './features/submission/actions/evidence.ts'
import { keepText } from './features/submission/actions/inbox.ts'
import { planFailpoints } from './platform/failpoint.ts'
import { retain } from './retention.ts'
import { sweepsOf } from './sweeps.ts'
import { type Browser, browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anAward, aShare } from './testing/factories/award.ts'
import { aText } from './testing/factories/evidence.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { aReader } from './testing/factories/reader.ts'
import { anAdmitted, readTwice, take } from './testing/factories/review.ts'
import { aConsent, aDraft, anAnswer, learning } from './testing/factories/submission.ts'
import { insistLinesLast } from './testing/lines-last.ts'
import { openWorld, type World } from './testing/world.ts'

const HOUR = 3_600_000
let world: World
let district: District
let other: District
let read: AchievementVersion
let awarded: AchievementVersion
let drafted: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  await insistLinesLast(world)
  other = await aDistrict(world, { name: 'Hillside' })
  read = await anAchievement(world)
  awarded = await anAchievement(world)
  drafted = await anAchievement(world)
})
afterAll(() => world.close())
beforeEach(async () => {
  planFailpoints(undefined)
  // A district of their own, so that no reader is handed another test's work.
  district = await aDistrict(world, { name: 'Lakeview' })
  await anOffering(
    world,
    district.tenantId,
    [read, awarded, drafted].map(({ achievementId }) => achievementId),
  )
  await run()
})

const rowsOf = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows
async function run(): Promise<void> {
  world.clock.advance(HOUR)
  for (const sweep of sweepsOf(world.home)) await sweep()
  await world.settle()
}
/** As on a site that is running: hour by hour where it matters, so that no clock jumps. */
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    world.clock.advance(23 * HOUR)
    await run()
  }
}

let serial = 0
async function aTeacher(): Promise<{ person: Someone; browser: Browser }> {
  serial++
  const person = await aPerson(world, {
    name: `Cnrygone Vogel${serial}sang`,
    email: `cnry-gone-${serial}@vogel${serial}.example`,
  })
  await join(world, district, { person, school: 'North School' })
  await world.settle()
  return { person, browser: browserOf(world, await signedIn(world, person)) }
}

const lead = (name: string) => aPerson(world, { name: `${name} Person${++serial}` })

/** A life here: something read and earned, something awarded and opened to a district, a draft, a plan, loose things. */
async function aLife(person: Someone) {
  const name = surname(person)
  const readers = [await aReader(world, district), await aReader(world, district)]
  const file = { name: 'class.txt', mediaType: 'text/plain', bytes: Buffer.from(`what ${person.id} sent`) }
  const work = await anAdmitted(world, {
    district,
    learner: person,
    version: read,
    file,
    answer: `${name} taught it.`,
  })
  await world.settle()
  await readTwice(
    world,
    work,
    readers.map((reader) => ({ reader, levels: { C1: 'not_yet' } })),
  )
  const award = await anAward(world, { district, learner: person, version: awarded })
  await aShare(world, { award, learner: person, to: other })
  const draft = await aDraft(world, { learner: person, version: drafted })
  await aConsent(world, { learner: person, submissionId: draft })
  await anAnswer(world, { learner: person, submissionId: draft })
  await addText(learning(world, person), draft, { requirementId: 'R1', body: aText() })
  await keepText(learning(world, person), { body: `${name}, unsorted`, caption: '' })
  await rowsOf(
    `insert into goal (person_id, id, text, competencies, created_at) values ($1, $2, $3, '{C1}', now())`,
    person.id,
    world.home.ports.newId(),
    `${name}: calmer mornings`,
  )
  await rowsOf(
    `insert into identity (id, person_id, issuer, subject, created_at) values ($1, $2, 'https://id.example', $3, now())`,
    world.home.ports.newId(),
    person.id,
    `cnry-${name}`,
  )
  await world.settle()
  const [{ blob_key: key }] = await rowsOf(
    `select blob_key from evidence where submission_id = $1 and blob_key is not null`,
    work.submissionId,
  )
  return { work, award, draft, key }
}

async function askIn(browser: Browser, person: Someone, credentials: 'keep' | 'erase' = 'keep') {
  await rowsOf('update session set proved_at = $2 where person_id = $1', person.id, world.clock.now())
  return browser.post('/me/settings/erase', { credentials, confirmed: 'yes' }, '/me/settings')
}

const surname = ({ name }: Someone) => name.split(' ').at(-1) ?? ''

/** Every table with a column that could hold words, searched for whoever should be gone. */
async function tracesOf(person: Someone): Promise<string[]> {
  const tables = await rowsOf(
    `select table_name as name, json_object_agg(column_name, data_type) as fields from information_schema.columns
     where table_schema = 'public' and table_name in (select tablename from pg_tables where schemaname = 'public')
     group by table_name`,
  )
  const needles = [surname(person), person.email].map((text) => `%${text}%`)
  const found = []
  for (const { name, fields } of tables) {
    const counts = Object.entries(fields).map(([field, type]) => {
      const words = type === 'bytea' ? `encode("${field}", 'escape')` : `"${field}"::text`
      return `count(*) filter (where ${words} ilike any ($1))::int as "${field}"`
    })
    const [row] = await rowsOf(`select ${counts.join(', ')} from "${name}"`, needles)
    for (const field of Object.keys(fields)) if (row[field] > 0) found.push(`${name}.${field}`)
  }
  return found.sort()
}
const typesOf = async (personId: string) =>
  (await rowsOf('select type from log_entry where person_id = $1 order by id', personId)).map(
    ({ type }) => type as string,
  )
const lettersTo = async ({ email }: Someone) =>
  (await rowsOf('select template from mail_message where address = $1 order by id', email)).map(
    ({ template }) => template,
  )

describe('a person asks to be erased', () => {
  test('has seven days, may keep the account with one press, and is told of both at every address', async () => {
    const { person, browser } = await aTeacher()
    const { work } = await aLife(person)
    world.clock.advance(11 * 60_000)
    const stale = await browser.post('/me/settings/erase', { credentials: 'keep', confirmed: 'yes' }, '/me/settings')
    expect(stale.status).toBe(403)
    await rowsOf('update session set proved_at = $2 where person_id = $1', person.id, world.clock.now())
    const unticked = await browser.post('/me/settings/erase', { credentials: 'keep' }, '/me/settings')
    expect(unticked.status).toBe(422)
    expect(unticked.text).toContain('Tick the box')
    expect((await askIn(browser, person)).location).toBe('/me/settings#erase')
    expect((await askIn(browser, person)).status).toBe(409)
    await days(6)
    const page = await browser.get('/me/settings')
    expect(page.text).toContain('You asked to be erased. It happens after')
    await browser.post('/me/settings/erase/cancel', {}, '/me/settings')
    await days(3)
    expect((await browser.get('/me/settings')).text).toContain(person.email)
    expect(
      await rowsOf('select 1 from evidence where submission_id = $1 and erased_at is null', work.submissionId),
    ).toHaveLength(2)
    expect(await lettersTo(person)).toEqual(
      expect.arrayContaining(['account.erasureAsked', 'account.erasureCancelled']),
    )
    expect(await typesOf(person.id)).toEqual(
      expect.arrayContaining(['account.erasureAsked', 'account.erasureCancelled']),
    )
  })

  test('and is gone after a week, everywhere; the decision, the kept credential and the hours stand under a number', async () => {
    const { person, browser } = await aTeacher()
    const { work, award, draft, key } = await aLife(person)
    expect(await tracesOf(person)).not.toEqual([])
    await rowsOf(`update credential set visibility = 'link' where id = $1`, award.credentialId)
    await askIn(browser, person)
    await days(8)
    await run()

    expect((await browser.get('/me/settings')).status).not.toBe(200)
    const [row] = await rowsOf('select name, erased_at, disabled_at from person where id = $1', person.id)
    expect(row).toMatchObject({ name: '', erased_at: expect.any(Date), disabled_at: expect.any(Date) })
    for (const table of [
      'person_email',
      'passkey',
      'identity',
      'session',
      'recovery',
      'goal',
      'plan_item',
      'saved_search',
      'inbox_item',
      'consent',
      'upload',
      'privacy_export',
      'growth_activity',
      'growth_earned',
    ])
      expect(await rowsOf(`select 1 from ${table} where person_id = $1`, person.id), table).toEqual([])
    expect(await rowsOf('select 1 from submission_response where learner_id = $1', person.id)).toEqual([])
    expect(await rowsOf(`select 1 from attempt_response where learner_id = $1 and body <> ''`, person.id)).toEqual([])
    expect(await rowsOf('select 1 from evidence where learner_id = $1 and erased_at is null', person.id)).toEqual([])
    expect(await world.home.ports.blobs.size(key)).toBeNull()
    expect((await rowsOf('select status from submission where id = $1', draft))[0].status).toBe('withdrawn')
    expect(await rowsOf('select 1 from membership where person_id = $1 and ended_at is null', person.id)).toEqual([])
    // What is signed stays as it was signed, and the last letter stays a week.
    const left = await tracesOf(person)
    expect(left.filter((place) => !/^(mail_message|outbox)\./.test(place))).toEqual([])
    expect(await lettersTo(person)).toEqual(['account.erased'])

    expect(await rowsOf('select result from decision where submission_id = $1', work.submissionId)).toHaveLength(1)
    expect(
      await rowsOf(`select 1 from recognition where educator_id = $1 and state = 'approved'`, person.id),
    ).not.toEqual([])
    const stranger = browserOf(world)
    const shown = await stranger.get(`/c/${award.publicId}`)
    expect(shown.status).toBe(200)
    expect(shown.text).toContain(awarded.title)
    const json = await stranger.get(`/c/${award.publicId}.json`)
    const verdict = await world.app.request('http://localhost:3000/api/v1/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: json.text,
    })
    expect(await verdict.json()).toMatchObject({ verdict: 'valid' })

    const types = await typesOf(person.id)
    expect(types.filter((type) => type === 'account.erased')).toHaveLength(1)
    expect(types).toEqual(
      expect.arrayContaining([
        'submission.evidenceErased',
        'submission.wordsErased',
        'submission.withdrawn',
        'growth.erased',
        'credential.shareEnded',
        'organization.memberEnded',
      ]),
    )
    const bodies = JSON.stringify(await rowsOf(`select body from log_entry where person_id = $1`, person.id))
    expect(bodies).not.toMatch(/vogel\d/i)
    await days(8)
    expect(await tracesOf(person)).toEqual([])
  })

  test('with the credentials erased too, copies say revoked, the address says why, and nothing signed is left', async () => {
    const { person, browser } = await aTeacher()
    const { award } = await aLife(person)
    await rowsOf(`update credential set visibility = 'public' where id = $1`, award.credentialId)
    const copy = (await browserOf(world).get(`/c/${award.publicId}.json`)).text
    await askIn(browser, person, 'erase')
    await days(8)
    await run()
    const [row] = await rowsOf('select * from credential where id = $1', award.credentialId)
    expect(row).toMatchObject({
      prepared_bytes: null,
      signed_bytes: null,
      revoked_reason: 'holder-request',
      state: 'published',
    })
    expect(row.signed_digest).toMatch(/^[0-9a-f]{64}$/)
    const [{ salt }] = await rowsOf('select salt from submission where id = $1', row.submission_id)
    expect(salt).toHaveLength(0)
    for (const ending of ['', '.json', '.png', '.svg', '.pdf', '/print', '/embed']) {
      const gone = await browserOf(world).get(`/c/${award.publicId}${ending}`)
      expect(gone.status, ending).toBe(410)
    }
    expect((await browserOf(world).get(`/c/${award.publicId}`)).text).toContain('removed at the holder')
    const verdict = await world.app.request('http://localhost:3000/api/v1/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: copy,
    })
    expect(await verdict.json()).toMatchObject({ verdict: 'invalid' })
    expect(await rowsOf(`select 1 from recognition where educator_id = $1 and state = 'approved'`, person.id)).toEqual(
      [],
    )
    await expect(rowsOf(`update credential set signed_bytes = 'x' where id = $1`, award.credentialId)).rejects.toThrow()
  })

  test.each([1, 2, 3, 4, 5, 6])(
    'cut off after step %i, it is whole after the next run, and everything is written once',
    async (step) => {
      const counted = [
        'submission.evidenceErased',
        'submission.withdrawn',
        'organization.memberEnded',
        'growth.erased',
        'account.erased',
        'account.erasureBegun',
      ]
      const { person, browser } = await aTeacher()
      await aLife(person)
      await askIn(browser, person)
      await rowsOf('update privacy_erasure set due_at = $2 where person_id = $1', person.id, world.clock.now())
      planFailpoints(`erase.stepped:${step}:throw`)
      await run()
      await run()
      planFailpoints(undefined)
      await Promise.all([retain(world.home), retain(world.home)])
      await run()
      await run()
      const types = await typesOf(person.id)
      const times = (wanted: string) => types.filter((type) => type === wanted).length
      expect(counted.map(times), `after step ${step}`).toEqual([3, 2, 1, 1, 1, 1])
      expect(await lettersTo(person)).toEqual(['account.erased'])
      expect((await tracesOf(person)).filter((place) => !/^(mail_message|outbox)\./.test(place))).toEqual([])
    },
  )

  test('work that readers have is withdrawn and leaves their desk; what the person was reading goes back to the queue', async () => {
    const { person, browser } = await aTeacher()
    const own = await anAdmitted(world, { district, learner: person, version: read })
    const reader = await aReader(world, district)
    await world.settle()
    expect(await take(world, reader)).not.toBeNull()
    await world.settle()
    const learner = await aPerson(world)
    await join(world, district, { person: learner, school: 'South School' })
    const others = await anAdmitted(world, { district, learner, version: read })
    await world.settle()
    const asReader = await aPerson(world, { name: 'Cnryreader Lesersang', email: 'cnry-reader@leser.example' })
    const leaving = await aReader(world, district, { person: asReader, school: 'East School' })
    const reviewId = await take(world, leaving)
    expect(reviewId).not.toBeNull()
    const readerBrowser = browserOf(world, await signedIn(world, asReader))
    await askIn(browser, person)
    await askIn(readerBrowser, asReader)
    await days(8)
    await run()
    const readings = await rowsOf('select status from review where submission_id = $1', own.submissionId)
    expect(readings.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
    const back = await rowsOf(
      `select account_id from review where submission_id = $1 and account_id = $2`,
      others.submissionId,
      asReader.id,
    )
    expect(back).toEqual([])
    expect(await rowsOf(`select 1 from reader where account_id = $1 and status <> 'left'`, asReader.id)).toEqual([])
    expect((await tracesOf(asReader)).filter((place) => !/^(mail_message|outbox)\./.test(place))).toEqual([])
  })

  test('an open recognition or an organization without another administrator stands in the way, and the page and a letter say so', async () => {
    const { person, browser } = await aTeacher()
    await aLife(person)
    await rowsOf(
      `insert into role_grant (tenant_id, id, person_id, role, granted_by, granted_at) values ($1, $2, $3, 'organizationAdmin', 'system:test', now())`,
      other.tenantId,
      world.home.ports.newId(),
      person.id,
    )
    const page = await browser.get('/me/settings')
    expect(page.text).toContain('You are the only administrator of Hillside')
    const refused = await askIn(browser, person)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Something stands in the way')
    await rowsOf('update role_grant set ended_at = now() where person_id = $1', person.id)
    expect((await askIn(browser, person)).status).toBe(303)
    await rowsOf(`update recognition set state = 'pending_approval' where educator_id = $1`, person.id)
    await days(10)
    expect((await browser.get('/me/settings')).text).toContain('has not finished recognizing something of yours')
    expect((await lettersTo(person)).filter((template) => template === 'account.erasureHeld')).toHaveLength(1)
    await rowsOf(`update recognition set state = 'approved' where educator_id = $1`, person.id)
    await days(2)
    await run()
    expect((await rowsOf('select erased_at from person where id = $1', person.id))[0].erased_at).not.toBeNull()
  })

  test('nobody is erased by a query: without a begun erasing the database refuses, also inside the application', async () => {
    const { person } = await aTeacher()
    const { award } = await aLife(person)
    const asApp = async (sql: string, tenant: string | null = district.tenantId) => {
      const client = await world.home.db.pool.connect()
      try {
        await client.query(
          `begin; select sec.enter(${tenant ? `'${tenant}'` : 'null'}, '${person.id}'); set local role cairn_app`,
        )
        await client.query(sql)
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    await expect(asApp('select sec.erase_account(now())')).rejects.toThrow('nobody asked for this')
    await expect(asApp(`update attempt_response set body = '' where learner_id = '${person.id}'`)).rejects.toThrow(
      'append-only',
    )
    const wipe = `revoked_at = coalesce(revoked_at, now()), prepared_bytes = null, signed_bytes = null, erased_at = now()`
    await expect(asApp(`update credential set ${wipe} where id = '${award.credentialId}'`)).rejects.toThrow(
      'what was signed stays',
    )
    await expect(asApp(`update credential set signed_bytes = 'x' where id = '${award.credentialId}'`)).rejects.toThrow(
      'what was signed stays',
    )
  })

  test('elsewhere the person is a former member: in the hours, among readers, among awards', async () => {
    const { person, browser } = await aTeacher()
    await aLife(person)
    const [boss, reader] = [await lead('Stays'), await lead('Cnryleaves')]
    const roles = ['organizationAdmin', 'qaLead', 'recognizer'] as const
    await join(world, district, { person: boss, roles: [...roles] })
    await aReader(world, district, { person: reader })
    const bossBrowser = browserOf(world, await signedIn(world, boss))
    const pages = [
      `/org/${district.slug}/hours`,
      `/org/${district.slug}/awards`,
      '/qa/readers',
      `/org/${district.slug}/log`,
    ]
    const before = await Promise.all(pages.map((path) => bossBrowser.get(path)))
    expect(before[0]?.text).toContain(person.name)
    expect(before[2]?.text).toContain(reader.name)
    await askIn(browser, person)
    await askIn(browserOf(world, await signedIn(world, reader)), reader)
    await days(8)
    await run()
    const again = browserOf(world, await signedIn(world, boss))
    const [hours, awards, readers] = await Promise.all(pages.map((path) => again.get(path)))
    for (const page of [hours, awards, readers]) {
      expect(page?.status).toBe(200)
      for (const { name } of [person, reader]) expect(page?.text.includes(name)).toBe(false)
    }
    expect(hours?.text).toContain('A former member')
    expect(awards?.text).toContain('No longer a member')
    expect(readers?.text).toContain('A former member')
  })

  test('whoever signs in with the address again begins as somebody new', async () => {
    const { person, browser } = await aTeacher()
    await aLife(person)
    await askIn(browser, person)
    await days(8)
    await run()
    const again = browserOf(world)
    await again.post('/sign-in', { email: person.email })
    await world.settle()
    const [{ text }] = await rowsOf(
      `select text from mail_message where address = $1 and template = 'account.signIn' order by id desc limit 1`,
      person.email,
    )
    const code = /\b(\d{6})\b/.exec(text)?.[1] ?? ''
    await again.post('/sign-in/code', { code })
    const settings = await again.get('/welcome')
    expect(settings.status).toBe(200)
    const [fresh] = await rowsOf(`select person_id from person_email where email = $1`, person.email)
    expect(fresh.person_id).not.toBe(person.id)
    expect((await again.get('/me/backpack')).text).not.toContain(awarded.title)
  })
})
