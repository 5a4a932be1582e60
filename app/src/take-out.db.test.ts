import { verify } from '@cairn/openbadges'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AchievementVersion } from './features/catalog/reads.ts'
import { declareTie } from './features/organization/actions/ties.ts'
import { addBankLine } from './features/review/actions/bank.ts'
import { keepItem } from './features/submission/actions/inbox.ts'
import { canonicalizers, credentialCrypto, pinnedContexts } from './platform/signing.ts'
import { retain } from './retention.ts'
import { type Browser, browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anAward, aShare } from './testing/factories/award.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { aReader } from './testing/factories/reader.ts'
import { anAdmitted, readTwice } from './testing/factories/review.ts'
import { aDraft, aPiece, learning } from './testing/factories/submission.ts'
import { openWorld, type World } from './testing/world.ts'

const HOUR = 3_600_000
let world: World
let district: District
let other: District
let version: AchievementVersion
let six: AchievementVersion
let third: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { name: 'Lakeview' })
  other = await aDistrict(world, { name: 'Hillside' })
  version = await anAchievement(world)
  six = await anAchievement(world)
  third = await anAchievement(world)
  await anOffering(world, district.tenantId, [version.achievementId, six.achievementId, third.achievementId])
  await world.settle()
})
afterAll(() => world.close())
beforeEach(() => world.clock.advance(24 * HOUR))

const rowsOf = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows

let serial = 0
/** Somebody whom no archive of another person may name. */
async function aCanary(role: string): Promise<Someone> {
  serial++
  return aPerson(world, { name: `Cnry${role}${serial} Vogelsang`, email: `cnry-${role}-${serial}@vogel.example` })
}

async function aTeacher(name: string): Promise<{ person: Someone; browser: Browser }> {
  serial++
  const person = await aPerson(world, { name, email: `teacher-${serial}@school.example` })
  await join(world, district, { person, school: 'North School' })
  await world.settle()
  return { person, browser: browserOf(world, await signedIn(world, person)) }
}

async function proven({ id }: Someone): Promise<void> {
  await rowsOf('update session set proved_at = $2 where person_id = $1', id, world.clock.now())
}

async function ask(browser: Browser): Promise<string> {
  const answered = await browser.post('/me/settings/data', {}, '/me/settings')
  expect(answered.location).toBe('/me/settings#data')
  const [row] = await rowsOf('select id from privacy_export where made_at is null')
  return row.id
}

