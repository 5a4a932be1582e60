import { type LocalDate, localDateAt } from '../../../lib/dates.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getVersion, listOffers, type ShelfCard } from '../../catalog/reads.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { Claim } from '../model.ts'
import {
  listOwnRecognitions,
  listOwnRulings,
  listRecognizers,
  type OwnRecognition,
  type Ruling,
  rulesOfRecognizers,
} from '../reads.ts'
import { givingTo } from '../rules/alike.ts'
import { type Answer, asking, statedHours } from '../rules.ts'
import type { RecognitionTables } from '../tables.ts'

type Tables = RecognitionTables & CatalogTables & OrganizationTables

export interface Worth {
  readonly slug: string
  readonly organization: string
  readonly units: bigint
  /** An organization of the reader's own: what was given before is taken into account. */
  readonly mine: boolean
  /** Why nothing would be counted for the reader. */
  readonly because: string | null
}

const MOST = 5
const LIVE: readonly string[] = ['pending_approval', 'approved', 'reported', 'closed']

/** What earning this today would count for: at the reader's own organizations, else where it is awarded. */
export async function worthHere(
  ctx: Ctx<Tables>,
  subject: { achievementId: string; versionId: string },
): Promise<Worth[]> {
  return ctx.transact(async (tx) => {
    const mine = await ownRulings(ctx, tx)
    const there = await offeringRulings(ctx, tx, { ...subject, mine })
    const version = await getVersion(tx, subject.versionId)
    const entry = { ...version, tags: version.content.tags, hours: statedHours(version.content) }
    const worths = [...mine, ...there].map((each) => worthAt(each, answerOf(ctx, each, entry)))
    return worths.filter((each) => each !== null).filter(({ units, because }) => units > 0n || because !== null)
  })
}

/** Of each entry, whether earning it today would count for something at an organization of the reader: what the page of the entry says. */
export async function countsHere(ctx: Ctx<Tables>): Promise<((entry: ShelfCard) => boolean) | null> {
  if (ctx.actor.kind !== 'person') return null
  const mine = await ctx.transact((tx) => ownRulings(ctx, tx))
  if (mine.length === 0) return null
  return keptCounting(mine.map((each) => ({ ...each, day: localDateAt(ctx.now(), each.timeZone) })))
}

type Counting = (entry: ShelfCard) => boolean
const kept = new Map<string, Counting>()
const MOST_KEPT = 100

/**
 * The same function for the same answers: a published rule changes in nothing but its last day, and what was given in nothing.
 * The longest unasked is forgotten first.
 */
function keptCounting(mine: readonly (Asked & { day: LocalDate })[]): Counting {
  const key = JSON.stringify(mine.map(stateOf))
  const counting = kept.get(key) ?? countingOf(mine)
  kept.delete(key)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, counting)
  return counting
}

function stateOf({ tenantId, day, rules, given }: Asked & { day: LocalDate }) {
  return [tenantId, day, rules.map(({ id, rule }) => [id, rule.effective.to]), given.map(({ id }) => id)]
}

function countingOf(mine: readonly (Asked & { day: LocalDate })[]): Counting {
  const asked = mine.map(({ day, rules, given }) => ({ day, gives: givingTo(rules, given) }))
  return ({ achievementId, card }) => {
    const entry = { ...card, achievementId, hours: card.suggestedHours ?? statedHours({ effort: card }) }
    return asked.some(({ day, gives }) => gives(imagined(entry, day)))
  }
}

interface Asked extends Ruling {
  /** An organization of the reader's own. */
  readonly mine: boolean
  /** What it gave the reader before. */
  readonly given: readonly OwnRecognition[]
}

/** The reader's own organizations that have rules, as many as a page tells of. */
async function ownRulings(ctx: Ctx<Tables>, tx: Db<Tables>): Promise<Asked[]> {
  if (ctx.actor.kind !== 'person') return []
  const mine = (await listOwnRulings(tx, ctx.person)).slice(0, MOST)
  const own = mine.length > 0 ? await listOwnRecognitions(tx, ctx.person) : []
  return mine.map((each) => {
    const given = own.filter(({ tenantId, state }) => tenantId === each.tenantId && LIVE.includes(state))
    return { ...each, mine: true, given }
  })
}

async function offeringRulings(
  ctx: Ctx<Tables>,
  tx: Db<Tables>,
  { achievementId, mine }: { achievementId: string; mine: readonly Asked[] },
): Promise<Asked[]> {
  const own = new Set(mine.map(({ tenantId }) => tenantId))
  const offering = (await listOffers(tx, achievementId))
    .filter(({ demo, tenantId }) => demo === ctx.actor.demo && !own.has(tenantId))
    .slice(0, MOST - mine.length)
    .map(({ tenantId }) => tenantId)
  const rules = await rulesOfRecognizers(tx, offering)
  const found: Asked[] = []
  for (const tenantId of offering) {
    const { slug, name, timeZone } = await getOrganization(tx, tenantId)
    found.push({ tenantId, slug, name, timeZone, mine: false, rules: rules.get(tenantId) ?? [], given: [] })
  }
  return found
}

/** Organizations whose published rules count an award of today, the same for everybody who asks; demonstrations count nothing. */
export async function recognizersToday(
  ctx: Ctx<Tables>,
  subject: { achievementId: string; versionId: string },
): Promise<{ slug: string; name: string }[]> {
  return ctx.transact(async (tx) => {
    const ruling = await listRecognizers(tx)
    const rules = await rulesOfRecognizers(
      tx,
      ruling.map(({ tenantId }) => tenantId),
    )
    const version = await getVersion(tx, subject.versionId)
    const entry = { ...version, tags: version.content.tags, hours: statedHours(version.content) }
    const counting = ruling.filter(
      ({ tenantId, timeZone }) =>
        unitsIn(answerOf(ctx, { timeZone, rules: rules.get(tenantId) ?? [], given: [] }, entry)) > 0n,
    )
    return counting.map(({ slug, name }) => ({ slug, name }))
  })
}

/** What one organization would answer to an entry that is earned today, by its own calendar. */
function answerOf(
  ctx: Ctx<Tables>,
  { timeZone, rules, given }: Pick<Asked, 'timeZone' | 'rules' | 'given'>,
  entry: Entry,
): Answer | null {
  return asking(rules, given)(imagined(entry, localDateAt(ctx.now(), timeZone)))
}

function unitsIn(answer: Answer | null): bigint {
  return answer && 'grant' in answer ? answer.grant.units : 0n
}

function worthAt({ slug, name, mine }: Asked, answer: Answer | null): Worth | null {
  if (!answer) return null
  const because = 'refusal' in answer && mine ? answer.refusal.code : null
  return { slug, organization: name, mine, units: unitsIn(answer), because }
}

interface Entry {
  readonly achievementId: string
  readonly version: string
  readonly strand: string
  readonly tags: readonly string[]
  readonly hours: string
}

/** An award that does not exist yet. */
function imagined({ achievementId, version, strand, tags, hours }: Entry, day: LocalDate): Claim {
  return {
    awardId: 'imagined',
    kind: 'award',
    item: achievementId,
    major: Number(version.split('.')[0]),
    strand,
    tags,
    stacks: [],
    members: [],
    decisionDate: day,
    evidence: [],
    hours,
  }
}
