import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, localDateAt } from '../../lib/dates.ts'
import { historyOf } from '../../platform/log.ts'
import { browserOf } from '../../testing/browser.ts'
import { ctdlValidator } from '../../testing/ctdl.ts'
import {
  acting,
  aDraftOf,
  answering,
  aPublication,
  aSignedOff,
  aStaff,
  draftNow,
  type Staff,
  theWorksOfDrafts,
} from '../../testing/factories/draft.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader } from '../../testing/factories/reader.ts'
import { readTwice } from '../../testing/factories/review.ts'
import { aReadyDraft, aSubmittedAttempt, aDraft as aWork, followVersion } from '../../testing/factories/submission.ts'
import { fixturesPresent } from '../../testing/fixtures.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { dateText } from '../../ui/date-time.tsx'
import { draftFromPublished, forkAchievement } from './actions/begin-from.ts'
import { saveSection } from './actions/drafts.ts'
import { importDrafts } from './actions/import-drafts.ts'
import { answerToPublication, proposePublication, retire } from './actions/publish-draft.ts'
import { answerDraft, approveDraft, assignReviewer, requestReview, sendDraftBack } from './actions/review-draft.ts'
import { findOpenPublication } from './reads/draft-reviews.ts'
import { type Draft, listDraftComments } from './reads/drafts.ts'
import { countPiloted, findHowJudged, listAncestors, listOwnVersions, listVersionUse } from './reads/published.ts'
import { findBySlug, getCurrentVersion, listOffers, openShelf } from './reads.ts'
import { versionStateOf } from './rules/version-life.ts'
import { draftPage, draftsPage } from './views/drafts.ts'
import { reviewsWaiting } from './views/review.ts'
import { ownWordsOnDrafts } from './views/take-out.ts'

const DAY = 86_400_000
const fixtures = fixturesPresent(import.meta.filename)
let world: World
let district: District
let staff: Staff
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { name: 'Lakeview' })
  staff = await aStaff(world, district)
  await theWorksOfDrafts(world)
})
afterAll(() => world.close())

let serial = 0
async function aDraft(given: Parameters<typeof aDraftOf>[1] = {}): Promise<{ id: string; slug: string }> {
  serial++
  const slug = `greeting-${serial}`
  return { slug, id: await aDraftOf(staff.author.ctx(), { code: `Y${serial}`, slug, ...given }) }
}
const asPublic = <Result>(read: Parameters<World['home']['db']['asPublic']>[0]) =>
  world.home.db.asPublic(read) as Promise<Result>
const typesOf = async (id: string) => {
  const ctx = staff.author.ctx()
  const log = await ctx.transact((tx) => historyOf(tx, district.tenantId, id))
  return log.map(({ type }) => type.replace('achievement.', ''))
}
const refused = (because: string) => expect.objectContaining({ because })
const [ana, ben] = [() => staff.leads[0].ctx(), () => staff.leads[1].ctx()]
async function openOf(id: string): Promise<string> {
  return (await ana().transact((tx) => findOpenPublication(tx, ana().scope, id)))?.id ?? ''
}

/** What the page tells search engines, and the record for a registry, as they are served. */
async function linkedData(slug: string): Promise<{ page: Record<string, unknown>; record: object }> {
  const visitor = browserOf(world)
  const { text } = await visitor.get(`/m/${slug}`)
  const page = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? '{}'
  const record = JSON.parse((await visitor.get(`/m/${slug}.jsonld`)).text)
  if (fixtures) {
    const valid = ctdlValidator()
    valid(record)
    expect(valid.errors).toBe(null)
  }
  return { page: JSON.parse(page), record }
}

