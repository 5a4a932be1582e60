import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { historyOf } from '../../platform/log.ts'
import { sweepsOf } from '../../sweeps.ts'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { acting, aStaff, type Staff } from '../../testing/factories/draft.ts'
import { aPhoto } from '../../testing/factories/evidence.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader } from '../../testing/factories/reader.ts'
import { anAdmitted, take } from '../../testing/factories/review.ts'
import { aDraft } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { closeExemplar, declineExemplar, letOutExemplar, writeExemplar } from './actions/judge-exemplar.ts'
import { lendExemplar, takeBackAll, takeBackExemplar } from './actions/lend-exemplar.ts'
import { listExemplified } from './reads/exemplars.ts'
import { readMarks } from './reads/marks.ts'
import type { AchievementVersion } from './reads.ts'
import { exemplarStateOf } from './rules/exemplar.ts'
import { CHECKS, type OfferExemplar } from './rules/exemplar-form.ts'
import { judgingPage } from './views/exemplars.ts'
import { lendPage, lentPage, ownExamples } from './views/lent.ts'

let world: World
let district: District
let staff: Staff
let version: AchievementVersion
let holder: Someone
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { name: 'Lakeview' })
  staff = await aStaff(world, district)
  version = await anAchievement(world)
  holder = await aPerson(world, { name: 'Cnry Holder' })
  await join(world, district, { person: holder })
})
afterAll(() => world.close())

const rowsOf = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows
const refused = (because: string) => expect.objectContaining({ because })
const lead = () => staff.leads[0].ctx()
const me = () => world.as({ personId: holder.id })
const WORDS = 'On Monday the class needed four minutes to begin, on Friday one and a half.'
let serial = 0

interface PieceOf {
  class?: 'A' | 'B' | 'C'
  consentId?: string | null
  bytes?: Buffer
  /** With its readings open before it was earned. */
  read?: boolean
}
/** Earned work of the holder with one piece in it, as the attempt froze it. */
async function aPieceOf(given: PieceOf = {}): Promise<{ work: string; piece: string }> {
  const { submissionId: work } = await anAdmitted(world, { district, learner: holder, version })
  if (given.read) await world.settle()
  await rowsOf(`update submission set status = 'earned', closed_at = $2 where id = $1`, work, world.clock.now())
  const piece = world.home.ports.newId()
  async function* once() {
    yield given.bytes ?? Buffer.from('')
  }
  const stored = given.bytes ? await world.home.ports.blobs.put(`person/${holder.id}`, once()) : null
  const said = stored ? ['image', 'image/jpeg', stored.key, null] : ['text', 'text/plain', null, `${WORDS} ${++serial}`]
  await rowsOf(
    `insert into evidence (tenant_id, id, submission_id, learner_id, requirement_id, kind, media_type, blob_key, body, evidence_type, name, bytes, sha256, class, consent_id, added_at, frozen_at)
     values ($1, $2, $3, $4, 'R1', $5, $6, $7, $8, 'data_table', 'piece', $9, $10, $11, $12, $13, $13)`,
    ...[district.tenantId, piece, work, holder.id, ...said, stored?.bytes ?? 12, 'a'.repeat(64)],
    ...[given.class ?? 'A', given.consentId ?? null, world.clock.now()],
  )
  return { work, piece }
}
async function aTrainingConsent(scope = 'review+training', untilOn: string | null = null): Promise<string> {
  const id = world.home.ports.newId()
  await rowsOf(
    `insert into consent (id, person_id, scope, collected_by, kept_where, people, collected_on, until_on, created_at) values ($1, $2, $3, 'self', 'Desk', 1, '2026-09-01', $4, $5)`,
    ...[id, holder.id, scope, untilOn, world.clock.now()],
  )
  return id
}
const said = (piece: string, more: Partial<OfferExemplar> = {}): OfferExemplar => ({
  ...{ piece, at: 'C1/demonstrated', shows: 'words', words: WORDS, audience: 'public', showName: 'no' },
  ...{ checks: [...CHECKS], agreed: true },
  ...more,
})
async function aLent(given: PieceOf = {}, more: Partial<OfferExemplar> = {}): Promise<string> {
  const { work, piece } = await aPieceOf(given)
  await lendExemplar(me(), work, said(piece, more))
  return (await rowsOf('select id from exemplar where evidence_id = $1', piece))[0].id
}
async function aShown(given: PieceOf = {}, more: Partial<OfferExemplar> = {}): Promise<string> {
  const id = await aLent(given, more)
  await letOutExemplar(lead(), id)
  return id
}
const page = () => `/m/${version.slug}/exemplars`
const asVisitor = async () => (await browserOf(world).get(page())).text
const rowOf = async (id: string) => (await rowsOf('select * from exemplar where id = $1', id))[0]
async function fileOf(id: string): Promise<number> {
  const headers = { 'sec-fetch-site': 'same-site' }
  return (await world.files.request(`${world.home.ports.filesUrl}/e/${id}`, { headers })).status
}
const blobsOf = async (key: string) => world.home.ports.blobs.size(key)

