import { localDateAt } from '../../../lib/dates.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getVersion, listOffers } from '../../catalog/reads.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { getOrganization, listOwnMemberships } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { Claim } from '../model.ts'
import { listOwnRecognitions, listRecognizers, type OwnRecognition, rulesOfRecognizers } from '../reads.ts'
import { answerFor, judge, type Standing, statedHours } from '../rules.ts'
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
    const recognizers = await recognizersFor(ctx, tx, subject.achievementId)
    const rules = await rulesOfRecognizers(
      tx,
      recognizers.map(({ tenantId }) => tenantId),
    )
    const own = ctx.actor.kind === 'person' ? await listOwnRecognitions(tx, ctx.person) : []
    const version = await getVersion(tx, subject.versionId)
    const worths = recognizers.map((each) => {
      const day = localDateAt(ctx.now(), each.timeZone)
      const claim = imagined({ ...version, day, hours: statedHours(version.content) })
      return worthAt(each, { rules: rules.get(each.tenantId) ?? [], claim, own })
    })
    return worths.filter((each) => each !== null).filter(({ units, because }) => units > 0n || because !== null)
  })
}

interface Recognizer {
  readonly tenantId: string
  readonly slug: string
  readonly name: string
  readonly timeZone: string
  readonly mine: boolean
}

async function recognizersFor(ctx: Ctx<Tables>, tx: Db<Tables>, achievementId: string): Promise<Recognizer[]> {
  const memberships = ctx.actor.kind === 'person' ? await listOwnMemberships(tx, ctx.person.personId) : []
  const mine = new Set(memberships.map(({ tenantId }) => tenantId))
  const offering = (await listOffers(tx, achievementId))
    .filter(({ demo, tenantId }) => demo === ctx.actor.demo && !mine.has(tenantId))
    .map(({ tenantId }) => tenantId)
  const chosen = [...mine, ...offering].slice(0, MOST)
  const found: Recognizer[] = []
  for (const tenantId of chosen) {
    const { slug, name, timeZone } = await getOrganization(tx, tenantId)
    found.push({ tenantId, slug, name, timeZone, mine: mine.has(tenantId) })
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
    const counting = ruling.filter((each) => {
      const day = localDateAt(ctx.now(), each.timeZone)
      const claim = imagined({ ...version, day, hours: statedHours(version.content) })
      return (
        (worthAt({ ...each, mine: false }, { rules: rules.get(each.tenantId) ?? [], claim, own: [] })?.units ?? 0n) > 0n
      )
    })
    return counting.map(({ slug, name }) => ({ slug, name }))
  })
}

interface Asking {
  readonly rules: readonly Standing[]
  readonly claim: Claim
  readonly own: readonly OwnRecognition[]
}

function worthAt({ tenantId, slug, name, mine }: Recognizer, { rules, claim, own }: Asking): Worth | null {
  const given = own.filter((each) => each.tenantId === tenantId && LIVE.includes(each.state))
  const answer = answerFor(claim.awardId, judge(rules, [claim], given))
  if (!answer) return null
  const about = { slug, organization: name, mine }
  if ('grant' in answer) return { ...about, units: answer.grant.units, because: null }
  return { ...about, units: 0n, because: mine ? answer.refusal.code : null }
}

interface Imagining {
  readonly achievementId: string
  readonly version: string
  readonly strand: string
  readonly content: { readonly tags: readonly string[] }
  readonly day: string
  readonly hours: string
}

/** An award that does not exist yet. */
function imagined({ achievementId, version, strand, content, day, hours }: Imagining): Claim {
  return {
    awardId: 'imagined',
    kind: 'award',
    item: achievementId,
    major: Number(version.split('.')[0]),
    strand,
    tags: content.tags,
    stacks: [],
    members: [],
    decisionDate: day,
    evidence: [],
    hours,
  }
}
