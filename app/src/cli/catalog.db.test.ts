import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as under } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AchievementFile } from '../features/catalog/model.ts'
import { listOpenDrafts } from '../features/catalog/reads/drafts.ts'
import { readEntryFiles } from '../platform/catalog-files.ts'
import { readSafeYaml } from '../platform/safe-yaml.ts'
import { anAchievement, CATALOG_FOLDER, theStarterCatalog } from '../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, signedIn } from '../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../testing/world.ts'
import { exportCatalog, importedLines, importFiles, lintCatalogFolder } from './catalog.ts'

const ENTRIES = 126
const AUTHOR = 'author@lakeview.example'
let world: World
let district: District
let folder: string
let cookie: string
beforeAll(async () => {
  world = await openWorld()
  await theStarterCatalog(world)
  district = await aDistrict(world, { slug: 'lakeview' })
  const person = await aPerson(world, { email: AUTHOR })
  await join(world, district, { person, roles: ['author'] })
  cookie = (await signedIn(world, person)).cookie
  folder = mkdtempSync(under(tmpdir(), 'cairn-out-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

const lakeview = { organization: 'lakeview', as: AUTHOR }
const fileOf = (text: string) => {
  const yaml = readSafeYaml(text)
  return AchievementFile.parse(yaml.ok && yaml.value)
}
/** The archive as the browser keeps it. */
async function taken(of: string): Promise<string> {
  const answer = await world.app.request(`${BASE_URL}/author/catalogue.zip?of=${of}`, { headers: { cookie } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  const path = under(folder, `${of}.zip`)
  writeFileSync(path, Buffer.from(await answer.arrayBuffer()))
  return path
}

test('an author without a draft is offered three entries to begin from, each of another strand', async () => {
  const text = await (await world.app.request(`${BASE_URL}/author/drafts`, { headers: { cookie } })).text()
  const offered = [...text.matchAll(/href="\/author\/fork\/[a-z-]+\/1\.\d+\.\d+"[^>]*>([A-L])\d/g)].map(
    ([, strand]) => strand,
  )
  expect(offered).toHaveLength(3)
  expect(new Set(offered).size).toBe(3)
})

test('the whole catalogue is written to a folder, taken along as a ZIP and brought in as drafts: it stays equal', async () => {
  expect(await exportCatalog(world.home, folder, { console: 'test' })).toBe(ENTRIES)
  const written = Object.fromEntries(readEntryFiles(folder).map(({ name, text }) => [name, text]))
  const zip = unzipSync(readFileSync(await taken('starter')))
  expect(Object.fromEntries(Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)]))).toEqual(written)

  const brought = await importFiles(world.home, folder, lakeview)
  expect(brought.filter(({ action }) => action !== 'created')).toEqual([])
  // Nothing is wrong with them but that each address is that of the entry it was taken from.
  const wrong = brought.flatMap(({ problems }) => problems.filter(({ level }) => level === 'error'))
  expect(wrong.map(({ code }) => code)).toEqual(Array(ENTRIES).fill('slug_taken'))
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  const drafts = await ctx.transact((tx) => listOpenDrafts(tx, ctx.scope))
  const product = readEntryFiles(CATALOG_FOLDER).map(({ text }) => fileOf(text))
  expect(new Map(drafts.map(({ content }) => [content.code, content]))).toEqual(
    new Map(product.map((file) => [file.code, file])),
  )
})

test('an organization takes along what it wrote, also what is for its members or reserved', async () => {
  const own = await anAchievement(world, { visibility: 'organization', license: 'LicenseRef-AllRightsReserved' })
  await world.owner.query('update achievement set creator_id = $1 where id = $2', [
    district.tenantId,
    own.achievementId,
  ])
  const [line, ...more] = await importFiles(world.home, await taken('own'), lakeview)
  expect(line).toMatchObject({ code: own.code, action: 'unchanged' })
  expect(more).toEqual([])
  const apart = under(folder, 'own')
  expect(await exportCatalog(world.home, apart, { console: 'test', organization: 'lakeview' })).toBe(1)
  expect(readEntryFiles(apart).map(({ text }) => fileOf(text))).toMatchObject([{ code: own.code, slug: own.slug }])
})

test('what two makers have under one code is written apart, and each folder holds the entries of one of them', async () => {
  const own = await anAchievement(world)
  await world.owner.query(`update achievement set creator_id = $1, code = 'B1' where id = $2`, [
    district.tenantId,
    own.achievementId,
  ])
  const whole = under(folder, 'whole')
  expect(await exportCatalog(world.home, whole, { console: 'test' })).toBe(ENTRIES + 1)
  const slugsIn = (path: string) => readEntryFiles(path).map(({ text }) => fileOf(text).slug)
  expect(slugsIn(whole)).toHaveLength(ENTRIES)
  expect(slugsIn(whole)).not.toContain(own.slug)
  expect(slugsIn(under(whole, 'organizations/lakeview'))).toEqual([own.slug])
})

/** A folder with these files in it, by their paths. */
function aFolder(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const at = under(folder, name)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(under(at, path, '..'), { recursive: true })
    writeFileSync(under(at, path), text)
  }
  return at
}

const BAD = {
  'z/accents.yaml': Buffer.from('code: Z3\ntitle: Café\n', 'latin1'),
  'z/broken.json': '{\n  "title":}\n',
  'z/half.yaml': 'code: b1x\nneedsStudents: maybe\n',
  'z/sound.yaml': 'code: Z1\nrubric: { passLevel: nosuch }\n',
  'z/syntax.yaml': 'code: Z2\ntitle: "Greet\n',
}

test('bad files are told at the console with their lines, fields and what to do, and none beside them is brought in', async () => {
  const lines = importedLines(await importFiles(world.home, aFolder('bad', BAD), lakeview))
  expect(lines.join('\n').split('\n')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^z\/broken.json:2: refused. It cannot be read as JSON. Look at line 2, column 11: .* Mend it/,
      ),
      expect.stringMatching(/^z\/syntax.yaml:3: refused. It cannot be read as YAML. .*quotation mark.* Mend it/),
      'z/accents.yaml: refused. It is no text in UTF-8. Save it as UTF-8 and send it again.',
      'z/half.yaml: refused. Some parts are not those of a catalogue file. Mend what is named and send it again.',
      '  z/half.yaml:1: Code (code): Write one to four capital letters and one to three digits, such as B1.',
      expect.stringMatching(/^ {2}z\/half.yaml:2: .*\(needsStudents\): Write true for yes or false for no/),
      'z/sound.yaml: can be brought in, and was not, because another file was refused.',
      expect.stringMatching(/^ {2}z\/sound.yaml:2: .*\(rubric.passLevel\): Choose one of the levels of this rubric.$/),
      'Nothing was brought in: 4 files were refused, and one sound file waits for it. Mend what is named and send everything again.',
    ]),
  )
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  const drafts = await ctx.transact((tx) => listOpenDrafts(tx, ctx.scope))
  expect(drafts.map(({ content }) => content.code)).not.toContain('Z1')
})

