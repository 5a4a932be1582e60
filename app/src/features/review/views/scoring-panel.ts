import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { textIn } from '../../../text.ts'
import { namesOf } from '../../account/reads.ts'
import type { AchievementVersion } from '../../catalog/reads.ts'
import type { Portfolio } from '../../catalog/rules/scoring-file.ts'
import { mayCallPanel, mayPanel, mayScoreOnPanel } from '../policy.ts'
import { isScoringCandidate, listOpenings, listPanelable } from '../reads/practice.ts'
import { findClosedPanel, findOpenPanel, listPanelists } from '../reads/scoring-panels.ts'
import { codeOfSet } from '../rules/practice.ts'
import type { PanelSheet } from '../rules/scoring-panel.ts'
import type { ReviewWorld } from '../tables.ts'
import { getSet } from './practice.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface PanelPage {
  readonly set: string
  readonly entry: AchievementVersion
  readonly portfolios: readonly Pick<Portfolio, 'id' | 'title'>[]
  /** Who scores the set now, and who is done; what anybody chose stands nowhere here but on their own sheet. */
  readonly people: readonly { readonly name: string; readonly done: boolean }[] | null
  /** The viewer's own sheet on that panel. */
  readonly own: { readonly sheet: PanelSheet; readonly done: boolean } | null
  /** When the panel before was closed. */
  readonly closedAt: Date | null
  readonly mayCall: boolean
  /** Whom a quality lead may name. */
  readonly able: readonly { readonly id: string; readonly name: string }[]
  readonly zone: string
}

/** The organization's panel on one set, for its readers and quality leads. */
export async function panelPage(ctx: World, set: string): Promise<PanelPage> {
  insist(mayPanel(ctx.actor))
  return ctx.transact(async (tx) => {
    const { entry, portfolios } = await getSet(ctx, tx, set)
    const code = codeOfSet(set)
    const panel = await findOpenPanel(tx, ctx.scope, { code })
    const mayCall = mayCallPanel(ctx.actor, { isCandidate: await isScoringCandidate(tx, ctx.person) }).ok
    const able = mayCall && !panel ? await listPanelable(tx, ctx.scope, code) : []
    const closed = await findClosedPanel(tx, ctx.scope, code)
    return {
      ...{ set, entry, mayCall, zone: ctx.timeZone },
      portfolios: portfolios.map(({ id, title }) => ({ id, title })),
      ...(panel ? await scoringNow(ctx, tx, { panelId: panel.id, code }) : { people: null, own: null }),
      closedAt: closed?.closedAt ?? null,
      able: (await named(ctx, tx, able)).map((name, at) => ({ id: able[at] ?? '', name })),
    }
  })
}

async function scoringNow(
  ctx: World,
  tx: Tx,
  { panelId, code }: { panelId: string; code: string },
): Promise<Pick<PanelPage, 'people' | 'own'>> {
  const panelists = await listPanelists(tx, ctx.scope, panelId)
  const openings = await listOpenings(tx, ctx.scope, code)
  const sawLevels = openings.some(({ personId }) => personId === ctx.actor.id)
  const own = panelists.find(({ personId }) => personId === ctx.actor.id)
  const names = await named(
    ctx,
    tx,
    panelists.map(({ personId }) => personId),
  )
  return {
    people: panelists.map(({ handedInAt }, at) => ({ name: names[at] ?? '', done: handedInAt !== null })),
    own:
      own && mayScoreOnPanel(ctx.actor, { panelists, sawLevels }).ok
        ? { sheet: own.levels, done: own.handedInAt !== null }
        : null,
  }
}

async function named(ctx: World, tx: Tx, ids: readonly string[]): Promise<string[]> {
  const names = await namesOf(tx, ids)
  return ids.map((id) => names.get(id) || textIn(ctx.locale, 'account.former'))
}
