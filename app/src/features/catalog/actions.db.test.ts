import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Json, jcs } from '../../lib/jcs.ts'
import { Refused } from '../../lib/refusal.ts'
import { offerWhatCame } from '../../starter.ts'
import { anAchievement, ownerOf, theStarterCatalog } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson } from '../../testing/factories/people.ts'
import { inAccents } from '../../testing/factories/translation.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { chooseOffers, offerAchievements, offerEveryEntry } from './actions.ts'
import type { AchievementFile } from './model.ts'
import {
  findBySlug,
  findFormerSlug,
  getCurrentVersion,
  getVersion,
  listOffers,
  listVersions,
  openShelf,
} from './reads.ts'

let world: World
let folder: string
const D2 = 'd/d2-questions-that-probe.yaml'

beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'cairn-catalog-'))
  // Two strands: what is asked here is asked of every file alike.
  cpSync('catalog', folder, { recursive: true, filter: (path) => !/catalog\/[a-ceg-l](\/|$)/.test(path) })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

function rewrite(name: string, change: (text: string) => string): void {
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')))
}
/** The entry translated whole, with the words that its strand has in Spanish. */
function inWhole(name: string, change: (file: AchievementFile) => unknown = () => undefined): void {
  const file: AchievementFile = parse(readFileSync(join(folder, name), 'utf8'))
  const { of: _of, ...words } = parse(readFileSync(join(folder, 'es/F.yaml'), 'utf8'))[file.code]
  const whole = { ...inAccents(file), language: 'es', ...words }
  change(whole)
  mkdirSync(join(folder, 'es/f'), { recursive: true })
  writeFileSync(join(folder, 'es', name), JSON.stringify(whole))
}
async function line(name: string) {
  const lines = await theStarterCatalog(world, folder)
  return lines.find(({ file }) => file === name)
}
function d2(version?: string) {
  return world.home.db.asPublic((tx) => findBySlug(tx, 'questions-that-probe', { version }))
}

test('every file of a folder is taken, and none a second time', async () => {
  const first = await theStarterCatalog(world, folder)
  expect(first).toHaveLength(22)
  expect(first.filter(({ action }) => action !== 'created')).toEqual([])
  const again = await theStarterCatalog(world, folder)
  expect(again.map(({ file, code }) => ({ file, code }))).toEqual(first.map(({ file, code }) => ({ file, code })))
  expect(new Set(again.map(({ action }) => action))).toEqual(new Set(['unchanged']))
})

test('a change of a remark alone publishes nothing', async () => {
  const before = await d2()
  rewrite(D2, (text) => `# Looked through once more.\n${text}`)
  expect(await line(D2)).toMatchObject({ action: 'unchanged', code: 'D2' })
  expect(await d2()).toEqual(before)
})

test('a published version is never edited: changed words under the same number are refused', async () => {
  rewrite(D2, (text) => text.replace('title: Questions that probe', 'title: Questions that dig'))
  expect(await line(D2)).toMatchObject({
    action: 'refused',
    problems: [{ code: 'version_immutable', path: 'version' }],
  })
  expect(await d2()).toMatchObject({ title: 'Questions that probe', version: '1.0.0' })
})

test('the same words under a higher number are a new version, and the old one stays', async () => {
  rewrite(D2, (text) => text.replace('version: 1.0.0', 'version: 1.1.0'))
  expect(await line(D2)).toMatchObject({
    action: 'updated',
    problems: expect.not.arrayContaining([expect.objectContaining({ level: 'error' })]),
  })
  const now = await d2()
  expect(now).toMatchObject({
    title: 'Questions that dig',
    version: '1.1.0',
    previousVersion: '1.0.0',
    currentVersion: '1.1.0',
    starter: true,
  })
  expect(await d2('1.0.0')).toMatchObject({
    title: 'Questions that probe',
    previousVersion: null,
    currentVersion: '1.1.0',
  })
  const versions = await world.home.db.asPublic((tx) => listVersions(tx, now?.achievementId ?? ''))
  expect(versions.map(({ version }) => version)).toEqual(['1.1.0', '1.0.0'])
})

test('a number below the published one is refused, and the file of an older version changes nothing', async () => {
  rewrite(D2, (text) => text.replace('version: 1.1.0', 'version: 1.0.5'))
  expect(await line(D2)).toMatchObject({ action: 'refused', problems: [{ code: 'version_not_higher' }] })
  cpSync(join('catalog', D2), join(folder, D2))
  expect(await line(D2)).toMatchObject({ action: 'unchanged' })
  expect(await d2()).toMatchObject({ version: '1.1.0' })
})

