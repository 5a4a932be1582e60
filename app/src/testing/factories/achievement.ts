import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import { parse } from 'yaml'
import type { Tables } from '../../database.ts'
import { digestOf, type ImportLine } from '../../features/catalog/actions/import-catalog.ts'
import { importScoring } from '../../features/catalog/actions/import-scoring.ts'
import { type ReadCatalog, readEntries } from '../../features/catalog/actions/read-entries.ts'
import { importStarterCatalogue } from '../../features/catalog/actions.ts'
import { AchievementFile } from '../../features/catalog/model.ts'
import { type AchievementVersion, getVersion } from '../../features/catalog/reads.ts'
import { contentOf } from '../../features/catalog/rules/content-of.ts'
import { cardOf } from '../../features/catalog/rules/facets.ts'
import { searchTextOf } from '../../features/catalog/rules/search-rank.ts'
import { insertIdentity, insertVersion, upsertShelf, writeState } from '../../features/catalog/writes.ts'
import { importFrameworks } from '../../features/framework/actions.ts'
import { importStacks } from '../../features/pathway/actions/import-stacks.ts'
import { type CatalogFolder, readCatalogFolder } from '../../platform/catalog-files.ts'
import type { Db } from '../../platform/ctx.ts'
import type { World } from '../world.ts'

/** The folder that ships with the product, seen from the project's root. */
export const CATALOG_FOLDER = 'catalog'

/** The owner of the schema, as the import at start has it. */
export function ownerOf(world: World): Db<Tables> {
  const dialect = new PostgresDialect({ pool: world.owner })
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
  return new Kysely<Tables>({ dialect, plugins }) as unknown as Db<Tables>
}

/** Read once for all files of a process: most of them ask for the same folder. */
const readBefore = new Map<string, ReadCatalog>()

function readOnce(folder: CatalogFolder): ReadCatalog {
  const catalog = readBefore.get(folder.hash) ?? readEntries(folder)
  readBefore.set(folder.hash, catalog)
  return catalog
}

/** The whole starter catalogue, imported as at a start. */
export async function theStarterCatalog(world: World, at = CATALOG_FOLDER): Promise<ImportLine[]> {
  const { newId, random, now } = world.home.ports
  const db = ownerOf(world)
  const folder = readCatalogFolder(at)
  await importFrameworks({ db, folder: at, now: now() })
  const lines = await importStarterCatalogue({ db, folder, catalog: readOnce(folder), now: now(), newId, random })
  await importStacks(db, { folder: at, now: now() })
  return lines
}

/** The scoring set of B1 and its examples, with the entry they belong to. */
export async function theScoringSet(world: World): Promise<AchievementFile> {
  const folder = readCatalogFolder(CATALOG_FOLDER)
  const b1 = folder.entries.find(({ name }) => name.startsWith('b/b1-'))
  const file = AchievementFile.parse(parse(b1?.text ?? ''))
  await anAchievement(world, file)
  const examples = folder.examples.filter(({ name }) => name === 'examples/b1.yaml')
  const { problems } = await importScoring(ownerOf(world), { folder: { ...folder, examples }, originals: [file] })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return file
}

/** What the linter compares with, where a test imports no catalogue. */
export const LISTS = { verbs: ['greet', 'count', 'compare'], subjects: ['mathematics'], tags: ['routines'] }

let serial = 0

/** A file that keeps every rule, about nothing that the catalogue teaches. */
export function aSoundFile(given: Partial<AchievementFile> = {}): AchievementFile {
  return AchievementFile.parse({ ...GREETING, ...given })
}

/** One published micro-credential of our own making; what is given replaces what it says. */
export async function anAchievement(world: World, given: Partial<AchievementFile> = {}): Promise<AchievementVersion> {
  serial++
  const { newId, now } = world.home.ports
  const named = { code: `Z${serial}`, slug: `greet-at-the-door-${serial}`, title: `Greet at the door ${serial}` }
  const file = AchievementFile.parse({ ...GREETING, ...named, ...given })
  const db = ownerOf(world)
  const [achievementId, id] = [newId(), newId()]
  const { code, slug, strand, visibility, version, language, title, summary } = file
  const content = contentOf(file)
  await insertIdentity(db, {
    id: achievementId,
    ctdlId: `ce-${newId()}`,
    code,
    slug,
    strand,
    visibility,
    createdAt: now(),
  })
  await insertVersion(db, {
    ...{ id, achievementId, version, language, title, summary, content },
    digest: digestOf(content),
    sourceHash: `factory ${serial}`,
    publishedAt: now(),
  })
  await upsertShelf(db, [
    { achievementId, visibility, text: searchTextOf(file), card: { ...cardOf(file), version, seed: slug } },
  ])
  await writeState(db, { filesHash: `factory ${serial}`, stamp: newId(), synonyms: [], lists: LISTS, now: now() })
  return getVersion(db, id)
}

