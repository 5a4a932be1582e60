import { type Json, jcs } from '../../../lib/jcs.ts'
import { Conflict, Invalid, insist, insistOpen, no, yes } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { textIn } from '../../../text.ts'
import { findAlignable, nameFrameworks } from '../../framework/reads/alignable.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayBeginDraft, mayWriteDraft } from '../policy.ts'
import { type Draft, getDraftForUpdate, listDraftAuthors } from '../reads/drafts.ts'
import { pickOf, withAlignment, withoutClosedWords } from '../rules/alignments.ts'
import { blankDraft, type DraftContent, type DraftNotes, isWritable, type SectionId } from '../rules/draft.ts'
import { type Sent, withSection } from '../rules/draft-form.ts'
import { rowDeedOf, withRow } from '../rules/draft-rows.ts'
import type { CatalogTables } from '../tables.ts'
import { insertDraft, updateDraft, updateDraftState } from '../writes/drafts.ts'

export type DraftWorld = CatalogTables & FrameworkTables & OrganizationTables & LogTables
type World = Ctx<DraftWorld>
type Tx = Db<DraftWorld>

const MOST_BYTES = 262_144
const LANGUAGES = { en: 'en-US', es: 'es' } as const

/** A blank page for a new micro-credential. */
export async function beginDraft(ctx: World): Promise<string> {
  insist(mayBeginDraft(ctx.actor))
  return ctx.transact(async (tx) => {
    const { email } = await getOrganization(tx, ctx.scope.tenantId)
    const language = LANGUAGES[ctx.locale]
    const nameOf = (level: string) => textIn(ctx.locale, `catalog.level.${level}`)
    const content = blankDraft({ language, contact: email ?? '', nameOf })
    return writeDraft(ctx, tx, { content, achievementId: null, baseVersionId: null })
  })
}

export interface Beginning {
  readonly content: DraftContent
  readonly achievementId: string | null
  readonly baseVersionId: string | null
}

/** A draft that begins with these words, and its line. */
export async function writeDraft(ctx: World, tx: Tx, beginning: Beginning): Promise<string> {
  const [content = beginning.content] = await lawful(tx, [beginning.content])
  return writeLawful(ctx, tx, { ...beginning, content })
}

/** The same of words that were asked already whether they may be copied. */
export async function writeLawful(ctx: World, tx: Tx, { content, ...from }: Beginning): Promise<string> {
  insistSize(content)
  const id = ctx.newId()
  const language = content.language ?? LANGUAGES[ctx.locale]
  await insertDraft(tx, ctx.scope, { id, ...from, language, content, by: ctx.actor.id, now: ctx.now() })
  await append(ctx, tx, { type: 'achievement.draftBegun', subjectId: id, body: { ...from, language } })
  return id
}

export interface SectionSave {
  readonly section: SectionId
  /** The revision the form was filled from. */
  readonly revision: number
  readonly sent: Sent
  /** A row to add, to take out or to raise, a statement to align to: after the words are kept. */
  readonly deed?: string
  readonly points?: Readonly<Record<string, string>>
}
export interface Saved {
  readonly revision: number
  readonly content: DraftContent
  readonly savedAt: Date
}

/** One section as its form says it; never over what somebody else wrote in it meanwhile. */
export async function saveSection(ctx: World, draftId: string, save: SectionSave): Promise<Saved> {
  return ctx.transact(async (tx) => {
    const draft = await ownDraft(ctx, tx, draftId)
    const content = await withDeed(tx, withSection(draft.content, save.section, save.sent), save)
    const notes = save.points ? { ...draft.notes, points: save.points } : draft.notes
    if (isSame({ content, notes }, draft)) return { revision: draft.revision, content, savedAt: draft.updatedAt }
    insistFresh(draft, save)
    return keep(ctx, tx, draft, { content, notes, changed: [save.section] })
  })
}

