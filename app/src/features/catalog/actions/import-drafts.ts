import { type Json, jcs } from '../../../lib/jcs.ts'
import { Invalid, insist } from '../../../lib/refusal.ts'
import { type SentText, textsOf } from '../../../platform/archive-texts.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { FileRefused } from '../../../platform/media-file.ts'
import { readSafeYaml } from '../../../platform/safe-yaml.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import { mayBeginDraft } from '../policy.ts'
import { findOwnDraftOf, findOwnPublished } from '../reads/draft-codes.ts'
import { type Draft, getDraftForUpdate, listDraftAuthors } from '../reads/drafts.ts'
import { knownOf } from '../reads/lint-known.ts'
import { findBefore } from '../reads/prerequisites.ts'
import { type DraftContent, SECTION_IDS } from '../rules/draft.ts'
import { cannotHold, decideDraft, keptOf } from '../rules/draft-import.ts'
import { asFinding, type Finding, lintDraft } from '../rules/draft-lint.ts'
import type { Known } from '../rules/lint.ts'
import { lintPrerequisites } from '../rules/prerequisites.ts'
import { type DraftWorld, keep, writeDraft } from './drafts.ts'

type World = Ctx<DraftWorld & FrameworkTables>
type Tx = Db<DraftWorld & FrameworkTables>

export interface ImportedFile {
  readonly file: string
  readonly code: string | null
  readonly action: 'created' | 'updated' | 'unchanged' | 'refused'
  readonly draftId: string | null
  /** Why the file was refused as a whole. */
  readonly because: string | null
  readonly problems: readonly Finding[]
}

interface Taken {
  readonly line: ImportedFile
  /** There when it became a draft or was one. */
  readonly content?: DraftContent
  readonly lineOf?: (path: string) => number
}

/** One file, or an archive of up to 500: each becomes a draft or says why not. All of it in one transaction. */
export async function importDrafts(ctx: World, sent: { name: string; bytes: Uint8Array }): Promise<ImportedFile[]> {
  insist(mayBeginDraft(ctx.actor))
  return importTexts(ctx, readTexts(sent))
}

/** The same of files that were read already, however many. */
export async function importTexts(ctx: World, texts: readonly SentText[]): Promise<ImportedFile[]> {
  insist(mayBeginDraft(ctx.actor))
  return ctx.transact(async (tx) => {
    const { known } = await knownOf(tx)
    const taken: Taken[] = []
    for (const text of texts) taken.push(await importOne(ctx, tx, { text, known }))
    const lines: ImportedFile[] = []
    for (const one of taken) lines.push(await besideOthers(ctx, tx, one))
    return lines
  })
}

function readTexts({ name, bytes }: { name: string; bytes: Uint8Array }): SentText[] {
  try {
    return textsOf(name, bytes)
  } catch (error) {
    if (error instanceof FileRefused) throw new Invalid('archive-unreadable', { file: 'refusal.archive-unreadable' })
    throw error
  }
}

async function importOne(ctx: World, tx: Tx, { text, known }: { text: SentText; known: Known }): Promise<Taken> {
  const file = text.name
  if (text.text === undefined) return { line: refused(file, text.problem ?? 'not_text') }
  const yaml = readSafeYaml(text.text)
  if (!yaml.ok) return { line: { ...refused(file, yaml.problem.code), problems: [lineProblem(yaml.problem)] } }
  if (typeof yaml.value !== 'object' || yaml.value === null || Array.isArray(yaml.value))
    return { line: refused(file, 'yaml_syntax') }
  const content = keptOf(yaml.value)
  const lineOf = (path: string) => yaml.lineOf(stepsOf(path))
  const problems = lintDraft(content, known).map((one) => ({ ...one, line: lineOf(one.path) }))
  const code = content.code ?? null
  if (cannotHold(problems)) return { line: { ...refused(file, 'shape'), code, problems } }
  if (code === null) return { line: { ...refused(file, 'no_code'), problems } }
  return { line: { file, code, problems, ...(await place(ctx, tx, content)) }, content, lineOf }
}

/** What a file says comes before it is looked up when all files are there: they may name each other in any order. */
async function besideOthers(ctx: World, tx: Tx, { line, content, lineOf }: Taken): Promise<ImportedFile> {
  if (!content?.prerequisites?.length) return line
  const before = await findBefore(tx, ctx.scope, { achievementId: null, content })
  const found = lintPrerequisites(content.prerequisites, before).map(asFinding)
  return { ...line, problems: [...line.problems, ...found.map((one) => ({ ...one, line: lineOf?.(one.path) }))] }
}

/** Into the open draft of the same code, beside what is published, or as something new. */
async function place(ctx: World, tx: Tx, content: DraftContent) {
  const code = content.code ?? ''
  const found = await findOwnDraftOf(tx, ctx.scope, code)
  const draft = found && (await getDraftForUpdate(tx, ctx.scope, found.id))
  const published = await findOwnPublished(tx, ctx.scope, code)
  const deed = decideDraft({
    draft: draft && { ...draft, same: isSame(draft.content, content), mine: await isMine(ctx, tx, draft) },
    published: published && { ...published, same: isSame(published.file, content) },
  })
  if (deed.action === 'refused') return { action: deed.action, because: deed.because, draftId: null }
  const draftId =
    deed.action === 'unchanged' ? (draft?.id ?? null) : await written(ctx, tx, { content, draft, published })
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
    return writeDraft(ctx, tx, { content, ...from })
  }
  await keep(ctx, tx, draft, { content, notes: draft.notes, changed: SECTION_IDS })
  return draft.id
}

async function isMine(ctx: World, tx: Tx, { id }: Draft): Promise<boolean> {
  const authors = await listDraftAuthors(tx, ctx.scope, [id])
  return (authors.get(id) ?? []).includes(ctx.actor.id)
}

function isSame(one: object, other: object): boolean {
  return jcs(one as Json) === jcs(other as Json)
}

function refused(file: string, because: string): ImportedFile {
  return { file, code: null, action: 'refused', draftId: null, because, problems: [] }
}

function lineProblem({ code, message, line }: { code: string; message: string; line?: number }): Finding {
  return { path: '', code, level: 'error', message, values: {}, section: 'about', line }
}

function stepsOf(path: string): (string | number)[] {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}