/** As a browser does: the form, the address it leads to, the bytes from the other origin. */
async function fetchFile(browser: Browser, id: string): Promise<Buffer> {
  const { location } = await browser.post('/me/settings/data/open', { id }, '/me/settings')
  const answer = await world.files.request(location ?? '', { headers: { 'sec-fetch-site': 'same-site' } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toContain('attachment; filename="cairn-')
  return Buffer.from(await answer.arrayBuffer())
}

async function takeOut({ person, browser }: { person: Someone; browser: Browser }) {
  const id = await ask(browser)
  await world.settle()
  await proven(person)
  const files = unzipSync(await fetchFile(browser, id))
  return {
    files,
    text: (path: string) => Buffer.from(files[path] ?? []).toString('utf8'),
    rows: (name: string) =>
      JSON.parse(Buffer.from(files[`data/${name}.json`] ?? []).toString('utf8')) as Record<string, unknown>[],
  }
}

describe('a person takes everything along', () => {
  test('one file holds work, evidence, words of readers, plan, credentials and hours, and opens without the site', async () => {
    const maya = await aTeacher('Maya Ortiz')
    const readers = [await aReader(world, district), await aReader(world, district)]
    const file = { name: 'My class: day 1.txt', mediaType: 'text/plain', bytes: Buffer.from('what Maya sent') }
    const work = await anAdmitted(world, {
      district,
      learner: maya.person,
      version,
      file,
      answer: 'I taught it twice.',
    })
    await world.settle()
    await readTwice(
      world,
      work,
      readers.map((reader) => ({ reader, levels: {} })),
    )
    const award = await anAward(world, { district, learner: maya.person, version: six })
    await aShare(world, { award, learner: maya.person, to: other })
    const submissionId = await aDraft(world, { learner: maya.person, version: third })
    await aPiece(world, { learner: maya.person, submissionId })
    await rowsOf(
      `insert into goal (person_id, id, text, competencies, why, created_at) values ($1, $2, 'Calmer mornings', '{C1}', 'For all of us', now())`,
      maya.person.id,
      world.home.ports.newId(),
    )
    await aLooseItem(maya.person)
    await world.settle()

    const { files, text, rows } = await takeOut(maya)
    const names = Object.keys(files)
    expect(names.at(-1)).toBe('index.html')
    expect(rows('profile')).toMatchObject([{ name: 'Maya Ortiz' }])
    expect(rows('works').map(({ status }) => status)).toContain('draft')
    expect(rows('works')).toHaveLength(3)
    expect(rows('sentAnswers').map(({ body }) => body)).toContain('I taught it twice.')
    const path = names.find((name) => name.endsWith('-My class day 1.txt')) ?? ''
    expect(path.startsWith('evidence/')).toBe(true)
    expect(text(path)).toBe('what Maya sent')
    expect(names.some((name) => name.startsWith('evidence/inbox/'))).toBe(true)
    expect(rows('decisions')).toMatchObject(Array(2).fill({ result: 'earned', organization: 'Lakeview' }))
    expect(JSON.stringify(rows('decisions'))).toContain('Each day has its minutes and its count')
    expect(rows('goals')).toMatchObject([{ text: 'Calmer mornings' }])
    const earned = rows('earned')
    expect(earned.map(({ microCredential }) => microCredential).sort()).toEqual([version.title, six.title].sort())
    for (const { awardedAt, revokedAt } of earned) expect([typeof awardedAt, revokedAt]).toEqual(['string', null])
    const begun = rows('begun')
    expect(begun.map(({ microCredential }) => microCredential)).toContain(third.title)
    expect(begun.find(({ submissionId: id }) => id === submissionId)).toMatchObject({ endedAt: null })
    expect(rows('memberships')).toMatchObject([{ organization: 'Lakeview', school: 'North School' }])
    expect(rows('shares')).toMatchObject([{ publicId: award.publicId, organization: 'Hillside' }])
    expect(rows('ledger').length).toBeGreaterThan(0)

    const page = text('index.html')
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page).not.toMatch(/<script|<img|src=|href="http/)
    for (const found of ['Calmer mornings', 'Each day has its minutes', 'Earned, decided on', '6 hours'])
      expect(page).toContain(found)
    for (const [, href = ''] of page.matchAll(/href="([^"]*)"/g)) expect(names).toContain(decodeURIComponent(href))

    const document = names.find((name) => name.endsWith('/credential.json')) ?? ''
    const report = await verify(new Uint8Array(files[document] ?? []), {
      material: { documents: new Map() },
      now: world.clock.now(),
      crypto: credentialCrypto,
      contexts: pinnedContexts(),
      canonicalizer: canonicalizers().general,
    })
    expect(report.claims?.achievement?.name).toBe(version.title)
    const badge = Buffer.from(files[document.replace('credential.json', 'badge.png')] ?? [])
    expect(badge.subarray(1, 4).toString()).toBe('PNG')
    expect(badge.includes(text(document).slice(0, 200))).toBe(true)
    expect(text(document.replace('credential.json', 'credential.pdf')).slice(0, 5)).toBe('%PDF-')
  })

  test('no name, address or id of a reader, an administrator, a coach or a colleague is anywhere in it, and no secret', async () => {
    const maya = await aTeacher('Maya Oliva')
    const canaries = [await aCanary('reader'), await aCanary('reader'), await aCanary('admin'), await aCanary('coach')]
    const [one, two, admin, coach] = canaries as [Someone, Someone, Someone, Someone]
    const readers = [await aReader(world, district, { person: one }), await aReader(world, district, { person: two })]
    await join(world, district, { person: admin, roles: ['organizationAdmin', 'qaLead', 'recognizer'] })
    await join(world, district, { person: coach, school: 'North School', roles: ['coach'] })
    const colleague = await aTeacher('Cnrycolleague Vogelsang')
    const byAdmin = world.as({ tenantId: district.tenantId, personId: admin.id, roles: ['qaLead'] })
    await addBankLine(byAdmin, { text: 'Cnry line of somebody else Vogelsang' })
    await rowsOf(
      `insert into tie (tenant_id, id, person_id, other_id, kind, created_at) values ($1, $2, $3, $4, 'coach', now())`,
      district.tenantId,
      world.home.ports.newId(),
      coach.id,
      maya.person.id,
    )
    const byMaya = world.as({ personId: maya.person.id })
    await declareTie(byMaya, { tenantId: district.tenantId, other: colleague.person.name })
    const byColleague = world.as({ personId: colleague.person.id })
    await declareTie(byColleague, { tenantId: district.tenantId, other: 'Maya Oliva' })
    await rowsOf(
      `insert into role_grant (tenant_id, id, person_id, role, granted_by, granted_at) values ($1, $2, $3, 'author', $4, now())`,
      district.tenantId,
      world.home.ports.newId(),
      maya.person.id,
      admin.id,
    )
    await rowsOf(
      `insert into membership_request (tenant_id, id, person_id, created_at, answered_at, answered_by, accepted) values ($1, $2, $3, now(), now(), $4, false)`,
      other.tenantId,
      world.home.ports.newId(),
      maya.person.id,
      admin.id,
    )
    const work = await anAdmitted(world, { district, learner: maya.person, version })
    await world.settle()
    await readTwice(
      world,
      work,
      readers.map((reader) => ({ reader, levels: { C1: 'not_yet' } })),
    )
    await anAward(world, { district, learner: maya.person, version: six })
    const { files, rows } = await takeOut(maya)
    expect(rows('decisions')).toHaveLength(2)
    expect(rows('roles')).toMatchObject([{ role: 'author', organization: 'Lakeview' }])
    const tied = { organization: 'Lakeview', endedAt: null }
    expect(
      rows('ties')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['coach', 'declared'])
    for (const tie of rows('ties')) expect(tie).toMatchObject(tied)
    expect(rows('log').some(({ by }) => by === 'house')).toBe(true)
    const everything = [...canaries, colleague.person]
    const secrets = await rowsOf(
      `select encode(token_hash, 'hex') as hash from session where person_id = $1`,
      maya.person.id,
    )
    for (const [path, bytes] of Object.entries(files)) {
      const content = `${path}\n${Buffer.from(bytes).toString('latin1')}`
      expect(content).not.toMatch(/cnry|vogel/i)
      for (const { id } of everything) expect(content.includes(id), `${path} names ${id}`).toBe(false)
      for (const { hash } of secrets) expect(content.includes(hash)).toBe(false)
      expect(content).not.toContain('blobKey')
    }
  })

  test('a reader takes their own readings along, and nobody whose work they read', async () => {
    const learner = await aCanary('learner')
    await join(world, district, { person: learner, school: 'North School' })
    const person = await aPerson(world, { name: 'Ana Ruiz' })
    const readers = [await aReader(world, district, { person }), await aReader(world, district)]
    const ana = { person, browser: browserOf(world, await signedIn(world, person)) }
    const work = await anAdmitted(world, { district, learner, version })
    await world.settle()
    await readTwice(
      world,
      work,
      readers.map((reader) => ({ reader, levels: {} })),
    )
    const { files, rows } = await takeOut(ana)
    expect(rows('readings')).toMatchObject([{ organization: 'Lakeview', overall: 'A clear record.' }])
    expect(rows('readingScores').length).toBeGreaterThan(0)
    expect(rows('reader')).toHaveLength(1)
    for (const bytes of Object.values(files)) {
      const content = Buffer.from(bytes).toString('latin1')
      expect(content).not.toMatch(/cnry|vogel/i)
      for (const id of [learner.id, work.submissionId, work.attemptId]) expect(content.includes(id)).toBe(false)
    }
  })

  test('speaks the language of the person', async () => {
    const luz = await aTeacher('Luz Peña')
    await rowsOf(`update person set locale = 'es' where id = $1`, luz.person.id)
    const { text } = await takeOut(luz)
    expect(text('index.html')).toContain('<html lang="es">')
    expect(text('index.html')).toContain('Luz Peña: todo lo de Cairn')
    const [letter] = await rowsOf(
      `select subject, text from mail_message where address = $1 order by id desc`,
      luz.person.email,
    )
    expect(letter.subject).toBe('Todo lo tuyo en Cairn está listo')
    expect(letter.text).toContain('/me/settings#data')
  })

  test('one is made at a time, five in a day, and asking shows where it stands', async () => {
    const { person, browser } = await aTeacher('Kim Doe')
    await ask(browser)
    expect((await browser.get('/me/settings')).text).toContain('Being gathered')
    const twice = await browser.post('/me/settings/data', {}, '/me/settings')
    expect(twice.status).toBe(409)
    expect(twice.text).toContain('It is being gathered already')
    await world.settle()
    for (let more = 1; more < 5; more++) {
      await ask(browser)
      await world.settle()
    }
    const sixth = await browser.post('/me/settings/data', {}, '/me/settings')
    expect(sixth.status).toBe(409)
    expect(await rowsOf('select 1 from privacy_export where person_id = $1', person.id)).toHaveLength(5)
    world.clock.advance(25 * HOUR)
    await ask(browser)
    await world.settle()
  })

  test('opens after a fresh proof alone, for its person alone, and the address dies with the session', async () => {
    const maya = await aTeacher('Maya Ortiz')
    const stranger = await aTeacher('Somebody Else')
    const id = await ask(maya.browser)
    await world.settle()
    world.clock.advance(11 * 60_000)
    const stale = await maya.browser.post('/me/settings/data/open', { id }, '/me/settings')
    expect(stale.status).toBe(403)
    expect((await maya.browser.get('/me/settings')).text).not.toContain('Download')
    await proven(stranger.person)
    expect((await stranger.browser.post('/me/settings/data/open', { id }, '/me/settings')).status).toBe(404)
    await proven(maya.person)
    const { location } = await maya.browser.post('/me/settings/data/open', { id }, '/me/settings')
    const pasted = await world.files.request(location ?? '', { headers: { 'sec-fetch-site': 'none' } })
    expect(pasted.status).toBe(404)
    await rowsOf('update session set ended_at = $2 where person_id = $1', maya.person.id, world.clock.now())
    const after = await world.files.request(location ?? '', { headers: { 'sec-fetch-site': 'same-site' } })
    expect(after.status).toBe(404)
    const lines = await rowsOf(`select type from log_entry where subject_id = $1 order by id`, id)
    expect(lines.map(({ type }) => type)).toEqual(['account.exportAsked', 'account.exportMade', 'account.exportOpened'])
  })

  test('a file that is gone or altered keeps none of the others here, and the page names it', async () => {
    const maya = await aTeacher('Maya Ortiz')
    const gone = await aLooseItem(maya.person, 'gone.txt', 'this one goes')
    await aLooseItem(maya.person, 'stays.txt', 'this one stays')
    await world.home.ports.blobs.remove(gone)
    const { files, text } = await takeOut(maya)
    const names = Object.keys(files)
    expect(names.some((name) => name.endsWith('gone.txt'))).toBe(false)
    expect(text(names.find((name) => name.endsWith('stays.txt')) ?? '')).toBe('this one stays')
    expect(text('index.html')).toContain('Files that were not found whole')
    expect(text('index.html')).toContain('gone.txt')
  })

  test('cut off while it was made, it is made once; a week later file, address and row are gone', async () => {
    const maya = await aTeacher('Maya Ortiz')
    const id = await ask(maya.browser)
    await rowsOf('alter table privacy_export add constraint not_now check (made_at is null) not valid')
    await world.settle()
    expect((await rowsOf('select made_at from privacy_export where id = $1', id))[0].made_at).toBeNull()
    await rowsOf('alter table privacy_export drop constraint not_now')
    world.clock.advance(60_000)
    await world.settle()
    const [{ blob_key: key }] = await rowsOf('select blob_key from privacy_export where id = $1', id)
    expect(await world.home.ports.blobs.size(key)).toBeGreaterThan(0)
    expect(
      await rowsOf(`select 1 from log_entry where subject_id = $1 and type = 'account.exportMade'`, id),
    ).toHaveLength(1)
    for (let day = 0; day < 8; day++) {
      world.clock.advance(23 * HOUR)
      await rowsOf('select 1')
      await retain(world.home)
      world.clock.advance(HOUR)
      await retain(world.home)
      await world.settle()
    }
    expect(await world.home.ports.blobs.size(key)).toBeNull()
    expect(await rowsOf('select 1 from privacy_export where id = $1', id)).toEqual([])
    expect(
      await rowsOf(`select body from log_entry where subject_id = $1 and type = 'account.exportErased'`, id),
    ).toEqual([{ body: {} }])
  })
})

/** Something unsorted with bytes in the store; answers where they lie. */
async function aLooseItem(person: Someone, name = 'note.txt', text = 'A loose note'): Promise<string> {
  const ctx = learning(world, person)
  async function* once() {
    yield Buffer.from(text)
  }
  const { key, sha256, bytes } = await ctx.blobs.put(`person/${person.id}`, once())
  const piece = { kind: 'file', name, mediaType: 'text/plain', bytes, sha256, blobKey: key } as const
  await ctx.transact((tx) => keepItem(ctx, tx, { piece: { ...piece, body: null, url: null, captured: {}, facts: {} } }))
  return key
}