describe('lending', () => {
  test('asks for everything at once, keeps nothing of a refused press, and is done once', async () => {
    const { work, piece } = await aPieceOf()
    const empty = { at: 'C9/none', words: 'Too short', checks: ['names' as const], agreed: false }
    const fields = { at: 'catalog.lend.at.none', words: 'catalog.lend.words.short' }
    const more = { checks: 'catalog.lend.checks.missing', agreed: 'catalog.lend.agreed.missing' }
    await expect(lendExemplar(me(), work, said(piece, empty))).rejects.toMatchObject({ fields: { ...fields, ...more } })
    await lendExemplar(me(), work, said(piece))
    await lendExemplar(me(), work, said(piece))
    const [row, ...others] = await rowsOf('select * from exemplar where evidence_id = $1', piece)
    expect([row.state, row.words, row.audience, others]).toEqual(['offered', WORDS, 'public', []])
    expect(await asVisitor()).not.toContain(row.id)
    const letters = await rowsOf(`select 1 from outbox where body ->> 'template' = 'catalog.exampleOffered'`)
    expect(letters.length).toBe(2)
  })

  test.each([
    ['students recognizable', { class: 'C' as const }, 'example-class-c'],
    ['adults without a consent', { class: 'B' as const }, 'example-consent'],
  ])('%s: never', async (_case, given, because) => {
    const { work, piece } = await aPieceOf(given)
    await expect(lendExemplar(me(), work, said(piece))).rejects.toEqual(refused(because))
    expect((await lendPage(me(), work, piece)).chosen).toBeNull()
  })

  test('adults whose consent names training: to members alone, while the consent holds', async () => {
    const consentId = await aTrainingConsent()
    const { work, piece } = await aPieceOf({ class: 'B', consentId })
    await expect(lendExemplar(me(), work, said(piece))).rejects.toMatchObject({
      fields: { audience: 'catalog.lend.audience.inside' },
    })
    await lendExemplar(me(), work, said(piece, { audience: 'members' }))
    const narrow = await aPieceOf({ class: 'B', consentId: await aTrainingConsent('review') })
    await expect(lendExemplar(me(), narrow.work, said(narrow.piece, { audience: 'members' }))).rejects.toEqual(
      refused('example-consent'),
    )
  })

  test('nobody lends what is another’s, and the database takes neither class C nor work that is not earned', async () => {
    const { work, piece } = await aPieceOf()
    const stranger = world.as({ personId: (await aPerson(world)).id })
    await expect(lendExemplar(stranger, work, said(piece))).rejects.toThrow('evidence')
    await rowsOf(`update submission set status = 'returned' where id = $1`, work)
    await expect(lendExemplar(me(), work, said(piece))).rejects.toEqual(refused('example-not-earned'))
    const c = await aPieceOf({ class: 'C' })
    for (const [of, privacy] of [[{ work, piece }, 'A'] as const, [c, 'A'] as const])
      await expect(
        rowsOf(
          `insert into exemplar (tenant_id, id, achievement_id, version_id, criterion_id, level_id, holder_id, submission_id, evidence_id, class, audience, words, offered_at)
           values ($1, gen_random_uuid(), $2, $3, 'C1', 'demonstrated', $4, $5, $6, $7, 'public', 'x', now())`,
          ...[district.tenantId, version.achievementId, version.id, holder.id, of.work, of.piece, privacy],
        ),
      ).rejects.toThrow('no example can be made of it')
  })
})

