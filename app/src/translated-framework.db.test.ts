import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as pathTo } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { beginDraft, saveSection } from './features/catalog/actions/drafts.ts'
import { OWN_FRAMEWORK } from './features/catalog/model.ts'
import { getDraft } from './features/catalog/reads/drafts.ts'
import type { AchievementVersion } from './features/catalog/reads.ts'
import { aligning } from './features/catalog/views/aligning.ts'
import { importFrameworks } from './features/framework/actions.ts'
import { type Framework, Framework as FrameworkFile } from './features/framework/model.ts'
import { FrameworkWords } from './features/framework/rules/translation.ts'
import { addGoal } from './features/growth/actions/goals.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement, CATALOG_FOLDER, ownerOf } from './testing/factories/achievement.ts'
import { aHeldCredential } from './testing/factories/credential.ts'
import { aFrameworkOf, theOwnFramework } from './testing/factories/framework.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'

const WORDS_FILE = `es/frameworks/${OWN_FRAMEWORK}.yaml`
const text = (name: string) => readFileSync(pathTo(CATALOG_FOLDER, name), 'utf8')
const english: Framework = FrameworkFile.parse(JSON.parse(text(`frameworks/${OWN_FRAMEWORK}.json`)))
const spanish = FrameworkWords.parse(parse(text(WORDS_FILE)))
/** Every name, in one language and in the other; none is written the same in both. */
const EN = [...english.domains, ...english.competencies].map(({ label }) => label)
const ES = [...Object.values(spanish.domains), ...Object.values(spanish.competencies)].map(({ label }) => label)

let world: World
let district: District
let version: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  await theOwnFramework(world)
  district = await aDistrict(world)
  version = await anAchievement(world)
})
afterAll(() => world.close())

/** What somebody reads of a page: no record for machines, no address, no form value. */
async function readBy(locale: 'en' | 'es', path: string, person?: Someone): Promise<string> {
  const browser = browserOf(world, person ? await signedIn(world, person) : {})
  browser.cookies.set('cairn-look', `lang=${locale}`)
  const seen = await browser.get(path)
  expect([path, seen.status]).toEqual([path, 200])
  return seen.text.replace(/<script type="application\/ld\+json".*?<\/script>/gs, '').replaceAll('&amp;', '&')
}
const among = (labels: readonly string[], html: string) => labels.filter((label) => html.includes(`>${label}<`))

test('its page speaks the language of its reader; what stayed in its own is marked and said', async () => {
  const path = `/frameworks/${OWN_FRAMEWORK}`
  const read = await readBy('es', path)
  expect([among(EN, read), among(ES, read)]).toEqual([[], ES])
  expect(read).toContain(`<h1>${spanish.title}</h1>`)
  expect(read).toContain('Lo que significa un nivel en cada competencia está en inglés.')
  expect(read).toContain(`<dd lang="en">${english.competencies[0]?.levels[0]?.descriptor}</dd>`)
  const original = await readBy('en', path)
  expect([among(EN, original), among(ES, original)]).toEqual([EN, []])
  expect(original).toContain(`<h1>${english.title}</h1>`)
})

