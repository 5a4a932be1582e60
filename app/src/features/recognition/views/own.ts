import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { type CredentialRow, listOwnCredentials } from '../../credential/reads.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import { listOwnMemberships } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayReadOwn } from '../policy.ts'
import type { IssuerOf, OwnBalance, Title } from '../reads/own.ts'
import {
  issuersOf,
  listOwnBalances,
  listOwnRecognitions,
  listOwnShares,
  type OwnRecognition,
  rulesOfRecognizers,
  titlesOf,
} from '../reads.ts'
import type { RecognitionTables } from '../tables.ts'

type Counted = CredentialRow & { readonly achievementVersionId: string }
type Tables = RecognitionTables & CredentialTables & CatalogTables & OrganizationTables

/** `late`: an answer should have come and did not; nothing is promised any more. */
type Unanswered = 'counting' | 'asked' | 'late' | 'askable' | 'noRule'

/** What one organization says to one award. */
export type Answer =
  | { readonly kind: 'answered'; readonly by: Organization; readonly recognition: OwnRecognition }
  | { readonly kind: Unanswered; readonly by: Organization }
interface Organization {
  readonly tenantId: string
  readonly slug: string
  readonly name: string
}
export interface OwnAward {
  readonly publicId: string
  readonly title: string
  readonly slug: string
  readonly language: string
  readonly issuer: string
  readonly awardedAt: Date
  /** The issuer's: its day is the day of the award. */
  readonly timeZone: string
  readonly revoked: boolean
  readonly answers: readonly Answer[]
}
export interface OwnRecognitionView {
  readonly awards: readonly OwnAward[]
  readonly balances: readonly OwnBalance[]
  /** Organizations of mine that could count something. */
  readonly recognizers: readonly Organization[]
}

/** Everything I earned, and what my organizations make of it. */
export async function ownRecognition(ctx: Ctx<Tables>): Promise<OwnRecognitionView> {
  insist(mayReadOwn(ctx.actor))
  return ctx.transact(async (tx) => {
    const credentials = (await listOwnCredentials(tx, ctx.person)).filter(isAward)
    const memberships = await listOwnMemberships(tx, ctx.person.personId)
    const recognizers = memberships.filter(({ kind }) => kind !== 'school')
    const rules = await rulesOfRecognizers(
      tx,
      recognizers.map(({ tenantId }) => tenantId),
    )
    const facts: Facts = {
      recognizers,
      now: ctx.now(),
      ruledSince: new Map([...rules].map(([tenantId, each]) => [tenantId, each.at(-1)?.publishedAt ?? null])),
      recognitions: await listOwnRecognitions(tx, ctx.person),
      shares: new Map(
        (await listOwnShares(tx, ctx.person)).map((share) => [
          `${share.credentialId} ${share.toTenant}`,
          share.sharedAt,
        ]),
      ),
    }
    const titles = await titlesOf(
      tx,
      credentials.map(({ achievementVersionId }) => achievementVersionId),
      ctx.locale,
    )
    const issuers = await issuersOf(
      tx,
      credentials.map(({ tenantId }) => tenantId),
    )
    const awards = credentials.map((credential) =>
      awardOf(credential, {
        title: titles.get(credential.achievementVersionId),
        issuer: issuers.get(credential.tenantId),
        answers: answersTo(credential, facts),
      }),
    )
    return { awards, balances: await listOwnBalances(tx, ctx.person), recognizers }
  })
}

/** A stack is counted by its parts. */
function isAward(row: CredentialRow): row is Counted {
  return row.achievementVersionId !== null
}

function awardOf(
  credential: Counted,
  { title, issuer, answers }: Pick<OwnAward, 'answers'> & { title: Title | undefined; issuer: IssuerOf | undefined },
): OwnAward {
  return {
    publicId: credential.publicId,
    title: title?.title ?? '',
    slug: title?.slug ?? '',
    language: title?.language ?? 'en',
    issuer: issuer?.name ?? '',
    awardedAt: credential.awardedAt,
    timeZone: issuer?.timeZone ?? 'UTC',
    revoked: credential.revokedAt !== null,
    answers,
  }
}

/** An answer comes within minutes; after an hour something stands in its way. */
const SOON_MS = 3_600_000

interface Facts {
  readonly now: Date
  readonly recognizers: readonly (Organization & { readonly startedAt: Date })[]
  /** Organizations with rules, and when the newest of them was published. */
  readonly ruledSince: ReadonlyMap<string, Date | null>
  readonly recognitions: readonly OwnRecognition[]
  /** Credential and organization it is open to, since when. */
  readonly shares: ReadonlyMap<string, Date>
}
interface Credential {
  readonly id: string
  readonly tenantId: string
  readonly awardedAt: Date
  readonly revokedAt: Date | null
}

/** Organizations that answered, also former ones; then mine that have not. */
function answersTo(credential: Credential, facts: Facts): Answer[] {
  const lastWord = new Map<string, OwnRecognition>()
  for (const each of facts.recognitions) if (each.sourceId === credential.id) lastWord.set(each.tenantId, each)
  const answered = [...lastWord.values()].map((recognition) => ({
    kind: 'answered' as const,
    by: recognition,
    recognition,
  }))
  if (credential.revokedAt !== null) return answered
  const open = facts.recognizers.filter(({ tenantId }) => !lastWord.has(tenantId))
  return [...answered, ...open.map((by) => ({ kind: openKind(credential, by, facts), by }))]
}

function openKind(
  credential: Credential,
  { tenantId, startedAt }: Facts['recognizers'][number],
  { now, ruledSince, shares }: Facts,
): Unanswered {
  if (!ruledSince.has(tenantId)) return 'noRule'
  const isOwn = credential.tenantId === tenantId
  const openSince = isOwn ? credential.awardedAt : shares.get(`${credential.id} ${tenantId}`)
  if (!openSince) return 'askable'
  const waitsSince = [openSince, startedAt, ruledSince.get(tenantId) ?? openSince]
  if (waitsSince.every((since) => now.getTime() - since.getTime() > SOON_MS)) return 'late'
  return isOwn ? 'counting' : 'asked'
}
