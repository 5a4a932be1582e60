import { Conflict, Invalid, insist, insistOpen, NotFound } from '../../../lib/refusal.ts'
import { runs } from '../../../lib/words.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { namedId, OF_ADDRESSES } from '../../../platform/named-ids.ts'
import { FetchRefused } from '../../../platform/safe-fetch.ts'
import { type BeginImport, type ChooseColumns, type ImportFacts, MOST_SOURCE_BYTES } from '../model.ts'
import { mayOpen, mayReplace, mayTakeIn } from '../policy.ts'
import { getImport, type WaitingImport } from '../reads/imports.ts'
import { findTakenInForUpdate, listShownItems } from '../reads/taken-in.ts'
import type { CasePackage } from '../rules/case-package.ts'
import { dryRun } from '../rules/dry-run.ts'
import { guessColumns, headingsOf, readCsv } from '../rules/read-csv.ts'
import { readJson } from '../rules/read-json.ts'
import type { Known, Reading, SourceProblem } from '../rules/reading.ts'
import { CLOSED_RUN, type Rights } from '../rules.ts'
import type { FrameworkTables } from '../tables.ts'
import { replaceClosedRuns } from '../writes/closed-runs.ts'
import * as write from '../writes/taken-in.ts'

export type ImportWorld = FrameworkTables & LogTables
type World = Ctx<ImportWorld>

const DAY = 24 * 3_600_000
const TIMEOUT_MS = 30_000

/** Reads what was handed over and keeps it to be looked at. Answers where, or what is wrong with it. */
export async function beginImport(
  ctx: World,
  given: BeginImport,
): Promise<{ id: string } | { problem: SourceProblem }> {
  insist(mayTakeIn(ctx.actor))
  const { file, link, ...facts } = given
  const { name, text } = await sourceOf(ctx, { file, link })
  return beginWith(ctx, { name, text, facts })
}

export async function beginWith(
  ctx: World,
  { name, text, facts }: { name: string; text: string; facts: ImportFacts },
): Promise<{ id: string } | { problem: SourceProblem }> {
  insist(mayTakeIn(ctx.actor))
  const headings = isTable(name, text) ? headingsOf(text) : null
  if (headings && facts.title === '') throw new Invalid('check-fields', { title: 'framework.import.title.missing' })
  const columns = headings && guessColumns(headings)
  const reading = readSource(ctx, { source: text, facts, columns, createdAt: ctx.now() })
  // Columns can still be told on the next page.
  if ('problem' in reading && reading.problem.kind !== 'columns') return reading
  const id = ctx.newId()
  await ctx.transact(async (tx) => {
    await write.deleteImportsBefore(tx, ctx.scope, new Date(ctx.now().getTime() - DAY))
    await write.insertImport(tx, ctx.scope, { id, name, source: text, facts, columns, at: ctx.now() })
  })
  return { id }
}

/** JSON begins with a bracket; anything else is a table when its name or its first line says so. */
function isTable(name: string, text: string): boolean {
  return /\.csv$/i.test(name) || (!/^\s*[{[]/.test(text) && /^[^\n]*,/.test(text))
}

export function readSource(
  ctx: Pick<World, 'baseUrl' | 'scope'>,
  { source, facts, columns, createdAt }: Pick<WaitingImport, 'source' | 'facts' | 'columns' | 'createdAt'>,
): Reading {
  const { title, rightsHolder, licenseURI, language } = facts
  const known: Known = {
    ...{ title, rightsHolder, licenseURI, language, namedId },
    ...{ baseUrl: ctx.baseUrl, tenantId: ctx.scope.tenantId, at: createdAt, addresses: OF_ADDRESSES },
  }
  return columns ? readCsv(source, columns, known) : readJson(source, known)
}

async function sourceOf(ctx: World, { file, link }: Pick<BeginImport, 'file' | 'link'>) {
  if (file && file.size > 0) {
    if (file.size > MOST_SOURCE_BYTES) throw new Invalid('check-fields', { file: 'framework.import.file.large' })
    return { name: file.name, text: textOf(new Uint8Array(await file.arrayBuffer()), 'file') }
  }
  if (file && file.name !== '') throw new Invalid('check-fields', { file: 'framework.import.file.empty' })
  if (link === '') throw new Invalid('check-fields', { file: 'framework.import.file.missing' })
  if (!URL.canParse(link)) throw new Invalid('check-fields', { link: 'framework.import.link.wrong' })
  return { name: link, text: textOf(await fetched(ctx, link), 'link') }
}

async function fetched(ctx: World, link: string): Promise<Uint8Array> {
  const limits = { accept: 'application/json, application/ld+json, text/csv', maxBytes: MOST_SOURCE_BYTES }
  try {
    const answer = await ctx.fetch(link, { ...limits, timeoutMs: TIMEOUT_MS, redirects: 3 })
    if (answer.status === 200) return answer.body
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error
    throw new Invalid('check-fields', { link: whyNot(error.because) })
  }
  throw new Invalid('check-fields', { link: 'framework.import.link.unreachable' })
}

function whyNot(because: FetchRefused['because']): string {
  if (because === 'too-large') return 'framework.import.file.large'
  if (because === 'timeout') return 'framework.import.link.slow'
  return because === 'unreachable' ? 'framework.import.link.unreachable' : 'framework.import.link.wrong'
}

function textOf(bytes: Uint8Array, field: 'file' | 'link'): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Invalid('check-fields', { [field]: 'framework.import.file.text' })
  }
}