describe('asking for review', () => {
  test('takes a complete check of one’s own and a text without errors', async () => {
    const { id } = await aDraft()
    const author = staff.author.ctx()
    const draft = await draftNow(author, id)
    const half = { ...answering(draft, 'requestReview'), answers: { Q01: 'met' as const } }
    await expect(requestReview(author, id, half)).rejects.toEqual(refused('self-check-open'))
    await expect(
      requestReview(author, id, answering(draft, 'requestReview', { Q01: 'a', Q02: 'b', Q04: 'c' })),
    ).rejects.toEqual(refused('self-check-not-met'))
    const faulty = await aDraft({ competency: `The educator knows ${'x'.repeat(60)}.` })
    await expect(
      requestReview(author, faulty.id, answering(await draftNow(author, faulty.id), 'requestReview')),
    ).rejects.toEqual(refused('draft-has-errors'))
    await requestReview(author, id, answering(draft, 'requestReview'))
    expect(await draftNow(author, id)).toMatchObject({ state: 'inReview', revision: draft.revision + 1 })
    await expect(saveSection(author, id, { section: 'about', revision: 9, sent: { title: 'Late' } })).rejects.toEqual(
      refused('draft-not-open'),
    )
  })

  test('an address or a code that is published already is told as soon as it stands in a draft', async () => {
    const author = staff.author.ctx()
    const first = await aDraft()
    const { achievementId } = await aPublication(staff, first.id)
    const takenIn = async (id: string) => {
      const { findings } = await draftPage(author, id)
      return findings.filter(({ code }) => code.endsWith('_taken')).map(({ path, level }) => `${level} ${path}`)
    }
    const { id } = await aDraft({ slug: first.slug, code: `Y${serial}` })
    expect(await takenIn(id)).toEqual(['error slug', 'error code'])
    const line = (await draftsPage(author)).mine.find((draft) => draft.id === id)
    expect(line?.errors).toBe(2)
    const bytes = Buffer.from(`code: Y999\nslug: ${first.slug}\n`)
    const [imported] = await importDrafts(author, [{ name: 'y999.yaml', bytes }])
    expect(imported?.problems.filter(({ code }) => code.endsWith('_taken'))).toMatchObject([{ path: 'slug', line: 2 }])
    expect(await takenIn(await draftFromPublished(author, achievementId ?? ''))).toEqual([])
    await expect(requestReview(author, id, answering(await draftNow(author, id), 'requestReview'))).rejects.toEqual(
      refused('slug-taken'),
    )
  })

  test('what comes first is there, and never leads back to the text itself', async () => {
    const author = staff.author.ctx()
    const first = await aDraft()
    const { achievementId, content } = await aPublication(staff, first.id)
    const second = await aDraft({ prerequisites: [{ code: `Y${serial}`, kind: 'required' }] })
    await aPublication(staff, second.id)
    expect((await browserOf(world).get(`/m/${second.slug}`)).text).toContain(`href="/m/${first.slug}"`)
    const next = await draftFromPublished(author, achievementId ?? '')
    const need = async (code: string, revision: number) => {
      const sent = { alignments: { ...content.alignments }, prerequisites: { 0: { code, kind: 'required' } } }
      await saveSection(author, next, { section: 'alignments', revision, sent })
      return requestReview(author, next, answering(await draftNow(author, next), 'requestReview'))
    }
    const codes = [`Y${serial - 1}`, `Y${serial}`, `Y${serial - 1}`]
    await expect(need(`Y${serial}`, 1)).rejects.toMatchObject({
      because: 'prerequisite_cycle',
      values: { codes: codes.join(' → ') },
    })
    await expect(need('Q99', 2)).rejects.toEqual(refused('draft-has-errors'))
    expect((await draftPage(author, next)).findings).toContainEqual(
      expect.objectContaining({ path: 'prerequisites.0.code', code: 'prerequisite_unknown', section: 'alignments' }),
    )
    expect((await draftsPage(author)).mine.find(({ id }) => id === next)?.errors).toBe(1)
  })

  test('nobody judges their own text, and nobody who was not asked', async () => {
    const { id } = await aDraft()
    const author = staff.author.ctx()
    await requestReview(author, id, answering(await draftNow(author, id), 'requestReview'))
    const draft = await draftNow(author, id)
    await expect(assignReviewer(ana(), id, { personId: staff.author.person.id, deed: 'assign' })).rejects.toEqual(
      refused('own-text'),
    )
    await expect(assignReviewer(ana(), id, { personId: staff.leads[1].person.id, deed: 'assign' })).rejects.toEqual(
      refused('not-a-reviewer'),
    )
    await expect(answerDraft(author, id, answering(draft, 'signOff'))).rejects.toEqual(refused('own-text'))
    const [reader] = staff.readers
    await expect(answerDraft(reader.ctx(), id, answering(draft, 'signOff'))).rejects.toEqual(
      refused('not-assigned-text'),
    )
    await assignReviewer(ana(), id, { personId: reader.person.id, deed: 'assign' })
    // As on Today, where a person stands in no organization.
    const waiting = () => reviewsWaiting(world.as({ personId: reader.person.id }))
    expect((await waiting()).map((each) => each.id)).toEqual([id])
    await answerDraft(reader.ctx(), id, answering(draft, 'signOff'))
    expect(await waiting()).toEqual([])
    expect(await reviewsWaiting(world.as({ personId: staff.author.person.id }))).toEqual([])
    const { draftAnswers, draftSignOffs } = await ownWordsOnDrafts(world.as({ personId: reader.person.id }))
    expect(draftAnswers).toContainEqual(expect.objectContaining({ draftId: id, component: 'Q16', answer: 'met' }))
    expect(draftSignOffs).toContainEqual(expect.objectContaining({ organization: 'Lakeview', draftId: id }))
  })

  test('sent back with a comment on a component, asked again, and signed anew', async () => {
    const { id } = await aDraft()
    await aSignedOff(staff, id)
    const [reader] = staff.readers
    const draft = await draftNow(reader.ctx(), id)
    await expect(answerDraft(reader.ctx(), id, answering(draft, 'requestChanges'))).rejects.toEqual(
      refused('comment-needed'),
    )
    await answerDraft(reader.ctx(), id, answering(draft, 'requestChanges', { Q16: 'C3 stands outside.' }))
    const author = staff.author.ctx()
    const comments = await author.transact((tx) => listDraftComments(tx, author.scope, id))
    expect(comments.map(({ place, text }) => [place, text])).toEqual([['Q16', 'C3 stands outside.']])
    await requestReview(author, id, answering(await draftNow(author, id), 'requestReview'))
    const { revision } = await draftNow(author, id)
    await expect(approveDraft(ana(), id, { revision, reasons: {} })).rejects.toEqual(refused('sign-offs-missing'))
    expect(await typesOf(id)).toEqual([
      'draftBegun',
      'reviewRequested',
      ...['reviewerAssigned', 'signedOff', 'reviewerAssigned', 'signedOff'],
      ...['changesRequested', 'reviewRequested'],
    ])
  })
})