describe('a quality lead', () => {
  test('lets it out with the passkey shown once more, and its holder is told', async () => {
    const id = await aLent({}, { showName: 'yes' })
    const stale = world.as({ personId: staff.leads[0].person.id, tenantId: district.tenantId, roles: ['qaLead'] })
    await expect(letOutExemplar(stale, id)).rejects.toEqual(refused('step-up-needed'))
    await expect(letOutExemplar(staff.author.ctx(), id)).rejects.toEqual(refused('role-needed'))
    await letOutExemplar(lead(), id)
    await letOutExemplar(lead(), id)
    const seen = await asVisitor()
    expect(seen).toContain(`example-${id}`)
    expect(seen).toContain('Cnry Holder')
    expect((await browserOf(world).get(`${page()}?names=off`)).text).not.toContain('Cnry Holder')
    expect((await browserOf(world).get(`/m/${version.slug}`)).text).toContain('A real example')
    const lines = await lead().transact((tx) => historyOf(tx, district.tenantId, id))
    expect(lines.map(({ type }) => type)).toEqual(['exemplar.offered', 'exemplar.published'])
    expect(exemplarStateOf(lines)).toBe((await rowOf(id)).state)
  })

  test('declines with a reason that is read where it was lent, and nothing of it stays', async () => {
    const id = await aLent()
    await expect(declineExemplar(lead(), id, 'No')).rejects.toEqual(refused('check-fields'))
    await declineExemplar(lead(), id, 'A colleague is named in the third line.')
    const mine = (await lentPage(me())).lent.find((one) => one.id === id)
    expect(mine).toMatchObject({ state: 'declined', words: '', reason: 'A colleague is named in the third line.' })
    await expect(letOutExemplar(lead(), id)).rejects.toEqual(refused('example-over'))
  })

  test('never answers their own, and authors do not see what waits', async () => {
    const id = await aLent()
    const own = world.as({ ...{ personId: holder.id, tenantId: district.tenantId, roles: ['qaLead'] } })
    await expect(closeExemplar(own, id)).rejects.toEqual(refused('own-example'))
    const ids = async (ctx: ReturnType<World['as']>) => (await judgingPage(ctx)).waiting.map((one) => one.id)
    expect(await ids(lead())).toContain(id)
    expect(await ids(staff.author.ctx())).not.toContain(id)
    const elsewhere = await acting(world, await aDistrict(world), ['qaLead'])
    await expect(letOutExemplar(elsewhere.ctx(), id)).rejects.toThrow('exemplar')
    await closeExemplar(lead(), id)
    expect((await rowOf(id)).ended_because).toBe('lead')
  })
})

