import type { Ctx } from '../../../platform/ctx.ts'
import {
  type Answer,
  type FormState,
  type Head,
  type Params,
  type Redirect,
  redirect,
} from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { inviteAuthor } from '../actions/co-authors.ts'
import { discardDraft, saveSection } from '../actions/drafts.ts'
import { keepFinding } from '../actions/keep-finding.ts'
import { AlignmentFields } from '../parts/alignment-fields.tsx'
import { DraftAuthors } from '../parts/draft-authors.tsx'
import { DraftComments } from '../parts/draft-comments.tsx'
import { DraftFrame } from '../parts/draft-frame.tsx'
import { sectionAddress } from '../parts/draft-outline.tsx'
import { DraftPanel } from '../parts/draft-panel.tsx'
import { RefusedSave } from '../parts/draft-refused.tsx'
import { DraftFields, rowId } from '../parts/draft-rows.tsx'
import { Keeping } from '../parts/keeping.tsx'
import { LostReason } from '../parts/kept-remark.tsx'
import { PutAway } from '../parts/put-away.tsx'
import { StatementPicker } from '../parts/statement-picker.tsx'
import { pickOf } from '../rules/alignments.ts'
import type { InviteAuthor } from '../rules/co-author.ts'
import { type DraftContent, SECTION_IDS, type SectionId } from '../rules/draft.ts'
import { SECTION_FIELDS } from '../rules/draft-fields.ts'
import { at, sentOf, withSection } from '../rules/draft-form.ts'
import type { EditQuery, SaveDraft } from '../rules/draft-input.ts'
import { rowDeedOf } from '../rules/draft-rows.ts'
import type { KeepFinding } from '../rules/kept-findings.ts'
import { type Aligning, aligning } from '../views/aligning.ts'
import { draftAuthors, type DraftAuthors as Known } from '../views/authors.ts'
import { type DraftView, draftPage } from '../views/drafts.ts'

interface Loaded {
  view: DraftView
  section: SectionId
  aligning: Aligning
  people: Known | null
}

export async function load(
  ctx: Ctx<never>,
  { draft }: Params<'draft'>,
  { section = 'about', ...asked }: EditQuery,
): Promise<Loaded | Redirect> {
  if (section === 'rubric') return redirect(sectionAddress(draft, section))
  const view = await draftPage(ctx, draft)
  const choosing = section === 'alignments' && view.mayWrite
  return {
    ...{ view, section },
    aligning: await aligning(ctx, view.content.alignments ?? [], choosing ? asked : null),
    people: view.mayWrite ? await draftAuthors(ctx, draft) : null,
  }
}

export async function act(ctx: Ctx<never>, input: SaveDraft, { draft }: Params<'draft'>): Promise<Answer> {
  const { section, revision, do: deed, find, ...sent } = input
  const { content } = await saveSection(ctx, draft, { section, revision, sent, deed })
  const pick = pickOf(deed)
  if (pick) {
    const search = new URLSearchParams({ in: pick.frameworkId, q: find })
    const place = rowId(`alignments.${(content.alignments ?? []).length - 1}`)
    return redirect(`${sectionAddress(draft, section)}&${search}#${place}`, { done: 'catalog.align.done' })
  }
  const then = deed === 'next' ? after(section) : section
  return redirect(`${sectionAddress(draft, then)}${placeOf(deed, content)}`, { done: 'catalog.draft.kept' })
}

async function discard(ctx: Ctx<never>, _input: unknown, { draft }: Params<'draft'>): Promise<Answer> {
  await discardDraft(ctx, draft)
  return redirect('/author/drafts', { done: 'catalog.draft.discarded' })
}

const INVITED = { invite: 'catalog.authors.invited', remove: 'catalog.authors.removed' } as const