describe('approving', () => {
  test('what is not met is let go by with a reason, two at most, and said for ever', async () => {
    const { id, slug } = await aDraft()
    const reason = 'No camera is used here, so the words name none.'
    const draft = await aPublication(staff, id, { reasons: { Q22: reason } })
    const version = await asPublic<{ id: string }>((tx) => findBySlug(tx, slug))
    const judged = await asPublic((tx) => findHowJudged(tx, version.id))
    expect(judged).toMatchObject({ readers: 2, waived: [{ component: 'Q22', reason }] })
    expect(draft.state).toBe('published')
  })

  test('a short reason is no reason', async () => {
    const { id } = await aDraft()
    await aSignedOff(staff, id, { Q22: 'No camera.' })
    const { revision } = await draftNow(ana(), id)
    await expect(approveDraft(ana(), id, { revision, reasons: { Q22: 'Fine.' } })).rejects.toMatchObject({
      because: 'waiver-reason',
      fields: { 'reasons.Q22': 'catalog.waiver.short' },
    })
  })
})

describe('publishing', () => {
  test('takes a second person with the role, and a passkey just now', async () => {
    const { id, slug } = await aDraft()
    await aSignedOff(staff, id)
    const { revision } = await draftNow(ana(), id)
    await approveDraft(ana(), id, { revision, reasons: {} })
    await expect(proposePublication(staff.author.ctx(), id, { version: '1.0.0', changes: '' })).rejects.toEqual(
      refused('role-needed'),
    )
    await expect(proposePublication(ana(), id, { version: '0.9.0', changes: '' })).rejects.toEqual(
      refused('version-too-low'),
    )
    await proposePublication(ana(), id, { version: '1.0.0', changes: '' })
    const open = { id: await openOf(id), answer: 'accept' as const }
    await expect(answerToPublication(ana(), id, open)).rejects.toEqual(refused('second-lead'))
    const tired = world.as({ personId: staff.leads[1].person.id, tenantId: district.tenantId, roles: ['qaLead'] })
    await expect(answerToPublication(tired, id, open)).rejects.toEqual(refused('step-up-needed'))
    expect(await asPublic((tx) => findBySlug(tx, slug))).toBeUndefined()
    await answerToPublication(ben(), id, open)
    const version = await asPublic<{ achievementId: string; version: string; starter: boolean }>((tx) =>
      findBySlug(tx, slug),
    )
    expect(version).toMatchObject({ version: '1.0.0', starter: false, content: { version: '1.0.0' } })
    const shelf = await asPublic<Awaited<ReturnType<typeof openShelf>>>((tx) => openShelf(tx))
    expect(shelf.byId.get(version.achievementId)).toMatchObject({ slug, version: '1.0.0' })
    const offers = await asPublic((tx) => listOffers(tx, version.achievementId))
    expect(offers).toMatchObject([{ name: 'Lakeview' }])
  })

  test('the state is what the log says', async () => {
    const { id } = await aDraft()
    const { state } = await aPublication(staff, id)
    expect(versionStateOf((await typesOf(id)).map((type) => ({ type: `achievement.${type}` })))).toBe(state)
  })

  test('the database itself refuses what two people have not let out, and another organization’s text', async () => {
    const { id } = await aDraft()
    await aSignedOff(staff, id)
    const { revision } = await draftNow(ana(), id)
    await approveDraft(ana(), id, { revision, reasons: {} })
    await proposePublication(ana(), id, { version: '1.0.0', changes: '' })
    const publication = await openOf(id)
    const entry = { achievementId: world.home.ports.newId(), versionId: world.home.ports.newId() }
    for (const ctx of [ana(), ben(), (await acting(world, await aDistrict(world), ['qaLead'])).ctx()])
      await expect(
        ctx.transact(async (tx) => {
          const { publishDraft } = await import('./writes/draft-reviews.ts')
          await publishDraft(tx, { publicationId: publication, entry: entry as never, now: world.clock.now() })
        }),
      ).rejects.toThrow('publication refused')
  })

  test('a refused number leaves the text approved, and it may be sent back', async () => {
    const { id } = await aDraft()
    await aSignedOff(staff, id)
    const { revision } = await draftNow(ana(), id)
    await approveDraft(ana(), id, { revision, reasons: {} })
    await proposePublication(ana(), id, { version: '1.0.0', changes: '' })
    await answerToPublication(ben(), id, { id: await openOf(id), answer: 'refuse' })
    expect((await draftNow(ana(), id)).state).toBe('approved')
    await sendDraftBack(ana(), id, { component: 'Q19', comment: 'Think of schools without a door.' })
    expect((await draftNow(ana(), id)).state).toBe('changesRequested')
  })

  test('a proposed number is over when its text is sent back', async () => {
    const { id } = await aDraft()
    await aSignedOff(staff, id)
    const { revision } = await draftNow(ana(), id)
    await approveDraft(ana(), id, { revision, reasons: {} })
    await proposePublication(ana(), id, { version: '1.0.0', changes: '' })
    const proposed = await openOf(id)
    await sendDraftBack(ben(), id, { component: 'Q19', comment: 'Think of schools without a door.' })
    expect(await openOf(id)).toBe('')
    await expect(answerToPublication(ben(), id, { id: proposed, answer: 'accept' })).rejects.toThrow()
    expect((await draftNow(ana(), id)).state).toBe('changesRequested')
  })

  test('an entry for members alone is on no shelf and no public page', async () => {
    const { id, slug } = await aDraft({ visibility: 'organization' })
    const { achievementId } = await aPublication(staff, id)
    expect(await asPublic((tx) => findBySlug(tx, slug))).toBeUndefined()
    const shelf = await asPublic<Awaited<ReturnType<typeof openShelf>>>((tx) => openShelf(tx))
    expect(shelf.byId.has(achievementId ?? '')).toBe(false)
  })
})