test('a new address keeps the old one as a way to it', async () => {
  rewrite(D2, (text) =>
    text
      .replace('slug: questions-that-probe', 'slug: questions-that-dig')
      .replace('version: 1.0.0', 'version: 1.1.0')
      .replace('title: Questions that probe', 'title: Questions that dig'),
  )
  expect(await line(D2)).toMatchObject({ action: 'updated' })
  await world.home.db.asPublic(async (tx) => {
    expect(await findBySlug(tx, 'questions-that-probe')).toBeUndefined()
    expect(await findFormerSlug(tx, 'questions-that-probe')).toBe('questions-that-dig')
    expect(await findBySlug(tx, 'questions-that-dig')).toMatchObject({ code: 'D2', version: '1.1.0' })
  })
})

test.each([
  [
    'an alias',
    (text: string) => text.replace('needsStudents: true', 'needsStudents: &yes true\nother: *yes'),
    'yaml_unsafe',
  ],
  [
    'a level that the rubric does not have',
    (text: string) => text.replace('passLevel: demonstrated', 'passLevel: wonderful'),
    undefined,
  ],
  [
    'a work that nobody checked',
    (text: string) => text.replace(/references: \[\w+/, 'references: [nobody1900'),
    'reference_unverified',
  ],
  [
    'a bell in its title',
    (text: string) => text.replace(/^title: .*$/m, 'title: "Checks \\x07 every ten minutes"'),
    'shape_custom',
  ],
])('a file with %s is refused and the others go on', async (_what, broken, code) => {
  const name = 'd/d5-checks-every-ten-minutes.yaml'
  rewrite(name, (text) => broken(text.replace('version: 1.0.0', 'version: 2.0.0')))
  const lines = await theStarterCatalog(world, folder)
  cpSync(join('catalog', name), join(folder, name))
  const refused = lines.filter(({ action }) => action === 'refused')
  expect(refused.map((one) => one.code)).toEqual(['D5'])
  if (code) expect(refused[0]?.problems).toContainEqual(expect.objectContaining({ code, line: expect.any(Number) }))
  const d5 = await world.home.db.asPublic((tx) => findBySlug(tx, 'checks-every-ten-minutes'))
  expect(d5?.version).toBe('1.0.0')
})

test('translated words speak for one competency; broken ones are refused alone, and English is shown', async () => {
  const inSpanish = (slug: string, version?: string) =>
    world.home.db.asPublic((tx) => findBySlug(tx, slug, { version, language: 'es' }))
  const f2 = await inSpanish('disaggregate-results')
  expect(f2).toMatchObject({ title: 'Desglosar resultados por grupos', wordsIn: 'es' })
  expect(f2?.content.title).toBe('Disaggregate results')
  expect(await inSpanish('questions-that-dig')).toMatchObject({ title: 'Preguntas que indagan', version: '1.1.0' })
  rewrite('es/F.yaml', (text) => text.replace('Desglosar resultados por grupos', 'Desglosar the resultados'))
  rewrite('d/d5-checks-every-ten-minutes.yaml', (text) => text.replace('version: 1.0.0', 'version: 2.0.0'))
  inWhole('f/f1-frame-a-data-question.yaml')
  inWhole('f/f3-error-analysis-of-student-work.yaml', ({ references }) => references.pop())
  const refused = (await theStarterCatalog(world, folder)).filter(({ action }) => action === 'refused')
  const problem = expect.objectContaining({ code: 'strange_word', path: 'F2.title', line: expect.any(Number) })
  const left = expect.objectContaining({ code: 'structure', path: expect.stringMatching(/^references\.\d$/) })
  expect(refused).toEqual([
    { file: 'es/F.yaml', code: null, action: 'refused', problems: expect.arrayContaining([problem]) },
    {
      file: 'es/f/f2-disaggregate-results.yaml',
      code: null,
      action: 'refused',
      problems: [expect.objectContaining({ code: 'no_words' })],
    },
    { file: 'es/f/f3-error-analysis-of-student-work.yaml', code: null, action: 'refused', problems: [left] },
  ])
  expect(await inSpanish('disaggregate-results')).toMatchObject({ title: 'Disaggregate results', wordsIn: 'en-US' })
  expect(await inSpanish('attendance-patterns')).toMatchObject({ title: 'Patrones de asistencia', wordsIn: 'es' })
  const d5 = 'checks-every-ten-minutes'
  expect(await inSpanish(d5)).toMatchObject({ title: 'Checks every ten minutes', version: '2.0.0' })
  expect(await inSpanish(d5, '1.0.0')).toMatchObject({ title: 'Comprobar cada diez minutos' })
  const f1 = await inSpanish('frame-a-data-question')
  const english = await world.home.db.asPublic((tx) => findBySlug(tx, 'frame-a-data-question', { language: 'en' }))
  expect(f1).toMatchObject({ shownIn: 'es', content: english?.content, digest: english?.digest })
  expect(f1?.shown).toMatchObject({ title: f1?.title, rubric: inAccents(english?.content.rubric) })
  expect(english).toMatchObject({ shownIn: 'en-US', shown: english?.content })
  const f3 = await inSpanish('error-analysis-of-student-work')
  expect(f3).toMatchObject({ wordsIn: 'es', shownIn: 'en-US', shown: f3?.content })
  const found = await world.home.db.asPublic((tx) => openShelf(tx, 'es'))
  expect(found.cards.filter(({ card }) => card.alsoIn).map(({ card }) => card.code)).toEqual(['F1'])
})

test('what is stored is what was digested, to the byte', async () => {
  await theStarterCatalog(world, folder)
  const found = await world.home.db.asPublic((tx) => findBySlug(tx, 'disaggregate-results'))
  const bytes = new TextEncoder().encode(jcs(found?.content as unknown as Json))
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes))
  expect(found?.digest).toBe(`u${Buffer.concat([Buffer.from([0x12, 0x20]), digest]).toString('base64url')}`)
})

