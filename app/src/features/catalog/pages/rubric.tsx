import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { saveSection } from '../actions/drafts.ts'
import { DraftComments } from '../parts/draft-comments.tsx'
import { DraftFrame } from '../parts/draft-frame.tsx'
import { sectionAddress } from '../parts/draft-outline.tsx'
import { DraftPanel } from '../parts/draft-panel.tsx'
import { RefusedSave } from '../parts/draft-refused.tsx'
import { rowId } from '../parts/draft-rows.tsx'
import { Keeping } from '../parts/keeping.tsx'
import { RubricForm } from '../parts/rubric-form.tsx'
import { sentOf, withSection } from '../rules/draft-form.ts'
import type { SaveDraft } from '../rules/draft-input.ts'
import { type DraftView, draftPage } from '../views/drafts.ts'

interface Loaded {
  view: DraftView
}

export async function load(ctx: Ctx<never>, { draft }: Params<'draft'>): Promise<Loaded> {
  return { view: await draftPage(ctx, draft) }
}

export async function act(ctx: Ctx<never>, input: SaveDraft, { draft }: Params<'draft'>): Promise<Answer> {
  const { revision, do: deed, section: _rubric, ...sent } = input
  const points = pointsIn(sent.points)
  const { content } = await saveSection(ctx, draft, { section: 'rubric', revision, sent, deed, points })
  const last = (content.rubric?.criteria ?? []).length - 1
  const place = deed === 'add:rubric.criteria' ? `#${rowId(`rubric.criteria.${last}`)}` : ''
  return redirect(`${sectionAddress(draft, 'rubric')}${place}`, { done: 'catalog.draft.kept' })
}

/** What an author notes of each criterion, by its id. */
function pointsIn(sent: unknown): Record<string, string> {
  const said = Object.entries((sent ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    said.flatMap(([id, text]) =>
      typeof text === 'string' && text.trim() !== '' ? [[id, text.trim().slice(0, 300)]] : [],
    ),
  )
}

export function head({ view }: Loaded): Head {
  const title = view.content.title || t('catalog.draft.untitled')
  return { title: t('catalog.grid.title', { title }), density: 'work', noIndex: true, wide: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const mine = form.problem === null ? view.content : withSection(view.content, 'rubric', sentOf(form.typed))
  return (
    <DraftFrame
      view={view}
      section="rubric"
      panel={<DraftPanel view={view} section="rubric" />}
      comments={<DraftComments talk={view.talk} section="rubric" form={form} />}
    >
      {form.done && <Notice tone="met">{form.done}</Notice>}
      <RefusedSave view={view} section="rubric" form={form} mine={mine} />
      {view.mayWrite ? <Keeping view={view} section="rubric" /> : <Notice>{t('catalog.draft.readOnly')}</Notice>}
      <RubricForm view={view} content={mine} />
    </DraftFrame>
  )
}
