import { setImmediate } from 'node:timers/promises'
import { type Json, jcs } from '../../../lib/jcs.ts'
import { Invalid, insist } from '../../../lib/refusal.ts'
import { type SentFile, type SentText, textsOf } from '../../../platform/archive-texts.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { FileRefused } from '../../../platform/media-file.ts'
import { readSafeFile, type YamlProblem } from '../../../platform/safe-yaml.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import { mayBeginDraft } from '../policy.ts'
import { listOwnUnder, type OwnUnderCodes } from '../reads/draft-codes.ts'
import type { Draft } from '../reads/drafts.ts'
import { knownOf } from '../reads/lint-known.ts'
import { listBefore } from '../reads/prerequisites.ts'
import { listTaken } from '../reads/published.ts'
import { reviewDay } from '../reads/review-day.ts'
import { type DraftContent, SECTION_IDS } from '../rules/draft.ts'
import { cannotHold, decideDraft, isTouched, keptOf, sharedAddresses } from '../rules/draft-import.ts'
import { asFinding, type Finding, lintDraft, takenFrom } from '../rules/draft-lint.ts'
import type { Known } from '../rules/lint.ts'
import { lintPrerequisites } from '../rules/prerequisites.ts'
import { type DraftWorld, isTooLarge, keepLawful, lawful, writeLawful } from './drafts.ts'

type World = Ctx<DraftWorld & FrameworkTables>
type Tx = Db<DraftWorld & FrameworkTables>

export interface ImportedFile {
  readonly file: string
  readonly code: string | null
  /** `waiting` is sound and not brought in, since another file was refused. */
  readonly action: 'created' | 'updated' | 'unchanged' | 'left' | 'waiting' | 'refused'
  readonly draftId: string | null
  /** Why the file was refused as a whole. */
  readonly because: string | null
  /** Where it could not be read, and what for. */
  readonly unread?: YamlProblem
  readonly problems: readonly Finding[]
}

/** A file as it was read: why it is refused, or what a draft will hold, which is nowhere yet. */
interface Read {
  readonly line: ImportedFile
  readonly content?: DraftContent | undefined
  /** The micro-credential whose next words these are. */
  readonly achievementId?: string | null
  readonly lineOf?: (path: string) => number | undefined
}

export interface ImportAsked {
  /** Also the author's own open drafts that were changed here since a file filled them. */
  readonly replace?: boolean
}

/** Files and archives of files: each becomes a draft, or none does and each says what is wrong with it. */
export async function importDrafts(
  ctx: World,
  sent: readonly SentFile[],
  asked: ImportAsked = {},
): Promise<ImportedFile[]> {
  insist(mayBeginDraft(ctx.actor))
  return importTexts(ctx, readTexts(sent), asked)
}

/** The same of files that were read already, however many. */
export async function importTexts(
  ctx: World,
  texts: readonly SentText[],
  { replace = false }: ImportAsked = {},
): Promise<ImportedFile[]> {
  insist(mayBeginDraft(ctx.actor))
  const known = await ctx.transact(async (tx) => ({
    ...(await knownOf(tx)).known,
    today: await reviewDay(tx, ctx.scope, ctx.now()),
  }))
  const read: Read[] = []
  for (const text of texts) {
    read.push(readOne(text, known))
    // Many files take seconds to read: between two of them everybody else is served.
    await setImmediate()
  }
  return wholeOrNothing(ctx, async (tx) => {
    const placed = await placeAll(ctx, tx, { read: await lawfulOf(tx, read), replace })
    return besideOthers(ctx, tx, placed)
  })
}

class TakenBack extends Error {
  override name = 'TakenBack'
  readonly lines: readonly ImportedFile[]
  constructor(lines: readonly ImportedFile[]) {
    super('A file was refused')
    this.lines = lines
  }
}