test('what an entry is aligned to, what a goal touches and what a sentence means are named in it', async () => {
  const [en, es] = [english.competencies.find(({ code }) => code === 'CLM.1'), spanish.competencies['CLM.1']]
  const entry = `/m/${version.slug}`
  expect(await readBy('es', entry)).toMatch(/#CLM\.1">Rutinas \(CLM\.1\)</)
  expect(await readBy('en', entry)).toMatch(/#CLM\.1">Routines \(CLM\.1\)</)
  const asked = '/start?want=routines'
  expect(await readBy('es', asked)).toContain(es?.statement)
  expect(await readBy('es', asked)).not.toContain(en?.statement)
  expect(await readBy('en', asked)).toContain(en?.statement)
  const person = await aPerson(world)
  const own = world.as({ personId: person.id })
  await addGoal(own, { text: 'calm mornings', competencies: [en?.id ?? ''], byDate: null, why: '' })
  expect(await readBy('es', '/me/goals', person)).toContain('>Rutinas<')
  expect(await readBy('en', '/me/goals', person)).toContain('>Routines<')
  expect(await readBy('es', '/me/goals?want=routines', person)).not.toContain(en?.statement)
})

test('an author finds a statement by either wording; what is kept in the draft is the framework’s own', async () => {
  const person = await aPerson(world)
  await join(world, district, { person, roles: ['author'] })
  const as = { personId: person.id, tenantId: district.tenantId, roles: ['author'] as const }
  const author = world.as({ ...as, locale: 'es' })
  const found = async (q: string, of = author) =>
    (await aligning(of, [], { in: OWN_FRAMEWORK, q })).picker?.found.map(({ itemId, label }) => [itemId, label])
  expect(await found('conocimientos previos')).toEqual([['LRN.1', 'Conocimientos previos']])
  expect(await found('prior knowledge')).toEqual([['LRN.1', 'Conocimientos previos']])
  expect(await found('conocimientos previos', world.as(as))).toEqual([])
  const id = await beginDraft(author)
  await saveSection(author, id, { section: 'alignments', revision: 1, deed: `pick:${OWN_FRAMEWORK} LRN.1`, sent: {} })
  const { content } = await author.transact((tx) => getDraft(tx, author.scope, id))
  expect(content.alignments).toMatchObject([{ itemId: 'LRN.1', label: 'Prior knowledge' }])
})

test('a framework from elsewhere is shown as it is, in the language it says it is in', async () => {
  const given = {
    title: 'Normes ouvertes',
    words: 'Interroge tout le monde',
    code: 'S.1',
    redistributable: 'yes',
  } as const
  const id = await aFrameworkOf(world, district.tenantId, { ...given, language: 'fr' })
  const aligned = await anAchievement(world, {
    alignments: [{ frameworkId: id, itemId: 'S.1', label: given.words, strength: 'full', frameworkLevel: 3 }],
  })
  expect(await readBy('es', `/m/${aligned.slug}`)).toContain('lang="fr">Normes ouvertes S.1: Interroge tout le monde<')
  expect(await readBy('es', `/frameworks/${id}`)).toContain('<h1 lang="fr">Normes ouvertes</h1>')
})

test('what other systems are handed and what is signed stay in its own words', async () => {
  const handed = [
    `/ims/case/v1p1/CFPackages/${english.caseIdentifier}`,
    `/frameworks/${OWN_FRAMEWORK}.jsonld`,
    `/m/${version.slug}.jsonld`,
    `/m/${version.slug}/v/1.0.0/content.json`,
  ]
  for (const path of handed) {
    const [es, en] = await Promise.all(
      ['es', 'en'].map(async (locale) => {
        const headers = { cookie: `cairn-look=lang=${locale}` }
        return (await world.app.request(`${world.home.ports.baseUrl}${path}`, { headers })).text()
      }),
    )
    expect([path, es]).toEqual([path, en])
    expect(es).not.toContain('Rutinas')
  }
  const learner = await aPerson(world)
  await join(world, district, { person: learner })
  await world.owner.query(`update person set locale = 'es' where id = $1`, [learner.id])
  const readers = [await aPerson(world), await aPerson(world)] as const
  const { bytes } = await aHeldCredential(world, { district, version, readers, learner })
  expect(JSON.parse(bytes.toString()).credentialSubject.achievement.alignment).toMatchObject([
    { targetName: 'Routines', targetFramework: english.title, targetCode: 'CLM.1' },
  ])
})

test('words that do not fit the framework are refused as a whole, and readers see its own', async () => {
  const folder = mkdtempSync(pathTo(tmpdir(), 'cairn-words-'))
  const imported = async (change: (words: string) => string) => {
    cpSync(pathTo(CATALOG_FOLDER, 'frameworks'), pathTo(folder, 'frameworks'), { recursive: true })
    cpSync(pathTo(CATALOG_FOLDER, 'es/frameworks'), pathTo(folder, 'es/frameworks'), { recursive: true })
    writeFileSync(pathTo(folder, WORDS_FILE), change(text(WORDS_FILE)))
    const lines = await importFrameworks({ db: ownerOf(world), folder, now: world.clock.now() })
    return lines.flatMap(({ problems = [] }) => problems.map(({ path, code }) => [path, code]))
  }
  expect(await imported((words) => words.replace('  CLM.1:', '  CLM.9:'))).toEqual([
    ['competencies', 'untranslated'],
    ['competencies.CLM.9', 'unknown_code'],
  ])
  expect(await readBy('es', `/m/${version.slug}`)).toContain('lang="en">Routines (CLM.1)<')
  expect(await imported((words) => words.replace('of: 1.0.0', 'of: 2.0.0'))).toEqual([['of', 'translation_behind']])
  expect(await imported((words) => words)).toEqual([])
  expect(await readBy('es', `/m/${version.slug}`)).toContain('">Rutinas (CLM.1)<')
  rmSync(folder, { recursive: true })
})
