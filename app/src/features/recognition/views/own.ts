import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { listOwnCredentials } from '../../credential/reads.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import { listOwnMemberships } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayReadOwn } from '../policy.ts'
import type { OwnBalance } from '../reads/own.ts'
import {
  issuerNames,
  listOwnBalances,
  listOwnRecognitions,
  listOwnShares,
  type OwnRecognition,
  rulesOfRecognizers,
  titlesOf,
} from '../reads.ts'
import type { RecognitionTables } from '../tables.ts'

type Tables = RecognitionTables & CredentialTables & CatalogTables & OrganizationTables

/** What one organization says to one award. */
export type Answer =
  | { readonly kind: 'answered'; readonly by: Organization; readonly recognition: OwnRecognition }
  | { readonly kind: 'counting' | 'asked' | 'askable' | 'noRule'; readonly by: Organization }
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
    const credentials = await listOwnCredentials(tx, ctx.person)
    const memberships = await listOwnMemberships(tx, ctx.person.personId)
    const recognizers = memberships.filter(({ kind }) => kind !== 'school')
    const rules = await rulesOfRecognizers(
      tx,
      recognizers.map(({ tenantId }) => tenantId),
    )
    const facts: Facts = {
      recognizers,
      ruling: new Set(rules.keys()),
      recognitions: await listOwnRecognitions(tx, ctx.person),
      shares: new Set(
        (await listOwnShares(tx, ctx.person)).map(({ credentialId, toTenant }) => `${credentialId} ${toTenant}`),
      ),
    }
    const titles = await titlesOf(
      tx,
      credentials.map(({ achievementVersionId }) => achievementVersionId),
    )
    const issuers = await issuerNames(
      tx,
      credentials.map(({ tenantId }) => tenantId),
    )
    const awards = credentials.map((credential) => {
      const title = titles.get(credential.achievementVersionId)
      return {
        publicId: credential.publicId,
        title: title?.title ?? '',
        slug: title?.slug ?? '',
        language: title?.language ?? 'en',
        issuer: issuers.get(credential.tenantId) ?? '',
        awardedAt: credential.awardedAt,
        revoked: credential.revokedAt !== null,
        answers: answersTo(credential, facts),
      }
    })
    return { awards, balances: await listOwnBalances(tx, ctx.person), recognizers }
  })
}

interface Facts {
  readonly recognizers: readonly Organization[]
  readonly ruling: ReadonlySet<string>
  readonly recognitions: readonly OwnRecognition[]
  /** Credential and organization it is open to. */
  readonly shares: ReadonlySet<string>
}
interface Credential {
  readonly id: string
  readonly tenantId: string
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
  { tenantId }: Organization,
  { ruling, shares }: Facts,
): 'counting' | 'asked' | 'askable' | 'noRule' {
  if (!ruling.has(tenantId)) return 'noRule'
  if (credential.tenantId === tenantId) return 'counting'
  return shares.has(`${credential.id} ${tenantId}`) ? 'asked' : 'askable'
}