/** Everything is tried, so that each file says all that is wrong with it; where one is refused, nothing of it stays. */
async function wholeOrNothing(ctx: World, work: (tx: Tx) => Promise<ImportedFile[]>): Promise<ImportedFile[]> {
  try {
    return await ctx.transact(async (tx) => {
      const lines = await work(tx)
      if (lines.some(({ action }) => action === 'refused')) throw new TakenBack(lines)
      return lines
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
    return error.lines.map((line) => (line.action === 'refused' ? line : { ...line, action: 'waiting', draftId: null }))
  }
}

function readTexts(sent: readonly SentFile[]): SentText[] {
  try {
    return textsOf(sent)
  } catch (error) {
    if (error instanceof FileRefused) throw new Invalid('archive-unreadable', { file: 'refusal.archive-unreadable' })
    throw error
  }
}

function readOne({ name: file, text, problem }: SentText, known: Known): Read {
  if (text === undefined) return { line: refused(file, problem ?? 'not_text') }
  const yaml = readSafeFile({ name: file, text })
  if (!yaml.ok) return { line: { ...refused(file, yaml.problem.code), unread: yaml.problem } }
  if (typeof yaml.value !== 'object' || yaml.value === null || Array.isArray(yaml.value))
    return { line: refused(file, 'no_fields') }
  const content = keptOf(yaml.value)
  if (isTooLarge(content)) return { line: refused(file, 'file_too_large') }
  const lineOf = (path: string) => yaml.lineOf(stepsOf(path))
  const problems = lintDraft(content, known).map((one) => ({ ...one, line: lineOf(one.path) }))
  const code = content.code ?? null
  if (cannotHold(problems)) return { line: { ...refused(file, 'shape'), code, problems } }
  if (code === null) return { line: { ...refused(file, 'no_code'), problems } }
  return { line: { file, code, action: 'unchanged', draftId: null, because: null, problems }, content, lineOf }
}

async function lawfulOf(tx: Tx, read: readonly Read[]): Promise<Read[]> {
  const contents = read.flatMap(({ content }) => content ?? [])
  const kept = await lawful(tx, contents)
  const of = new Map(contents.map((content, at) => [content, kept[at]]))
  return read.map((one) => ({ ...one, content: one.content && of.get(one.content) }))
}

/** What stands under their codes is looked up once, and again only for a code that another file had before. */
async function placeAll(
  ctx: World,
  tx: Tx,
  { read, replace }: { read: readonly Read[]; replace: boolean },
): Promise<Read[]> {
  const under = await listOwnUnder(tx, ctx.scope, [...new Set(read.flatMap(({ content }) => content?.code ?? []))])
  const placed = new Set<string>()
  const lines: Read[] = []
  for (const one of read) {
    const code = one.content?.code
    if (!one.content || code === undefined) {
      lines.push(one)
      continue
    }
    const now = placed.has(code) ? await listOwnUnder(tx, ctx.scope, [code]) : under
    placed.add(code)
    const { achievementId = null } = now.drafts.get(code) ?? now.published.get(code) ?? {}
    lines.push({
      ...one,
      achievementId,
      line: { ...one.line, ...(await place(ctx, tx, { content: one.content, under: now, replace })) },
    })
  }
  return lines
}

/** Looked up when all files are there: what a file says comes before it, in any order, and what another has already. */
async function besideOthers(ctx: World, tx: Tx, read: readonly Read[]): Promise<ImportedFile[]> {
  const needing = read.flatMap(({ content }) => (content?.prerequisites?.length ? content : []))
  const before = await listBefore(
    tx,
    ctx.scope,
    needing.map((content) => ({ achievementId: null, content })),
  )
  const beforeOf = new Map(needing.map((content, at) => [content, before[at]]))
  const taken = await listTaken(
    tx,
    ctx.scope,
    read.map(({ content, achievementId = null }) => ({ ...content, achievementId })),
  )
  const shared = sharedAddresses(
    read.map(({ line, content }) => ({ file: line.file, content: line.action === 'refused' ? undefined : content })),
  )
  return read.map(({ line, content, lineOf }, at) => {
    const own = content && beforeOf.get(content)
    const needs = own ? lintPrerequisites(content.prerequisites ?? [], own).map(asFinding) : []
    const found = [...(content ? takenFrom(content, taken[at]) : []), ...(shared[at] ?? []), ...needs]
    return { ...line, problems: [...line.problems, ...found.map((one) => ({ ...one, line: lineOf?.(one.path) }))] }
  })
}

/** Into the open draft of the same code, beside what is published, or as something new. */
async function place(
  ctx: World,
  tx: Tx,
  { content, under, replace }: { content: DraftContent; under: OwnUnderCodes; replace: boolean },
) {
  const draft = under.drafts.get(content.code ?? '')
  const published = under.published.get(content.code ?? '')
  const mine = draft !== undefined && (under.authors.get(draft.id) ?? []).includes(ctx.actor.id)
  const deed = decideDraft(
    {
      draft: draft && { ...draft, same: isSame(draft.content, content), mine, touched: isTouched(draft.sections) },
      published: published && { ...published, same: isSame(published.file, content) },
    },
    replace,
  )
  if (deed.action === 'refused') return { action: deed.action, because: deed.because, draftId: null }
  const draftId =
    deed.action === 'unchanged' || deed.action === 'left'
      ? (draft?.id ?? null)
      : await written(ctx, tx, { content, draft, published })
  return { action: deed.action, because: null, draftId }
}

interface Placing {
  readonly content: DraftContent
  readonly draft?: Draft
  readonly published?: { readonly achievementId: string; readonly versionId: string }
}

async function written(ctx: World, tx: Tx, { content, draft, published }: Placing): Promise<string> {
  if (!draft) {
    const from = { achievementId: published?.achievementId ?? null, baseVersionId: published?.versionId ?? null }
    return writeLawful(ctx, tx, { content, ...from })
  }
  await keepLawful(ctx, tx, draft, { content, notes: draft.notes, changed: SECTION_IDS })
  return draft.id
}

function isSame(one: object, other: object): boolean {
  return jcs(one as Json) === jcs(other as Json)
}

function refused(file: string, because: string): ImportedFile {
  return { file, code: null, action: 'refused', draftId: null, because, problems: [] }
}

function stepsOf(path: string): (string | number)[] {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}