describe('what follows', () => {
  test('the next version begins as the published words; its number follows from what changed', async () => {
    const { id, slug } = await aDraft()
    const { achievementId } = await aPublication(staff, id)
    const author = staff.author.ctx()
    const next = await draftFromPublished(author, achievementId ?? '')
    expect(await draftFromPublished(author, achievementId ?? '')).toBe(next)
    const { revision } = await draftNow(author, next)
    await saveSection(author, next, {
      section: 'competency',
      revision,
      sent: { competency: 'The educator greets every student at the door and shows with two counts what it changed.' },
    })
    const pilot = { Q18: 'The second edition mends what the first readers stumbled over.' }
    await expect(aPublication(staff, next, { version: '1.1.0', reasons: pilot })).rejects.toEqual(
      refused('version-too-low'),
    )
    await proposePublication(ana(), next, { version: '2.0.0', changes: '' })
    await answerToPublication(ben(), next, { id: await openOf(next), answer: 'accept' })
    const versions = await author.transact((tx) => listOwnVersions(tx, author.scope, achievementId ?? ''))
    expect(versions.map(({ version, draftId }) => [version, draftId])).toEqual([
      ['2.0.0', next],
      ['1.0.0', id],
    ])
    expect(await asPublic((tx) => findBySlug(tx, slug, { version: '1.0.0' }))).toMatchObject({
      currentVersion: '2.0.0',
    })
  })

  test('retired by its own organization alone, with a reason, and off the shelf', async () => {
    const { id, slug } = await aDraft()
    await aPublication(staff, id)
    const version = await asPublic<{ id: string; achievementId: string }>((tx) => findBySlug(tx, slug))
    const stranger = await acting(world, await aDistrict(world), ['qaLead'])
    const input = { versionId: version.id, reason: 'Doors were taken out of the schools.' }
    await expect(retire(stranger.ctx(), input)).rejects.toThrow('achievement version')
    await retire(ana(), input)
    await retire(ana(), input)
    expect((await typesOf(id)).filter((type) => type === 'retired')).toHaveLength(1)
    expect(await asPublic((tx) => findBySlug(tx, slug))).toMatchObject({ retiredAt: world.clock.now() })
    const shelf = await asPublic<Awaited<ReturnType<typeof openShelf>>>((tx) => openShelf(tx))
    expect(shelf.byId.has(version.achievementId)).toBe(false)
  })

  test('a remix is another’s own: its sources are named, its changes said', async () => {
    const { id, slug } = await aDraft({ license: 'CC-BY-SA-4.0' })
    await aPublication(staff, id)
    const there = await aDistrict(world, { name: 'Hillside' })
    const others = await aStaff(world, there)
    const copy = await forkAchievement(others.author.ctx(), { slug, version: '1.0.0' })
    const draft = await draftNow(others.author.ctx(), copy)
    expect(draft).toMatchObject({ achievementId: null, content: { version: '0.1.0', license: 'CC-BY-SA-4.0' } })
    await expect(aPublication(others, copy)).rejects.toEqual(refused('changes-missing'))
    const [lead, second] = others.leads
    await proposePublication(lead.ctx(), copy, { version: '1.0.0', changes: 'Doors of a gymnasium, not of a class.' })
    const open = await lead.ctx().transact((tx) => findOpenPublication(tx, lead.ctx().scope, copy))
    await answerToPublication(second.ctx(), copy, { id: open?.id ?? '', answer: 'accept' })
    const { achievementId } = await draftNow(lead.ctx(), copy)
    expect(await asPublic((tx) => listAncestors(tx, achievementId ?? ''))).toMatchObject([
      { slug, version: '1.0.0', creator: 'Lakeview', changes: 'Doors of a gymnasium, not of a class.', newer: null },
    ])
    const source = await linkedData(slug)
    expect(source.page).toMatchObject({ creator: [{ name: 'Lakeview' }], educationalLevel: 'All grades' })
    expect(source.page).not.toHaveProperty('isBasedOn')
    expect(source.record).toMatchObject({ 'ceterms:ownedBy': [{ 'ceterms:name': 'Lakeview' }] })
    const remix = await linkedData(draft.content.slug ?? '')
    expect(remix.page).toMatchObject({ creator: [{ name: 'Hillside' }], isBasedOn: [source.page['@id']] })
    expect(remix.record).toMatchObject({ 'ceterms:ownedBy': [{ 'ceterms:name': 'Hillside' }] })
  })

  test('a text whose rights are reserved is nobody else’s', async () => {
    const { id, slug } = await aDraft({ license: 'LicenseRef-AllRightsReserved' })
    await aPublication(staff, id)
    const other = await acting(world, await aDistrict(world), ['author'])
    await expect(forkAchievement(other.ctx(), { slug, version: '1.0.0' })).rejects.toEqual(
      refused('license_forbids_fork'),
    )
  })
})

