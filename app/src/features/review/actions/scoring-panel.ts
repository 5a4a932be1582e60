import { Conflict, Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { findScoringSet } from '../../catalog/reads/scoring.ts'
import { getVersion } from '../../catalog/reads.ts'
import type { PortfolioId } from '../../catalog/rules/scoring-file.ts'
import { mayCallPanel, mayScoreOnPanel } from '../policy.ts'
import { isScoringCandidate, listOpenings, listPanelable } from '../reads/practice.ts'
import { findOpenPanel, listPanelists, type PanelMemberRow, type PanelRow } from '../reads/scoring-panels.ts'
import type { CallPanel, ScorePanel } from '../rules/panel-input.ts'
import { codeOfSet } from '../rules/practice.ts'
import { LEAST_PANEL, missingIn, placeIn, soundSheet } from '../rules/scoring-panel.ts'
import type { ReviewWorld } from '../tables.ts'
import { insertPanel, updatePanel, updatePanelSheet } from '../writes/scoring-panels.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** A quality lead names those who score the set apart. */
export async function callPanel(ctx: World, set: string, { people }: CallPanel): Promise<void> {
  await ctx.transact(async (tx) => {
    insist(mayCallPanel(ctx.actor, { isCandidate: await isScoringCandidate(tx, ctx.person) }))
    const setCode = await getCode(ctx, tx, set)
    if (await findOpenPanel(tx, ctx.scope, { code: setCode })) throw new Conflict('panel-open')
    const named = [...new Set(people)]
    const able = new Set(await listPanelable(tx, ctx.scope, setCode))
    if (named.length < LEAST_PANEL) throw new Invalid('panel-small', { people: 'review.scoringPanel.three' })
    if (!named.every((id) => able.has(id))) throw new Invalid('panel-unable', { people: 'review.scoringPanel.unable' })
    const id = ctx.newId()
    await insertPanel(tx, ctx.scope, { id, setCode, calledBy: ctx.actor.id, calledAt: ctx.now(), people: named })
    await append(ctx, tx, {
      type: 'review.scoringPanelCalled',
      subjectId: id,
      body: { set: setCode, people: named.length },
    })
  })
}

/** One that cannot come to an end is given up; what was chosen is used nowhere. */
export async function cancelPanel(ctx: World, set: string): Promise<void> {
  await ctx.transact(async (tx) => {
    insist(mayCallPanel(ctx.actor, { isCandidate: await isScoringCandidate(tx, ctx.person) }))
    const panel = await findOpenPanel(tx, ctx.scope, { code: await getCode(ctx, tx, set), hold: true })
    if (!panel) throw new NotFound('scoringPanel')
    await updatePanel(tx, ctx.scope, { id: panel.id, cancelledAt: ctx.now() })
    await append(ctx, tx, { type: 'review.scoringPanelCancelled', subjectId: panel.id, body: { set: panel.setCode } })
  })
}

/** Keeps what a panelist chose so far, or hands it in; with the last sheet the panel is closed. */
export async function scoreOnPanel(ctx: World, set: string, { deed, levels }: ScorePanel): Promise<void> {
  await ctx.transact(async (tx) => {
    const { panel, panelists, rubric } = await getScoring(ctx, tx, set)
    const sheet = soundSheet(rubric, flat(levels))
    const missing = missingIn(rubric, sheet)
    if (deed === 'handIn' && missing.length > 0) throw incomplete(missing)
    const own = { panelId: panel.id, personId: ctx.actor.id, levels: sheet }
    const handedInAt = deed === 'handIn' ? ctx.now() : null
    if (!(await updatePanelSheet(tx, ctx.scope, { ...own, handedInAt }))) throw new Conflict('panel-handed-in')
    if (handedInAt) await handIn(ctx, tx, { panel, panelists, at: handedInAt })
  })
}

/** The panel held for a change, once its people and what they have seen are known. */
async function getScoring(ctx: World, tx: Tx, set: string) {
  const found = await getFound(ctx, tx, set)
  const panel = await findOpenPanel(tx, ctx.scope, { code: found.code, hold: true })
  if (!panel) throw new NotFound('scoringPanel')
  const panelists = await listPanelists(tx, ctx.scope, panel.id)
  const openings = await listOpenings(tx, ctx.scope, found.code)
  const sawLevels = openings.some(({ personId }) => personId === ctx.actor.id)
  insist(mayScoreOnPanel(ctx.actor, { panelists, sawLevels }))
  return { panel, panelists, rubric: (await getVersion(tx, found.versionId)).content.rubric }
}

interface Handed {
  readonly panel: PanelRow
  readonly panelists: readonly PanelMemberRow[]
  readonly at: Date
}

async function handIn(ctx: World, tx: Tx, { panel, panelists, at }: Handed): Promise<void> {
  const last = panelists.every(({ personId, handedInAt }) => personId === ctx.actor.id || handedInAt !== null)
  if (last) await updatePanel(tx, ctx.scope, { id: panel.id, closedAt: at })
  const type = last ? 'review.scoringPanelClosed' : 'review.scoringPanelHandedIn'
  await append(ctx, tx, { type, subjectId: panel.id, body: { set: panel.setCode } })
}

function incomplete(missing: readonly string[]): Invalid {
  const fields = missing.map((place) => [`levels.${place}`, 'review.scoringPanel.choose'])
  return new Invalid('panel-incomplete', Object.fromEntries(fields), { count: missing.length })
}

function flat(levels: ScorePanel['levels']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(levels).flatMap(([portfolio, chosen]) =>
      Object.entries(chosen ?? {}).map(([id, level]) => [placeIn(portfolio as PortfolioId, id), level]),
    ),
  )
}

async function getCode(ctx: World, tx: Tx, set: string): Promise<string> {
  return (await getFound(ctx, tx, set)).code
}

async function getFound(ctx: World, tx: Tx, set: string) {
  const found = await findScoringSet(tx, { code: codeOfSet(set), language: ctx.locale })
  if (!found) throw new NotFound('scoringSet')
  return found
}