/** The micro-credential of a credential, published again under another title. */
export async function aNewerVersion(
  world: World,
  { publicId, title }: { publicId: string; title: string },
): Promise<void> {
  const { rows } = await world.owner.query(
    'select v.* from credential c join achievement_version v on v.id = c.achievement_version_id where public_id = $1',
    [publicId],
  )
  const [old] = rows
  const id = world.home.ports.newId()
  await insertVersion(ownerOf(world), {
    ...{ id, achievementId: old.achievement_id, version: '2.0.0', language: 'en', title },
    ...{ summary: old.summary, content: { ...old.content, title }, digest: 'uEiOther' },
    ...{ sourceHash: 'edited', publishedAt: world.clock.now() },
  })
  await world.owner.query('update achievement set current_version_id = $1 where id = $2', [id, old.achievement_id])
}

const levels = (what: string) => ({
  not_yet: `The log of the week does not show ${what} on at least one of the five days.`,
  demonstrated: `The log of the week shows ${what} on each of the five days, with the time.`,
  exemplary: `The log of the week shows ${what} on each day, and a colleague's count agrees with it.`,
})

/** Complete and lint-clean in shape, about nothing that the catalogue teaches. */
const GREETING = {
  code: 'Z1',
  slug: 'greet-at-the-door',
  strand: 'B',
  version: '1.0.0',
  title: 'Greet at the door',
  summary: 'Greet each student at the door for a week, count late starts before and after, and keep what helped.',
  competency: 'The educator greets each student at the door and shows with two counts what it changed.',
  keyMethod: {
    name: 'Greet, count, compare',
    description:
      'Stand at the door for a week and greet each student by name. Count late starts in the week before and in the last week. Compare the two counts and keep what helped.',
  },
  components: [
    {
      id: 'K1',
      name: 'Count first',
      text: 'Count the minutes until the first task starts, on five days, before anything changes.',
    },
    {
      id: 'K2',
      name: 'Greet',
      text: 'Greet each student by name at the door on five days in a row, and note who was missed.',
    },
    { id: 'K3', name: 'Compare', text: 'Put the two counts beside each other and say what changed and what did not.' },
  ],
  rationale:
    'A greeting at the door is small and costs a minute. Studies of such greetings have found that students start their work sooner [weinstein2004]. The studies were short and the classes few, so a count of your own says more about your class than they do [simonsen2008]. A student whose name is said at the door knows that the day begins with being seen, and can begin the first task without waiting.',
  references: ['weinstein2004', 'simonsen2008'],
  resources: [
    {
      title: 'Greetings that work',
      url: 'https://example.org/greetings',
      kind: 'article',
      minutes: 10,
      free: true,
      languages: ['en'],
    },
    {
      title: 'A count sheet',
      url: 'https://example.org/count',
      kind: 'template',
      minutes: 5,
      free: true,
      languages: ['en', 'es'],
    },
  ],
  audience: ['teacher'],
  grades: ['all'],
  subjects: ['any'],
  needsStudents: true,
  tags: [],
  firstStep: 'Stand at the door tomorrow and greet the first ten students by name.',
  effort: { hours: 6, weeksMin: 2, weeksMax: 4, evidenceMinutes: 60, readerMinutes: 12, firstStepMinutes: 15 },
  alignments: [{ frameworkId: 'cairn-teaching-practice', itemId: 'CLM.1', strength: 'full' }],
  part1: {
    questions: [
      { id: 'O1', prompt: 'Which class did you choose, and how does it start now?', minWords: 0, maxWords: 80 },
    ],
  },
  part2: {
    requirements: [
      {
        id: 'R1',
        title: 'Log of two weeks',
        instructions:
          'One page with the minutes until the first task starts, on five days before and on five days after. Names nobody.',
        evidenceTypes: ['data_table', 'observation_notes'],
        minItems: 1,
        maxItems: 2,
        maxPages: 2,
        shared: false,
        indicators: [{ id: 'R1.a', text: 'Each day has its minutes and the count of students greeted' }],
        readyChecks: ['The log names no student.'],
      },
    ],
  },
  part3: { prompts: [{ id: 'P1', prompt: 'What changed, for whom, and what will you keep?', maxWords: 150 }] },
  rubric: {
    levels: [
      { id: 'not_yet', label: 'Not yet' },
      { id: 'demonstrated', label: 'Demonstrated' },
      { id: 'exemplary', label: 'Exemplary' },
    ],
    passLevel: 'demonstrated',
    criteria: [
      {
        id: 'C1',
        title: 'A count before',
        looksAt: ['R1.a'],
        component: 'K1',
        mustHave: true,
        weight: 1,
        descriptors: levels('the minutes before the change'),
      },
      {
        id: 'C2',
        title: 'Greetings on five days',
        looksAt: ['R1.a'],
        component: 'K2',
        mustHave: false,
        weight: 1,
        descriptors: levels('how many students were greeted'),
      },
      {
        id: 'C3',
        title: 'A count after',
        looksAt: ['R1.a', 'P1'],
        component: 'K3',
        mustHave: false,
        weight: 1,
        descriptors: levels('the minutes after the change'),
      },
    ],
  },
  safety: { studentFaces: 'avoid', sensitiveTopics: false },
  image: { kind: 'generated', seed: 'greet-at-the-door' },
  contact: 'catalog@example.org',
}