/** Which column of the table holds what. */
export async function chooseColumns(
  ctx: World,
  { id, columns }: { id: string; columns: ChooseColumns },
): Promise<void> {
  insist(mayTakeIn(ctx.actor))
  await ctx.transact(async (tx) => {
    const waiting = await getImport(tx, ctx.scope, id)
    if (waiting.columns) await write.updateColumns(tx, ctx.scope, { id, columns })
  })
}

export async function discardImport(ctx: World, id: string): Promise<void> {
  insist(mayTakeIn(ctx.actor))
  const there = await ctx.transact((tx) => write.deleteImport(tx, ctx.scope, id))
  if (!there) throw new NotFound('import')
}

/** Writes what was looked at: new and changed statements, what is gone retired, the pairs replaced. */
export async function acceptImport(ctx: World, id: string): Promise<{ frameworkId: string }> {
  insist(mayTakeIn(ctx.actor))
  return ctx.transact(async (tx) => {
    const waiting = await getImport(tx, ctx.scope, id)
    const reading = readSource(ctx, waiting)
    if ('problem' in reading) throw new Conflict('framework-not-readable')
    const held = await findTakenInForUpdate(tx, ctx.scope, { identifier: reading.pack.CFDocument.identifier })
    const rights = rightsOf(waiting.facts)
    insistOpen(mayReplace(held, rights))
    const frameworkId = held?.id ?? ctx.newId()
    await writeAll(ctx, tx, { ...reading, id: frameworkId, rights })
    await write.deleteImport(tx, ctx.scope, id)
    await logTakenIn(ctx, tx, { frameworkId, rights, pack: reading.pack })
    return { frameworkId }
  })
}

function rightsOf({ rightsHolder, licenseURI, redistributable }: ImportFacts): Rights {
  return { rightsHolder, licenseURI, redistributable: redistributable === 'yes' }
}

async function writeAll(
  ctx: World,
  tx: Db<ImportWorld>,
  given: { id: string; pack: CasePackage; labels: ReadonlyMap<string, string>; rights: Rights },
): Promise<void> {
  const current = await listShownItems(tx, { tenantId: ctx.scope.tenantId, id: given.id })
  const { cycles } = dryRun(
    given.pack,
    current.map(({ body }) => body),
  )
  if (cycles.length > 0) throw new Conflict('framework-cycle')
  const taken = { ...given, at: ctx.now() }
  await write.upsertTakenIn(tx, ctx.scope, taken)
  await write.replaceItems(tx, ctx.scope, taken)
  await write.replaceAssociations(tx, ctx.scope, taken)
  await replaceClosedRuns(tx, given.id, given.rights.redistributable ? new Set() : runsOf(given.pack))
}

/** Eight words in a row, of each text by itself. */
function runsOf({ CFItems }: CasePackage): Set<string> {
  const texts = CFItems.flatMap(({ fullStatement, abbreviatedStatement, notes }) => [
    fullStatement,
    abbreviatedStatement ?? '',
    notes ?? '',
  ])
  return new Set(texts.flatMap((text) => [...runs(text, CLOSED_RUN)]))
}

async function logTakenIn(
  ctx: World,
  tx: Db<ImportWorld>,
  { frameworkId, rights, pack }: { frameworkId: string; rights: Rights; pack: CasePackage },
): Promise<void> {
  const { identifier, title } = pack.CFDocument
  const body = { identifier, title, items: pack.CFItems.length, ...rights }
  await append(ctx, tx, { type: 'framework.imported', subjectId: frameworkId, body })
}

/** The words of a closed framework may be shown to everybody once two administrators have said so. */
export async function openFramework(ctx: World, id: string): Promise<'asked' | 'opened'> {
  return ctx.transact(async (tx) => {
    const held = await findTakenInForUpdate(tx, ctx.scope, { id })
    if (!held) throw new NotFound('framework')
    insistOpen(mayOpen(ctx.actor, held))
    const asked = held.openingAskedBy === null
    if (asked) await write.askOpening(tx, ctx.scope, { id, by: ctx.actor.id, at: ctx.now() })
    else {
      await write.openWords(tx, ctx.scope, id)
      await replaceClosedRuns(tx, id, new Set())
    }
    const body = { licenseURI: held.licenseUri }
    await append(ctx, tx, { type: asked ? 'framework.openingAsked' : 'framework.opened', subjectId: id, body })
    return asked ? 'asked' : 'opened'
  })
}