describe('people who work with it', () => {
  type Version = Awaited<ReturnType<typeof getCurrentVersion>>
  async function aTeacher(at = district): Promise<Someone> {
    const person = await aPerson(world)
    await join(world, at, { person, school: 'North School' })
    return person
  }
  async function published(given: Parameters<typeof aDraftOf>[1] = {}): Promise<Version> {
    const { achievementId } = await aPublication(staff, (await aDraft(given)).id)
    return staff.author.ctx().transact((tx) => getCurrentVersion(tx, achievementId ?? ''))
  }
  async function nextOf(
    { achievementId }: Version,
    change: (content: Draft['content']) => Partial<Draft['content']>,
    version: string,
  ) {
    const id = await draftFromPublished(staff.author.ctx(), achievementId)
    const { content } = await draftNow(ana(), id)
    await world.owner.query('update achievement_draft set content = $2 where id = $1', [
      id,
      JSON.stringify({ ...content, ...change(content) }),
    ])
    const pilot = { Q18: 'The second edition mends what the first readers stumbled over.' }
    await aPublication(staff, id, { version, ...(version.startsWith('1.0.') ? {} : { reasons: pilot }) })
    return staff.author.ctx().transact((tx) => getCurrentVersion(tx, achievementId))
  }
  const pinned = async (id: string) =>
    (
      await world.owner.query(
        'select v.version from submission s join achievement_version v on v.id = s.achievement_version_id where s.id = $1',
        [id],
      )
    ).rows[0].version

  test('it is begun, read twice and awarded as a starter entry is', async () => {
    const version = await published()
    const learner = await aTeacher()
    const { submissionId, attemptId, tenantId } = await aSubmittedAttempt(world, { learner, version })
    expect(tenantId).toBe(district.tenantId)
    await world.settle()
    const evidence = await world.owner.query('select id from evidence where submission_id = $1', [submissionId])
    const work = {
      district,
      learner,
      version,
      submissionId,
      attemptId,
      attemptNo: 1,
      evidenceIds: evidence.rows.map(({ id }) => id),
    }
    const readings = [await aReader(world, district), await aReader(world, district)].map((reader) => ({
      reader,
      levels: {},
    }))
    await readTwice(world, work, readings)
    const { rows } = await world.owner.query('select state, signed_bytes from credential where submission_id = $1', [
      submissionId,
    ])
    const signed = JSON.parse(String(rows[0].signed_bytes))
    expect(signed.credentialSubject.achievement).toMatchObject({
      name: version.title,
      humanCode: version.code,
      version: '1.0.0',
    })
    expect(await asPublic((tx) => countPiloted(tx, version.achievementId))).toBe(1)
    const [use] = await ana().transact((tx) => listVersionUse(tx, version.achievementId))
    expect(use).toMatchObject({ versionId: version.id, drafts: 0, decided: 1 })
  })

  test('a draft stays where it began, follows a correction when asked to, and never a new edition', async () => {
    const version = await published()
    const learner = await aTeacher()
    const id = await aWork(world, { learner, version })
    const more = await nextOf(
      version,
      ({ rationale }) => ({ rationale: `${rationale} A class that is greeted begins sooner.` }),
      '1.1.0',
    )
    expect(await pinned(id)).toBe('1.0.0')
    await followVersion(world, { learner, submissionId: id, to: more.id })
    expect(await pinned(id)).toBe('1.1.0')
    const other = await nextOf(
      more,
      () => ({ competency: 'The educator greets the students at the door and shows with two counts what it changed.' }),
      '2.0.0',
    )
    await expect(followVersion(world, { learner, submissionId: id, to: other.id })).rejects.toEqual(
      refused('version-not-open'),
    )
    expect(await pinned(id)).toBe('1.1.0')
    const page = await browserOf(world, await signedIn(world, learner)).get(`/me/work/${id}`)
    expect(page.text).toContain(`href="/m/${version.slug}/v/1.1.0#rubric"`)
  })

  test('an entry for members is begun by a member, and is not there for anybody else', async () => {
    const version = await published({ visibility: 'organization' })
    const stranger = await aTeacher(await aDistrict(world))
    await expect(aWork(world, { learner: stranger, version })).rejects.toThrow('achievement')
    expect(await aWork(world, { learner: await aTeacher(), version })).toBeTruthy()
    for (const [who, status] of [
      [await aTeacher(), 200],
      [stranger, 404],
      [null, 404],
    ] as const)
      for (const path of [`/m/${version.slug}`, `/m/${version.slug}/v/1.0.0`]) {
        const browser = who ? browserOf(world, await signedIn(world, who)) : browserOf(world)
        expect((await browser.get(path)).status).toBe(status)
      }
    const open = browserOf(world)
    for (const path of ['.json', '/badge.svg', '/v/1.0.0/content.json', '/v/1.0.0/badge.png', '/v/1.0.0/criteria'])
      expect((await open.get(`/m/${version.slug}${path}`)).status).toBe(404)
    expect((await open.get('/sitemap.xml')).text).not.toContain(version.slug)
    const member = browserOf(world, await signedIn(world, await aTeacher()))
    expect((await member.get(`/m/${version.slug}`)).text).not.toContain('application/ld+json')
    const badge = await member.get(`/m/${version.slug}/badge.svg`)
    expect([badge.status, badge.headers.get('cache-control')]).toEqual([200, 'private, max-age=300'])
    expect((await member.get('/explore')).text).toContain(version.slug)
    expect((await open.get('/explore')).text).not.toContain(version.slug)
  })

  test('whoever reads a next version sees first what is different from the published one', async () => {
    const version = await published()
    const author = staff.author.ctx()
    const id = await draftFromPublished(author, version.achievementId)
    const review = async () =>
      (await browserOf(world, await signedIn(world, staff.author.person)).get(`/author/m/${id}/review`)).text
    const before = await review()
    expect(before).toContain('What is different from 1.0.0')
    expect(before).toContain('Nothing yet.')
    const { content } = await draftNow(author, id)
    await world.owner.query('update achievement_draft set content = $2 where id = $1', [
      id,
      JSON.stringify({ ...content, rationale: `${content.rationale} A greeting takes a second.` }),
    ])
    const after = await review()
    expect(after).toContain('One part reads differently')
    expect(after.indexOf('A greeting takes a second.')).toBeLessThan(after.indexOf('The text as its page will show it'))
  })

  test('after retirement work begun before is taken for 180 days', async () => {
    const version = await published()
    const [early, late] = [await aTeacher(), await aTeacher()]
    const drafts = [
      await aReadyDraft(world, { learner: early, version }),
      await aReadyDraft(world, { learner: late, version }),
    ]
    await retire(ana(), { versionId: version.id, reason: 'Doors were taken out of the schools.' })
    await expect(aReadyDraft(world, { learner: await aTeacher(), version })).rejects.toEqual(refused('not-published'))
    const send = (learner: Someone, submissionId: string | undefined) =>
      aSubmittedAttempt(world, { learner, version, submissionId: submissionId ?? '' })
    world.clock.advance(179 * DAY)
    await send(early, drafts[0])
    world.clock.advance(2 * DAY)
    await expect(send(late, drafts[1])).rejects.toEqual(refused('version-over'))
  })

  test('the page of an older version says that the newest was retired, and not that it is current', async () => {
    const version = await published()
    const next = await nextOf(
      version,
      ({ rationale }) => ({ rationale: `${rationale} A greeting takes a second.` }),
      '1.1.0',
    )
    await retire(ana(), { versionId: next.id, reason: 'Doors were taken out of the schools.' })
    const { text } = await browserOf(world).get(`/m/${version.slug}/v/1.0.0`)
    expect(text).toContain('The newest one, 1.1.0, was retired on')
    expect(text).not.toContain('A newer one is current')
  })

  test('its page names who looks after it and until when, and two years on it is in the list of its authors', async () => {
    const version = await published()
    const text = (await browserOf(world).get(`/m/${version.slug}`)).text
    expect(text).toContain('Lakeview looks after it. Next review by')
    expect(text).not.toContain('mailto:')
    const dueNow = async () => (await draftsPage(staff.author.ctx())).due.map(({ code }) => code)
    expect(await dueNow()).not.toContain(version.code)
    world.clock.advance(2 * 365 * DAY)
    expect(await dueNow()).toContain(version.code)
    await retire(ana(), { versionId: version.id, reason: 'Doors were taken out of the schools.' })
    expect(await dueNow()).not.toContain(version.code)
  })

  test('a day that its authors chose is judged when they ask, and stands on its page and in their list', async () => {
    const dayIn = (days: number) => new Date(world.clock.now().getTime() + days * DAY).toISOString().slice(0, 10)
    const author = staff.author.ctx()
    const { id, slug } = await aDraft({ nextReview: dayIn(-2) })
    const ask = async () => requestReview(author, id, answering(await draftNow(author, id), 'requestReview'))
    const choose = async (nextReview: string) => {
      const { revision, content } = await draftNow(author, id)
      await saveSection(author, id, { section: 'about', revision, sent: { ...content, nextReview } })
    }
    await expect(ask()).rejects.toEqual(refused('next_review_past'))
    expect((await draftPage(author, id)).findings.map(({ code }) => code)).toContain('next_review_past')
    await choose(dayIn(800))
    await expect(ask()).rejects.toEqual(refused('next_review_far'))
    await choose('some day')
    await expect(ask()).rejects.toEqual(refused('draft-unfinished'))
    const chosen = dayIn(200)
    await choose(chosen)
    expect(
      (await browserOf(world, await signedIn(world, staff.author.person)).get(`/author/m/${id}/edit`)).text,
    ).toMatch(new RegExp(`type="date"[^>]* value="${chosen}"`))
    const { achievementId } = await aPublication(staff, id)
    expect((await browserOf(world).get(`/m/${slug}`)).text).toContain(`Next review by ${dayOf(chosen)}.`)
    const due = async () => (await draftsPage(author)).due.find((each) => each.id === achievementId)?.dueOn
    expect(await due()).toBeUndefined()
    world.clock.advance(111 * DAY)
    expect(await due()).toBe(chosen)
    const copy = await forkAchievement(author, { slug, version: '1.0.0' })
    expect((await draftNow(author, copy)).content.nextReview).toBeUndefined()
    const next = await draftFromPublished(author, achievementId ?? '')
    expect((await draftNow(author, next)).content.nextReview).toBe(chosen)
  })

  test('what day it is, is asked where the organization is', async () => {
    const author = staff.author.ctx()
    // One of the two has another date than Greenwich at any hour.
    const zone = world.clock.now().getUTCHours() < 11 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati'
    await world.owner.query('update organization set time_zone = $2 where tenant_id = $1', [district.tenantId, zone])
    const here = localDateAt(world.clock.now(), zone)
    const { id } = await aDraft({ nextReview: addDays(here, -1) })
    const said = async () => (await draftPage(author, id)).findings.filter(({ path }) => path === 'nextReview')
    expect(await said()).toMatchObject([{ code: 'next_review_past' }])
    const { revision, content } = await draftNow(author, id)
    await saveSection(author, id, { section: 'about', revision, sent: { ...content, nextReview: here } })
    expect(await said()).toEqual([])
    await requestReview(author, id, answering(await draftNow(author, id), 'requestReview'))
    const bytes = Buffer.from(`code: Y998\nnextReview: ${here}\n`)
    const [line] = await importDrafts(author, [{ name: 'y998.yaml', bytes }])
    expect(line?.problems.filter(({ path }) => path === 'nextReview')).toEqual([])
  })
})

function dayOf(day: string): string {
  return dateText(new Date(day), { locale: 'en', zone: 'UTC' })
}
