import { renderToString } from 'preact-render-to-string'
import { Conflict } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { inLocale } from '../../../text.ts'
import { saveSection } from '../actions/drafts.ts'
import { WeightLines } from '../parts/alignment-fields.tsx'
import { DraftOutline } from '../parts/draft-outline.tsx'
import { DraftPanel } from '../parts/draft-panel.tsx'
import { placeText } from '../parts/draft-words.ts'
import { differing, sentOf, withSection } from '../rules/draft-form.ts'
import type { AutosaveDraft } from '../rules/draft-input.ts'
import { aligning } from '../views/aligning.ts'
import { type DraftView, draftPage } from '../views/drafts.ts'

/** What a script typed for the author, kept; or both texts, where somebody else was faster. */
export async function answer(ctx: Ctx<never>, input: AutosaveDraft, { draft }: Params<'draft'>): Promise<Reply> {
  const sent = sentOf(input.fields)
  try {
    const points = input.section === 'rubric' ? ((sent.points ?? {}) as Record<string, string>) : undefined
    const { revision } = await saveSection(ctx, draft, { ...input, sent, points })
    const view = await draftPage(ctx, draft)
    return json(200, { revision, ...partsOf(ctx, view, input), ...(await weightsOf(ctx, view, input)) })
  } catch (error) {
    if (!(error instanceof Conflict) || error.because !== 'draft-changed') throw error
    return json(409, bothOf(ctx, await draftPage(ctx, draft), input))
  }
}

/** The outline and the panel as they stand now. */
function partsOf(ctx: Ctx<never>, view: DraftView, { section }: AutosaveDraft) {
  return inLocale(ctx.locale, () => ({
    outline: renderToString(<DraftOutline id={view.id} findings={view.findings} current={section} />),
    panel: renderToString(<DraftPanel view={view} section={section} />),
  }))
}

/** How the weights add up now, beside the rows that say them. */
async function weightsOf(ctx: Ctx<never>, { content: { alignments = [] } }: DraftView, { section }: AutosaveDraft) {
  if (section !== 'alignments') return {}
  const { names } = await aligning(ctx, alignments, null)
  return {
    weights: inLocale(ctx.locale, () => renderToString(<WeightLines rows={alignments} names={names} />)),
  }
}

function bothOf(ctx: Ctx<never>, view: DraftView, { section, fields }: AutosaveDraft) {
  const mine = withSection(view.content, section, sentOf(fields))
  const both = inLocale(ctx.locale, () =>
    differing(mine, view.content, section).map((one) => ({ ...one, label: placeText(one.path) })),
  )
  return { revision: view.revision, by: view.updatedBy, both }
}

function json(status: number, body: object): Reply {
  return reply(status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' })
}
