import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Tables } from '../database.ts'
import { findPersonByEmail } from '../features/account/reads.ts'
import { type ImportedFile, importDrafts, importTexts } from '../features/catalog/actions/import-drafts.ts'
import { readEntries } from '../features/catalog/actions/read-entries.ts'
import { consoleText, countText, filesInOrder } from '../features/catalog/parts/import-words.ts'
import { listCurrentFiles } from '../features/catalog/reads/draft-codes.ts'
import type { DraftContent } from '../features/catalog/rules/draft.ts'
import { fileNameOf, inFileOrder } from '../features/catalog/rules/file-order.ts'
import { lintUnknown } from '../features/catalog/rules/lint-catalog.ts'
import { everyFile } from '../features/catalog/views/archive.ts'
import { findIssuerBySlug, listRoles } from '../features/organization/reads.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { Refused } from '../lib/refusal.ts'
import type { SentText } from '../platform/archive-texts.ts'
import { type CatalogFolder, readCatalogFolder, readEntryFiles, type TextFile } from '../platform/catalog-files.ts'
import type { Ctx } from '../platform/ctx.ts'
import { contextFor, type Installation, nobody } from '../platform/installation.ts'
import { writeYaml } from '../platform/safe-yaml.ts'
import { STARTER_FOLDER } from '../starter.ts'
import { inLocale, textIn } from '../text.ts'
import { atConsole } from './console.ts'

/** Beside the strands of the starter catalogue. */
const MADE_BY = 'organizations'

export interface CatalogAsked {
  readonly organization?: string
  /** The author whose drafts they become. */
  readonly as?: string
  readonly replace?: boolean
}

export interface LintLine {
  readonly text: string
  readonly error: boolean
}

/** The command `catalog lint`: every finding of a catalogue folder, as the build says it. */
export function lintCatalogFolder(folder: string): LintLine[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new OperatorProblem(`${folder} is no folder. Name the folder that holds the strands.`)
  const { entries } = readEntries(withLists({ ...readCatalogFolder(folder), entries: textsUnder(folder) }))
  const unknown = lintUnknown(entries.flatMap(({ name, file }) => (file ? [{ name, file }] : [])))
  return entries.flatMap(({ name, problems }) =>
    [...problems, ...unknown.filter(({ file }) => file === name)].map(({ line, path, code, level, message }) => ({
      text: `${name}${line ? `:${line}` : ''} ${path}: ${code}: ${message}`,
      error: level === 'error',
    })),
  )
}

/** What was exported has entries alone: they are judged by the lists that came with the product. */
function withLists(folder: CatalogFolder): CatalogFolder {
  if (folder.lists.has('bibliography.csv')) return folder
  const { lists, frameworks } = readCatalogFolder(STARTER_FOLDER)
  return { ...folder, lists, frameworks }
}

/** The command `catalog export`: what is published now, or what one organization has published, one file each; returns how many. Organizations use the codes they like: the files of each have a folder of their own. */
export async function exportCatalog(
  home: Installation<Tables>,
  folder: string,
  { console, organization }: { console: string; organization?: string },
): Promise<number> {
  const files = organization
    ? (await ownFiles(home, organization)).map((file) => ({ file, maker: null }))
    : await atConsole(home, console).transact((tx) => listCurrentFiles(tx))
  for (const { file, maker } of files) {
    const path = join(folder, ...(maker ? [MADE_BY, maker] : []), fileNameOf(file))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, writeYaml(inFileOrder(file)))
  }
  return files.length
}

async function ownFiles(home: Installation<Tables>, slug: string): Promise<DraftContent[]> {
  const { tenantId } = await issuerOf(home, slug)
  const files: DraftContent[] = []
  for await (const file of everyFile(atConsole(home, 'catalog', tenantId), tenantId)) files.push(file)
  return files
}

/** The command `catalog import`: a file, a ZIP, or a folder as the export writes it, becomes drafts of this author. */
export async function importFiles(
  home: Installation<Tables>,
  path: string,
  { organization, as, replace = false }: CatalogAsked,
): Promise<ImportedFile[]> {
  const given = statSync(path, { throwIfNoEntry: false })
  if (!given) throw new OperatorProblem(`${path} is not there. Name a file, a ZIP or a folder of a catalogue.`)
  if (!organization || !as)
    throw new OperatorProblem('Say whose drafts they become: --organization NAME --as name@school.org.')
  const ctx = await asAuthor(home, organization, as)
  try {
    return given.isDirectory()
      ? await importTexts(ctx, textsUnder(path).map(inUtf8), { replace })
      : await importDrafts(ctx, [{ name: basename(path), bytes: readFileSync(path) }], { replace })
  } catch (error) {
    if (error instanceof Refused) throw new OperatorProblem(textIn('en', `refusal.${error.because}`, error.values))
    throw error
  }
}

function textsUnder(folder: string): readonly TextFile[] {
  const texts = readEntryFiles(folder)
  if (texts.length === 0)
    throw new OperatorProblem(
      `${folder} holds no folder of a strand with entries in it. Put each file into the folder of its strand, such as b/b1.yaml.`,
    )
  return texts
}

/** What is no UTF-8 is read with this sign in its place. */
function inUtf8({ name, text }: TextFile): SentText {
  return text.includes('\ufffd') ? { name, problem: 'not_text' } : { name, text }
}

/** What became of each file, and how many came to what. */
export function importedLines(report: readonly ImportedFile[]): string[] {
  const isLeft = report.some(({ action }) => action === 'left')
  return [
    ...filesInOrder(report).map(consoleText),
    inLocale('en', () => countText(report)),
    ...(isLeft ? ['Give --replace to put the words of the files into drafts that were changed here.'] : []),
  ]
}

/** The author as the gate would let them in: a member of the organization who holds the role. */
async function asAuthor(home: Installation<Tables>, slug: string, email: string): Promise<Ctx<Tables>> {
  const issuer = await issuerOf(home, slug)
  const personId = await atConsole(home, 'catalog').transact((tx) => findPersonByEmail(tx, email))
  if (!personId) throw new OperatorProblem(`Nobody here has the address ${email}.`)
  const { tenantId } = issuer
  const there = atConsole(home, 'catalog', tenantId)
  const roles = await there.transact((tx) => listRoles(tx, there.scope, personId))
  if (!roles.includes('author'))
    throw new OperatorProblem(`${email} is no author of ${issuer.name}. Give them the role under People first.`)
  return contextFor(home, {
    ...{ tenantId, personId, locale: 'en', timeZone: 'UTC', requestId: 'console', sessionId: null },
    actor: { ...nobody, id: personId, kind: 'person', roles: new Set(roles) },
  })
}

async function issuerOf(home: Installation<Tables>, slug: string) {
  const issuer = await atConsole(home, 'catalog').transact((tx) => findIssuerBySlug(tx, slug))
  if (!issuer) throw new OperatorProblem(`No organization here is called ${slug}.`)
  return issuer
}