async function authors(ctx: Ctx<never>, input: InviteAuthor, { draft }: Params<'draft'>): Promise<Answer> {
  await inviteAuthor(ctx, draft, input)
  return redirect(`${sectionAddress(draft, input.section)}#authors`, { done: INVITED[input.deed] })
}

async function findings(ctx: Ctx<never>, input: KeepFinding, { draft }: Params<'draft'>): Promise<Answer> {
  await keepFinding(ctx, draft, input)
  const done = input.release === '' ? 'catalog.keep.done' : 'catalog.keep.released'
  return redirect(sectionAddress(draft, input.section), { done })
}
export const acts = { discard, authors, findings }

function after(section: SectionId): SectionId {
  return SECTION_IDS[SECTION_IDS.indexOf(section) + 1] ?? section
}

/** Where the page opens after a press beside a list: at the new row, or at the list. */
function placeOf(said: string, content: DraftContent): string {
  const deed = rowDeedOf(said)
  if (!deed) return ''
  const rows = at(content, deed.list)
  const last = Array.isArray(rows) ? rows.length - 1 : 0
  return `#${rowId(deed.deed === 'add' ? `${deed.list}.${last}` : deed.list)}`
}

export function head({ view }: Loaded): Head {
  const title = view.content.title || t('catalog.draft.untitled')
  return { title: t('catalog.draft.title', { title }), density: 'work', noIndex: true, wide: true }
}

export function Page({ view, section: asked, aligning: aligned, people, form }: Loaded & { form: FormState }) {
  const section = SECTION_IDS.find((id) => id === form.typed.section) ?? asked
  // Other forms of this page say nothing of the part: what was typed is in this one alone.
  const refused = form.problem !== null && form.typed.revision !== undefined
  const mine = refused ? withSection(view.content, section, sentOf(form.typed)) : view.content
  return (
    <DraftFrame
      view={view}
      section={section}
      panel={<DraftPanel view={view} section={section} form={form} />}
      comments={<DraftComments talk={view.talk} section={section} form={form} />}
    >
      {form.done && <Notice tone="met">{form.done}</Notice>}
      <RefusedSave view={view} section={section} form={form} mine={mine} />
      <LostReason form={form} findings={view.findings} />
      {!view.mayWrite && <Notice>{t('catalog.draft.readOnly')}</Notice>}
      {view.mayWrite && <Keeping view={view} section={section} />}
      <SectionForm view={view} section={section} aligning={aligned} content={mine} />
      {aligned.picker && <StatementPicker picker={aligned.picker} draftId={view.id} />}
      {people && (
        <div>
          <DraftAuthors people={people} draftId={view.id} section={section} form={form} />
          <PutAway view={view} />
        </div>
      )}
    </DraftFrame>
  )
}

function SectionForm({
  view,
  section,
  aligning: aligned,
  content,
}: Omit<Loaded, 'people'> & { content: DraftContent }) {
  const room = { content, lists: view.lists, readOnly: !view.mayWrite }
  const next = after(section)
  return (
    <Form
      id="draft-form"
      action={`/author/m/${view.id}/edit`}
      label={t(`catalog.section.${section}`)}
      hidden={{ section, revision: view.revision }}
    >
      <h2>{t(`catalog.section.${section}`)}</h2>
      {/* Enter in a line saves; without this it would press the first button of a list. */}
      <button hidden type="submit" name="do" value="save">
        {t('catalog.draft.save')}
      </button>
      {section === 'alignments' ? (
        <AlignmentFields aligning={aligned} room={room} />
      ) : (
        <DraftFields fields={SECTION_FIELDS[section]} under="" value={content} room={room} />
      )}
      {view.mayWrite && (
        <Actions>
          <Button kind="primary" name="do" value="save">
            {t('catalog.draft.save')}
          </Button>
          {next !== section && (
            <Button name="do" value="next">
              {t('catalog.draft.next', { section: t(`catalog.section.${next}`) })}
            </Button>
          )}
        </Actions>
      )}
    </Form>
  )
}
