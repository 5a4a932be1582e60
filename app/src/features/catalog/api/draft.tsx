import { renderToString } from 'preact-render-to-string'
import { Conflict } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { inLocale } from '../../../text.ts'
import { saveSection } from '../actions/drafts.ts'
import { WeightLines } from '../parts/alignment-fields.tsx'
import { DraftFacts } from '../parts/draft-frame.tsx'
import { DraftOutline } from '../parts/draft-outline.tsx'
import { DraftPanel } from '../parts/draft-panel.tsx'
import { placeText } from '../parts/draft-words.ts'
import { WritingBeside } from '../parts/writing-beside.tsx'
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
    return json(200, { revision, places: await placesOf(ctx, await draftPage(ctx, draft), input) })
  } catch (error) {
    if (!(error instanceof Conflict) || error.because !== 'draft-changed') throw error
    return json(409, bothOf(ctx, await draftPage(ctx, draft), input))
  }
}

/** What stands beside the form, as it is now, by the id of its place. */
async function placesOf(ctx: Ctx<never>, view: DraftView, { section }: AutosaveDraft): Promise<Record<string, string>> {
  const { id, findings, content } = view
  const rows = section === 'alignments' ? (content.alignments ?? []) : []
  const { names } = await aligning(ctx, rows, null)
  return inLocale(ctx.locale, () => ({
    'draft-facts': renderToString(<DraftFacts view={view} />),
    'draft-outline': renderToString(
      <DraftOutline id={id} findings={findings} current={section} threads={view.talk.threads} />,
    ),
    'draft-panel': renderToString(<DraftPanel view={view} section={section} />),
    'draft-beside': renderToString(<WritingBeside view={view} />),
    'draft-weights': renderToString(<WeightLines rows={rows} names={names} />),
  }))
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
