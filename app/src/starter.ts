import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Tables } from './database.ts'
import { importGuides } from './features/catalog/actions/import-guides.ts'
import { importScoring } from './features/catalog/actions/import-scoring.ts'
import type { ReadCatalog } from './features/catalog/actions/read-entries.ts'
import { type ImportLine, importStarterCatalogue, isImported, offerEveryEntry } from './features/catalog/actions.ts'
import { listOfferingEveryEntry } from './features/catalog/reads/offerers.ts'
import { importFrameworks } from './features/framework/actions.ts'
import { importStacks } from './features/pathway/actions/import-stacks.ts'
import { OperatorProblem } from './lib/operator-problem.ts'
import type { Opened } from './open.ts'
import { type CatalogFolder, readCatalogFolder } from './platform/catalog-files.ts'
import type { Db } from './platform/ctx.ts'
import { openDatabase } from './platform/db.ts'
import { contextFor, type Installation, system } from './platform/installation.ts'

export const STARTER_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'catalog')

let ahead: Promise<{ folder: CatalogFolder; catalog: ReadCatalog }> | undefined

/** Parsed and judged while a new database is made: that waits for the disk more than for the processor. */
export function readAhead(): void {
  ahead = readStarter()
  // Whatever is wrong with the files is told where they are imported.
  ahead.catch(() => undefined)
}

async function readStarter() {
  const folder = readCatalogFolder(STARTER_FOLDER)
  return { folder, catalog: await judged(folder) }
}

async function judged(folder: CatalogFolder): Promise<ReadCatalog> {
  const { readEntries } = await import('./features/catalog/actions/read-entries.ts')
  return readEntries(folder)
}

/** The starter catalogue is imported by the owner of the database: nobody else writes what is published. Quick when nothing changed. */
export async function importCatalogue(opened: Opened): Promise<void> {
  await importFolder(opened)
  await offerWhatCame(opened.home)
}

type Told = Pick<ImportLine['problems'][number], 'path' | 'line' | 'code' | 'message'>

function toldOf(file: string, problem: Told | undefined): string {
  if (!problem) return file
  const { path, line, code, message } = problem
  return `${file}${line ? `:${line}` : ''} ${path}: ${code}: ${message}`
}

/** Organizations that award every entry award the new ones too. */
export async function offerWhatCame(home: Installation<Tables>): Promise<void> {
  for (const tenantId of await listOfferingEveryEntry(home.db.kysely as never)) {
    const who = { tenantId, personId: null, actor: system('offer-new'), requestId: 'import', sessionId: null }
    await offerEveryEntry(contextFor(home, { ...who, locale: 'en', timeZone: 'UTC' }))
  }
}

async function importFolder({ home, owner }: Opened): Promise<void> {
  if (!existsSync(STARTER_FOLDER))
    throw new OperatorProblem(
      `The starter catalogue is missing: ${STARTER_FOLDER}. Copy it beside dist, then start again.`,
    )
  const early = await ahead
  const folder = early?.folder ?? readCatalogFolder(STARTER_FOLDER)
  ahead = undefined
  const stands = await home.db.enter({ tenantId: null, personId: null }, (db) => isImported({ db, folder }))
  if (stands) return
  const catalog = early?.catalog ?? (await judged(folder))
  const own = openDatabase<Tables>(owner, (error) => home.logger.warn('database connection lost', { err: error }), 1)
  try {
    await importEveryFramework(own.kysely as never, home)
    const lines = await importStarterCatalogue({
      db: own.kysely as never,
      folder,
      catalog,
      now: home.ports.now(),
      newId: home.ports.newId,
      random: home.ports.random,
    })
    await importBeside(own.kysely as never, { home, folder, catalog })
    for (const { file, action, problems } of lines)
      if (action === 'refused') home.logger.error('catalogue entry refused', { code: toldOf(file, problems[0]) })
  } finally {
    await own.close()
  }
}

async function importEveryFramework(db: Db<Tables>, { ports, logger }: Opened['home']): Promise<void> {
  const lines = await importFrameworks({ db: db as never, folder: STARTER_FOLDER, now: ports.now() })
  for (const { file, problems = [] } of lines)
    for (const problem of problems) logger.error('framework words refused', { code: toldOf(file, problem) })
}

/** What lies beside the entries; where something is wrong, what was there before stays. */
async function importBeside(
  db: Db<Tables>,
  { home, folder, catalog }: Pick<Opened, 'home'> & { folder: CatalogFolder; catalog: ReadCatalog },
): Promise<void> {
  const refused = (what: string, problems: readonly Parameters<typeof codeOf>[0][]) => {
    for (const problem of problems) home.logger.error(`${what} refused`, { code: codeOf(problem) })
  }
  const stacks = await importStacks(db, { folder: STARTER_FOLDER, now: home.ports.now() })
  refused(
    'stacks',
    stacks.problems.map((problem) => ({ ...problem, file: stacks.file })),
  )
  refused('guides', (await importGuides(db, folder)).problems)
  const originals = catalog.entries.flatMap(({ file }) => file ?? [])
  refused('practice material', (await importScoring(db, { folder, originals })).problems)
}

function codeOf(problem: ImportLine['problems'][number] & { readonly file: string }): string {
  return toldOf(problem.file, problem)
}
