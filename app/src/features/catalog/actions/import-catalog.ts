import { createHash } from 'node:crypto'
import { base64url, uuidV4 } from '../../../lib/ids.ts'
import { type Json, jcsBytes } from '../../../lib/jcs.ts'
import type { CatalogFolder } from '../../../platform/catalog-files.ts'
import type { Db } from '../../../platform/ctx.ts'
import type { AchievementContent, AchievementFile } from '../model.ts'
import { findState, listImported } from '../reads/imported.ts'
import { contentOf } from '../rules/content-of.ts'
import { hasErrors, type Problem } from '../rules/problem.ts'
import type { CatalogTables } from '../tables.ts'
import {
  inImport,
  insertIdentity,
  insertVersion,
  replaceTranslations,
  type Shelved,
  updateIdentity,
  upsertShelf,
  upsertWorks,
  writeState,
} from '../writes.ts'
import { type Decision, decideImport, type Imported } from './decide-import.ts'
import type { ReadCatalog, ReadEntry, ReadTranslation, ReadWhole } from './read-entries.ts'
import { shelvedOf, translating } from './translate.ts'

export interface ImportTools {
  /** As the owner of the database: published things are written by nobody else. */
  db: Db<CatalogTables>
  folder: CatalogFolder
  /** What was read of the folder already, where somebody had the time. */
  catalog?: ReadCatalog | undefined
  now: Date
  newId: () => string
  random: (length: number) => Uint8Array
}
export interface ImportLine {
  file: string
  code: string | null
  action: 'created' | 'updated' | 'unchanged' | 'refused'
  problems: readonly Problem[]
}

/** Raised when cards or search words are made in another way, so that an upgrade makes them again. */
const SHELF_FORM = 3

/** True when the folder, frameworks and lists too, is what was imported last. */
export async function isImported({ db, folder }: Pick<ImportTools, 'db' | 'folder'>): Promise<boolean> {
  const state = await findState(db)
  return state?.filesHash === formedHash(folder)
}

/** The starter catalogue as it lies in its folder becomes what the site shows. Safe to repeat; quick when nothing changed. */
export async function importStarterCatalogue(tools: ImportTools): Promise<ImportLine[]> {
  const { folder } = tools
  if (await isImported(tools)) return folder.entries.map(({ name }) => unchanged(name))
  const catalog = tools.catalog ?? (await import('./read-entries.ts')).readEntries(folder)
  return inImport(tools.db, async (tx) => {
    const lines = await importEntries({ ...tools, db: tx }, catalog)
    await writeState(tx, {
      filesHash: formedHash(folder),
      stamp: tools.newId(),
      synonyms: catalog.synonyms,
      lists: catalog.lists,
      now: tools.now,
    })
    return lines
  })
}

function formedHash({ hash }: { hash: string }): string {
  return `${SHELF_FORM}:${hash}`
}

function unchanged(file: string): ImportLine {
  return { file, code: /\/([a-z]+\d+)-/.exec(file)?.[1]?.toUpperCase() ?? null, action: 'unchanged', problems: [] }
}

async function importEntries(tools: ImportTools, catalog: ReadCatalog): Promise<ImportLine[]> {
  await upsertWorks(tools.db, catalog.works)
  const known = await listImported(tools.db)
  const lines: ImportLine[] = []
  const shelved: Shelved[] = []
  for (const entry of catalog.entries) {
    const made = await importEntry(tools, { entry, said: catalog }, known)
    lines.push(made.line)
    if (made.shelved) shelved.push(made.shelved)
  }
  await upsertShelf(tools.db, shelved)
  const refused = new Set(lines.flatMap(({ code, action }) => (action === 'refused' ? [code] : [])))
  // A file that is not what was published says nothing about what its parts are called.
  const wholes = catalog.wholes.filter(({ file }) => file && !refused.has(file.code))
  await replaceTranslations(tools.db, translating({ ...catalog, wholes }))
  return [...lines, ...[...catalog.translations, ...catalog.wholes].flatMap(refusedWords)]
}

/** Only what is wrong is told: sound words are part of their entry. */
function refusedWords({ name, problems }: ReadTranslation | ReadWhole): ImportLine[] {
  return hasErrors(problems) ? [{ file: name, code: null, action: 'refused', problems }] : []
}

async function importEntry(
  tools: ImportTools,
  { entry, said }: { entry: ReadEntry; said: ReadCatalog },
  known: Map<string, Imported>,
): Promise<{ line: ImportLine; shelved?: Shelved }> {
  const { name, file, problems } = entry
  const code = file?.code ?? unchanged(name).code
  if (!file || hasErrors(problems)) return { line: { file: name, code, action: 'refused', problems } }
  const digest = digestOf(contentOf(file))
  const decision = decideImport({ file, digest, known })
  if (decision.action === 'refused')
    return { line: { file: name, code, action: 'refused', problems: [...problems, decision.problem] } }
  const achievementId = await writeEntry(tools, { file, digest, hash: entry.hash, decision })
  const shelved = decision.shows ? { achievementId, ...shelvedOf(file, said) } : undefined
  return { line: { file: name, code, action: decision.action, problems }, shelved }
}

interface Writing {
  file: AchievementFile
  digest: string
  hash: string
  decision: Exclude<Decision, { action: 'refused' }>
}

async function writeEntry(tools: ImportTools, { file, digest, hash, decision }: Writing): Promise<string> {
  const { db, now, newId, random } = tools
  const id = decision.achievementId ?? newId()
  const { code, slug, strand, visibility } = file
  if (decision.action === 'created')
    await insertIdentity(db, { id, ctdlId: `ce-${uuidV4(random(16))}`, code, slug, strand, visibility, createdAt: now })
  if (decision.action === 'updated') await updateIdentity(db, { id, slug, strand, visibility })
  if (decision.newVersion) {
    const { version, language, title, summary } = file
    const content = contentOf(file)
    await insertVersion(db, {
      id: newId(),
      achievementId: id,
      version,
      language,
      title,
      summary,
      content,
      digest,
      sourceHash: hash,
      publishedAt: now,
    })
  }
  return id
}

/** Multibase `u` of a SHA-256 multihash over the canonical JSON (03-credentials.md 2.1, `digestMultibase`). */
export function digestOf(content: AchievementContent): string {
  const hash = createHash('sha256')
    .update(jcsBytes(content as unknown as Json))
    .digest()
  return `u${base64url(Uint8Array.from([0x12, 0x20, ...hash]))}`
}