describe('taken back', () => {
  test('with one press: words, file and page go at once', async () => {
    const id = await aShown({ bytes: await aPhoto({ width: 80, height: 60 }) }, { shows: 'stored' })
    const { blob_key: key } = await rowOf(id)
    expect([key.startsWith(`exemplar/${id}/`), await fileOf(id)]).toEqual([true, 200])
    const browser = browserOf(world, await signedIn(world, holder))
    const { status } = await browser.post(`/me/examples/${id}/withdraw`, {}, '/me/examples')
    expect([status, await fileOf(id), (await asVisitor()).includes(id)]).toEqual([303, 404, false])
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', words: '', blob_key: null, ended_because: 'holder' })
    await world.settle()
    expect(await blobsOf(key)).toBeNull()
    await takeBackExemplar(me(), id)
    expect(
      await rowsOf(`select 1 from log_entry where subject_id = $1 and type = 'exemplar.withdrawn'`, id),
    ).toHaveLength(1)
    const stranger = world.as({ personId: (await aPerson(world)).id })
    await expect(takeBackExemplar(stranger, await aLent())).rejects.toThrow('exemplar')
  })

  test('a copy that its holder covered lies alone, without what a phone wrote into it', async () => {
    const file = new File([new Uint8Array(await aPhoto({ width: 80, height: 60 }))], 'covered.jpg')
    const id = await aShown({}, { shows: 'copy', file })
    const { blob_key: key, media_type: type } = await rowOf(id)
    const parts = []
    for await (const part of await world.home.ports.blobs.get(key)) parts.push(part)
    expect([type, Buffer.concat(parts).includes('Exif')]).toEqual(['image/jpeg', false])
    const heavy = { shows: 'copy' as const, file: new File(['x'], 'a.docx') }
    const { work, piece } = await aPieceOf()
    await expect(lendExemplar(me(), work, said(piece, heavy))).rejects.toMatchObject({
      fields: { file: 'catalog.lend.file.kind' },
    })
  })

  test.each([
    [
      'a consent ends',
      'consent-ended',
      async (_work: string, consentId: string) => {
        await rowsOf('update consent set withdrawn_at = now() where id = $1', consentId)
      },
    ],
    [
      'a reader raises privacy',
      'privacy-stop',
      async (work: string) => {
        await rowsOf(
          `insert into review_flag (tenant_id, id, review_id, submission_id, account_id, kind, evidence_id, raised_at)
         select r.tenant_id, gen_random_uuid(), r.id, r.submission_id, $2, 'privacy', e.id, now() from review r
         join evidence e on e.submission_id = r.submission_id and e.class = 'B' where r.submission_id = $1 limit 1`,
          ...[work, staff.leads[0].person.id],
        )
      },
    ],
    [
      'the credential is taken back',
      'revoked',
      async (work: string) => {
        await rowsOf(
          `insert into earned_achievement (tenant_id, learner_id, achievement_id, credential_id, submission_id, ended_at) values ($1, $2, $3, gen_random_uuid(), $4, now())`,
          ...[district.tenantId, holder.id, version.achievementId, work],
        )
      },
    ],
  ])('%s: shown nowhere from that moment, and over a sweep later', async (_case, because, end) => {
    const consentId = await aTrainingConsent()
    const id = await aShown({ class: 'B', consentId, read: because === 'privacy-stop' }, { audience: 'members' })
    const { submission_id: work } = await rowOf(id)
    await world.settle()
    const colleague = browserOf(world, await signedIn(world, staff.author.person))
    expect((await colleague.get(page())).text).toContain(id)
    expect(await asVisitor()).not.toContain(id)
    await end(work, consentId)
    expect((await colleague.get(page())).text).not.toContain(id)
    for (const sweep of sweepsOf(world.home)) await sweep()
    expect((await rowOf(id)).ended_because).toBe(because)
  })

  test('a consent that runs out ends it on that day; an account that is erased ends all of it', async () => {
    const id = await aShown(
      { class: 'B', consentId: await aTrainingConsent('review+training', '2026-12-31') },
      { audience: 'members' },
    )
    expect((await ownExamples(me())).examples.some((one) => one.id === id && one.body === WORDS)).toBe(true)
    world.clock.set('2027-01-01T09:00:00Z')
    for (const sweep of sweepsOf(world.home)) await sweep()
    expect((await rowOf(id)).ended_because).toBe('consent-ended')
    await aShown()
    await takeBackAll(world.as({ system: 'erase' }).asSystem({ personId: holder.id, job: 'erase' }))
    expect(await rowsOf(`select 1 from exemplar where holder_id = $1 and ended_at is null`, holder.id)).toEqual([])
  })
})

test('readers and whoever is about to send see it beside the criterion; at the desk nobody’s name is in it', async () => {
  const id = await aShown({}, { showName: 'yes' })
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  await anOffering(world, district.tenantId, [version.achievementId])
  const work = await aDraft(world, { learner, version })
  const ready = await browserOf(world, await signedIn(world, learner)).get(`/me/work/${work}/ready`)
  expect(ready.text).toContain(`example-${id}`)
  const reader = await aReader(world, district)
  await anAdmitted(world, { district, learner: await aPerson(world), version })
  await world.settle()
  const desk = await browserOf(world, await signedIn(world, reader)).get(`/assess/read/${await take(world, reader)}`)
  expect([desk.status, desk.text.includes(WORDS), desk.text.includes('Cnry Holder')]).toEqual([200, true, false])
  await takeBackExemplar(me(), id)
})

test('a constructed example is called so wherever it stands, and needs a quality lead as well', async () => {
  const words = `${WORDS} One step is missing here on purpose.`
  const author = staff.author.ctx()
  await writeExemplar(author, version, { at: 'C1/not_yet', words })
  await writeExemplar(author, version, { at: 'C1/not_yet', words })
  const [row, ...others] = await rowsOf(`select id, state, written_by from exemplar where holder_id is null`)
  expect([row.state, row.written_by, others]).toEqual(['offered', staff.author.person.id, []])
  await letOutExemplar(lead(), row.id)
  const seen = await asVisitor()
  expect(seen.slice(seen.indexOf(`example-${row.id}`))).toMatch(/^[^§]{0,400}Constructed for practice, not real work/)
  expect((await browserOf(world).get(`/m/${version.slug}`)).text).toContain('An example')
  const found = async () =>
    (await me().transact(async (tx) => listExemplified(tx, (await readMarks(tx)).examples))).has(version.achievementId)
  expect(await found()).toBe(true)
  await closeExemplar(lead(), row.id)
  expect([await found(), (await asVisitor()).includes(words)]).toEqual([false, false])
})