/** What the button did that sent the form: to a row of a list, or a statement that was chosen. */
async function withDeed(tx: Tx, words: DraftContent, { section, deed = '' }: SectionSave): Promise<DraftContent> {
  const row = rowDeedOf(deed)
  if (row) return withRow(words, section, row)
  const pick = section === 'alignments' ? pickOf(deed) : undefined
  if (!pick) return words
  const statement = await findAlignable(tx, pick.frameworkId, pick.key)
  if (!statement) throw new Invalid('statement-gone')
  return withAlignment(words, pick.frameworkId, statement)
}

export interface Keeping {
  readonly content: DraftContent
  readonly notes: DraftNotes
  readonly changed: readonly SectionId[]
}

/** The words under the next revision. A save moves nothing, so it makes no line in the log. */
export async function keep(ctx: World, tx: Tx, draft: Draft, keeping: Keeping): Promise<Saved> {
  const [content = keeping.content] = await lawful(tx, [keeping.content])
  return keepLawful(ctx, tx, draft, { ...keeping, content })
}

/** The same of words that were asked already whether they may be copied. */
export async function keepLawful(
  ctx: World,
  tx: Tx,
  draft: Draft,
  { content, notes, changed }: Keeping,
): Promise<Saved> {
  insistSize(content)
  const revision = draft.revision + 1
  const now = ctx.now()
  const sections = { ...draft.sections, ...Object.fromEntries(changed.map((section) => [section, revision])) }
  const language = content.language ?? draft.language
  await updateDraft(tx, ctx.scope, {
    ...{ id: draft.id, content, notes, revision, sections, language },
    changed: changed.length === 1 ? changed[0] : undefined,
    ...{ by: ctx.actor.id, now },
  })
  return { revision, content, savedAt: now }
}

/** Whoever typed or brought it: words that may not be copied are not kept. Asked once for all of these. */
export async function lawful(tx: Tx, contents: readonly DraftContent[]): Promise<DraftContent[]> {
  const rows = contents.flatMap(({ alignments = [] }) => alignments).filter(({ label }) => label !== undefined)
  if (rows.length === 0) return [...contents]
  const ids = [...new Set(rows.flatMap(({ frameworkId }) => frameworkId ?? []))]
  const frameworks = await nameFrameworks(tx, ids, 'en')
  return contents.map((content) => withoutClosedWords(content, frameworks))
}

/** A draft that leads nowhere is put away: its words stay, nobody changes them. */
export async function discardDraft(ctx: World, draftId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const draft = await ownDraft(ctx, tx, draftId)
    await updateDraftState(tx, ctx.scope, { id: draft.id, state: 'discarded' })
    await append(ctx, tx, {
      type: 'achievement.draftDiscarded',
      subjectId: draft.id,
      body: { revision: draft.revision },
    })
  })
}

/** One's own draft with its row held, while it may be changed. */
export async function ownDraft(ctx: World, tx: Tx, draftId: string): Promise<Draft> {
  const draft = await getDraftForUpdate(tx, ctx.scope, draftId)
  const authors = await listDraftAuthors(tx, ctx.scope, [draft.id])
  insist(mayWriteDraft(ctx.actor, authors.get(draft.id) ?? []))
  insistOpen(isWritable(draft.state) ? yes : no('draft-not-open'))
  return draft
}

/** What was typed on an older text of the same section stands beside the newer one until somebody chooses. */
function insistFresh(draft: Draft, { section, revision }: SectionSave): void {
  if ((draft.sections[section] ?? 1) > revision) throw new Conflict('draft-changed', { revision: draft.revision })
}

/** Blind to the order of keys, which the database does not keep. */
function plain(part: object): string {
  return jcs(part as Json)
}

function isSame(one: Pick<Keeping, 'content' | 'notes'>, other: Pick<Draft, 'content' | 'notes'>): boolean {
  return [one.content, one.notes].map(plain).join() === [other.content, other.notes].map(plain).join()
}

function insistSize(content: DraftContent): void {
  if (isTooLarge(content)) throw new Invalid('draft-too-large')
}

/** As it is kept, which may be more than the file it came from. */
export function isTooLarge(content: DraftContent): boolean {
  return Buffer.byteLength(JSON.stringify(content)) > MOST_BYTES
}
