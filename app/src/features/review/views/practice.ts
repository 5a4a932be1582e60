import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { textIn } from '../../../text.ts'
import { namesOf } from '../../account/reads.ts'
import { findScoringKey, findScoringSet, listScoringSets, type SetLine } from '../../catalog/reads/scoring.ts'
import { type AchievementVersion, getVersion } from '../../catalog/reads.ts'
import type { Portfolio, ScoringKey } from '../../catalog/rules/scoring-file.ts'
import { listOwnMemberships } from '../../organization/reads.ts'
import { mayKeepKey, mayPanel, mayPractice } from '../policy.ts'
import { isScoringCandidate, listOpenings } from '../reads/practice.ts'
import { isScoringNow } from '../reads/scoring-panels.ts'
import { codeOfSet } from '../rules/practice.ts'
import type { ReviewWorld } from '../tables.ts'
import { type PanelLevels, panelLevels } from './panel-levels.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface PracticeSets {
  readonly sets: readonly SetLine[]
  /** Portfolios are for members: what a visitor has to do first. */
  readonly standing: 'visitor' | 'alone' | 'member'
}

/** Which sets there are; everybody may know that. */
export async function practiceSets(ctx: World): Promise<PracticeSets> {
  return ctx.transact(async (tx) => ({
    sets: await listScoringSets(tx, ctx.locale),
    standing: await standingOf(ctx, tx),
  }))
}

async function standingOf(ctx: World, tx: Tx): Promise<PracticeSets['standing']> {
  if (!mayPractice(ctx.actor).ok) return 'visitor'
  return (await listOwnMemberships(tx, ctx.actor.id)).length > 0 ? 'member' : 'alone'
}

export interface PracticeSet {
  /** As in its address. */
  readonly set: string
  readonly entry: AchievementVersion
  readonly portfolios: readonly Portfolio[]
  /** This person may open the levels, or could if they were not scored themselves. */
  readonly keeps: 'yes' | 'role-needed' | 'scoring-candidate' | 'scoring-now'
  /** Readers and quality leads see how the organization's panel stands. */
  readonly mayPanel: boolean
}

/** The portfolios of one set as whoever scores them sees them: no level is read for this. */
export async function practiceSet(ctx: World, set: string): Promise<PracticeSet> {
  insist(mayPractice(ctx.actor))
  return ctx.transact(async (tx) => {
    const keeps = mayKeepKey(ctx.actor, await keeperFacts(ctx, tx, set))
    return {
      ...(await getSet(ctx, tx, set)),
      keeps: keeps.ok ? 'yes' : keeps.because,
      mayPanel: mayPanel(ctx.actor).ok,
    }
  })
}

/** One of the six. */
export async function practicePortfolio(
  ctx: World,
  { set, portfolio }: { set: string; portfolio: string },
): Promise<PracticeSet & { readonly portfolio: Portfolio }> {
  const found = await practiceSet(ctx, set)
  const one = found.portfolios.find(({ id }) => id === portfolio)
  if (!one) throw new NotFound('scoringPortfolio')
  return { ...found, portfolio: one }
}

async function keeperFacts(ctx: World, tx: Tx, set: string) {
  const whose = { code: codeOfSet(set), personId: ctx.actor.id }
  return {
    isCandidate: await isScoringCandidate(tx, ctx.person),
    isScoring: await isScoringNow(tx, ctx.scope, whose),
  }
}

/** The set in this address, or 404. */
export async function getSet(ctx: World, tx: Tx, set: string): Promise<Omit<PracticeSet, 'keeps' | 'mayPanel'>> {
  const found = await findScoringSet(tx, { code: codeOfSet(set), language: ctx.locale })
  if (!found || set !== set.toLowerCase()) throw new NotFound('scoringSet')
  return { set, entry: await getVersion(tx, found.versionId, ctx.locale), portfolios: found.portfolios }
}

export interface KeyPage {
  readonly set: string
  readonly entry: AchievementVersion
  readonly titles: ReadonlyMap<string, string>
  /** Null until this person opens it. */
  readonly key: ScoringKey['portfolios'] | null
  /** Of the organization's own panel, in place of those by the authors. */
  readonly panel: PanelLevels | null
  readonly openings: readonly { readonly name: string; readonly openedAt: Date }[]
  readonly zone: string
}

/** The levels, for who opened them; before that, what opening means. */
export async function keyPage(ctx: World, set: string): Promise<KeyPage> {
  return ctx.transact(async (tx) => {
    insist(mayKeepKey(ctx.actor, await keeperFacts(ctx, tx, set)))
    const { entry, portfolios } = await getSet(ctx, tx, set)
    const openings = await listOpenings(tx, ctx.scope, codeOfSet(set))
    const opened = openings.some(({ personId }) => personId === ctx.actor.id)
    const names = await namesOf(
      tx,
      openings.map(({ personId }) => personId),
    )
    const former = textIn(ctx.locale, 'account.former')
    return {
      ...{ set, entry, zone: ctx.timeZone },
      titles: new Map(portfolios.map(({ id, title }) => [id, title])),
      key: opened ? ((await findScoringKey(tx, codeOfSet(set))) ?? null) : null,
      panel: opened ? await panelLevels(ctx, tx, { code: codeOfSet(set), entry }) : null,
      openings: openings.map(({ personId, openedAt }) => ({ name: names.get(personId) || former, openedAt })),
    }
  })
}