test('published words cannot be changed or removed in the database, not even by its owner', async () => {
  await expect(world.owner.query(`update achievement_version set title = 'Other'`)).rejects.toThrow(/write-once/)
  await expect(world.owner.query('delete from achievement_version')).rejects.toThrow(/append-only/)
})

test('a district offers all that is published; the offer is logged, shown to everybody, and can end', async () => {
  const district = await aDistrict(world, { slug: 'river-county', isSiteIssuer: true })
  const person = await aPerson(world)
  const admin = world.as({ tenantId: district.tenantId, personId: person.id, roles: ['organizationAdmin'] })
  const made = await offerAchievements(admin, 'all')
  expect(made).toBeGreaterThanOrEqual(14)
  expect(await offerAchievements(admin, 'all')).toBe(0)
  const f2 = await world.home.db.asPublic((tx) => findBySlug(tx, 'disaggregate-results'))
  const id = f2?.achievementId ?? ''
  expect(await world.home.db.asPublic((tx) => listOffers(tx, id))).toEqual([
    expect.objectContaining({ tenantId: district.tenantId, slug: 'river-county', isSiteIssuer: true, demo: false }),
  ])
  const { rows } = await world.owner.query(
    `select body, subject_id, tenant_id from log_entry where type = 'offering.made'`,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ subject_id: district.tenantId, tenant_id: district.tenantId })
  expect(rows[0].body.achievementIds).toHaveLength(made)
  const kept = rows[0].body.achievementIds.filter((each: string) => each !== id)
  expect(await chooseOffers(admin, kept)).toEqual({ made: 0, ended: 1 })
  expect(await world.home.db.asPublic((tx) => listOffers(tx, id))).toEqual([])
  expect(await offerAchievements(admin, [id, world.home.ports.newId()])).toBe(1)
})

test('who awards every entry awards the new ones too, until single ones are chosen', async () => {
  const [all, some] = [await aDistrict(world), await aDistrict(world)]
  const founder = (tenantId: string) => world.as({ tenantId, system: 'set-up' })
  await offerEveryEntry(founder(all.tenantId))
  await offerAchievements(founder(some.tenantId), 'all')
  const offers = (tenantId: string, id: string) =>
    world.home.db.asPublic(async (tx) => (await listOffers(tx, id)).some((offer) => offer.tenantId === tenantId))
  const first = await anAchievement(world)
  await offerWhatCame(world.home)
  expect(await offers(all.tenantId, first.achievementId)).toBe(true)
  expect(await offers(some.tenantId, first.achievementId)).toBe(false)
  await chooseOffers(founder(all.tenantId), [first.achievementId])
  const second = await anAchievement(world)
  await offerWhatCame(world.home)
  expect(await offers(all.tenantId, second.achievementId)).toBe(false)
  const { rows } = await world.owner.query(
    `select body from log_entry where type = 'offering.choiceMade' and tenant_id = $1 order by id`,
    [all.tenantId],
  )
  expect(rows.map(({ body }) => body.everyEntry)).toEqual([true, false])
})

test('an educator cannot offer in the name of a district', async () => {
  const district = await aDistrict(world)
  const person = await aPerson(world)
  const learner = world.as({ tenantId: district.tenantId, personId: person.id, roles: ['coach'] })
  await expect(offerAchievements(learner, 'all')).rejects.toThrow(Refused)
  await expect(chooseOffers(learner, [])).rejects.toThrow('role-needed')
})

test('one version is read by its id or as the current one of its achievement', async () => {
  const f2 = await world.home.db.asPublic((tx) => findBySlug(tx, 'disaggregate-results'))
  if (!f2) throw new Error('F2 is missing')
  expect(await getVersion(ownerOf(world), f2.id)).toEqual(f2)
  expect(await getCurrentVersion(ownerOf(world), f2.achievementId)).toEqual(f2)
  await expect(getVersion(ownerOf(world), world.home.ports.newId())).rejects.toThrow('achievement version')
})