test('a catalogue is judged in the folders of its strands, also of own ones; where none is, that is said', () => {
  const found = lintCatalogFolder(aFolder('own-strand', { 'our-strand/broken.json': '{\n  "title":}\n' }))
  expect(found).toEqual([{ text: expect.stringContaining('our-strand/broken.json:2 '), error: true }])
  const flat = aFolder('flat', { 'broken.json': '{', 'half.yaml': 'code: b1x\n' })
  expect(() => lintCatalogFolder(flat)).toThrow('holds no folder of a strand with entries in it. Put each file into')
})

test.each([
  ['nowhere', lakeview, 'nowhere is not there. Name a file, a ZIP or a folder of a catalogue.'],
  [CATALOG_FOLDER, {}, 'Say whose drafts they become: --organization NAME --as name@school.org.'],
  [CATALOG_FOLDER, { ...lakeview, organization: 'atlantis' }, 'No organization here is called atlantis.'],
  [CATALOG_FOLDER, { ...lakeview, as: 'who@lakeview.example' }, 'Nobody here has the address who@lakeview.example.'],
  ['catalog/examples', lakeview, 'catalog/examples holds no folder of a strand with entries in it.'],
])('%s for %o is told in a sentence', async (path, whose, sentence) => {
  await expect(importFiles(world.home, path, whose)).rejects.toThrow(sentence)
})
