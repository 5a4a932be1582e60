import type { ColumnType, Generated } from 'kysely'
import type { Role } from '../../platform/ctx.ts'

export type TenantRole = Exclude<Role, 'platformAdmin'>
type Ended = ColumnType<Date | null, Date | null | undefined, Date | null>

export type ProposedDeed = 'grant' | 'endRole' | 'endMembership'

export interface OrganizationTables {
  organization: {
    tenantId: string
    slug: string
    name: string
    kind: 'district' | 'state' | 'network' | 'school'
    url: string
    email: string | null
    image: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
    imageType: ColumnType<string | null, string | null | undefined, string | null>
    timeZone: string
    locale: 'en' | 'es'
    calendar: ColumnType<unknown, string | undefined, string>
    isSiteIssuer: Generated<boolean>
    demo: Generated<boolean>
    createdAt: Date
  }
  unit: { tenantId: string; id: string; name: string; kind: 'school' | 'office'; createdAt: Date; closedAt: Ended }
  membership: { tenantId: string; id: string; personId: string; unitId: string | null; startedAt: Date; endedAt: Ended }
  roleGrant: {
    tenantId: string
    id: string
    personId: string
    role: TenantRole
    grantedBy: string
    grantedAt: Date
    endedAt: Ended
  }
  tie: {
    tenantId: string
    id: string
    personId: string
    otherId: string
    kind: 'coach' | 'supervisor' | 'household' | 'declared'
    createdAt: Date
    endedAt: Ended
  }
  roleProposal: {
    tenantId: string
    id: string
    personId: string
    role: 'organizationAdmin'
    deed: Generated<ProposedDeed>
    proposedBy: string
    proposedAt: Date
    answeredAt: Ended
    answeredBy: ColumnType<string | null, string | null | undefined, string | null>
    accepted: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  }
  keyProposal: {
    tenantId: string
    id: string
    deed: 'rotate' | 'withdraw'
    /** Of new keys: what they sign. */
    purpose: 'award' | 'status' | null
    /** Of a withdrawal: which one, and from when on others may have had it. */
    keyId: string | null
    since: Date | null
    proposedBy: string
    proposedAt: Date
    answeredAt: Ended
    answeredBy: ColumnType<string | null, string | null | undefined, string | null>
    accepted: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  }
  invitation: {
    tenantId: string
    id: string
    email: string
    roles: string[]
    unitId: string | null
    tokenHash: Buffer
    invitedBy: string
    createdAt: Date
    expiresAt: Date
    acceptedAt: Ended
    withdrawnAt: Ended
  }
  membershipRequest: {
    tenantId: string
    id: string
    personId: string
    unitId: string | null
    createdAt: Date
    answeredAt: Ended
    answeredBy: ColumnType<string | null, string | null | undefined, string | null>
    accepted: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  }
  organizationSetting: {
    tenantId: string
    key: string
    value: ColumnType<unknown, string, string>
    version: Generated<number>
    changedAt: Date
    changedBy: string
  }
  issuerKey: {
    tenantId: string
    id: string
    purpose: 'award' | 'status'
    publicKey: Buffer
    wrappedKey: ColumnType<Buffer | null, Buffer, null>
    /** When it was published; it signs from `notBefore` on. */
    madeAt: Date
    notBefore: Date
    notAfter: Ended
    state: ColumnType<'active' | 'ended' | 'compromised', 'active' | undefined, 'active' | 'ended' | 'compromised'>
    since: Ended
  }
  signInProvider: {
    tenantId: string
    id: string
    label: string
    issuer: string
    clientId: string
    wrappedSecret: Buffer | null
    domains: string[]
    admits: 'all' | 'verified' | 'stated'
    enabled: Generated<boolean>
    createdAt: Date
  }
  publicIssuer: {
    tenantId: string
    slug: string
    name: string
    kind: string
    url: string
    email: string | null
    hasImage: boolean
    timeZone: string
    locale: 'en' | 'es'
    isSiteIssuer: boolean
    demo: boolean
    createdAt: Date
  }
  publicIssuerImage: { slug: string; image: Buffer; imageType: string }
  publicIssuerKey: {
    tenantId: string
    slug: string
    id: string
    purpose: 'award' | 'status'
    publicKey: Buffer
    notBefore: Date
    notAfter: Date | null
    state: 'active' | 'ended' | 'compromised'
    since: Date | null
    madeAt: Date
  }
  publicSignInProvider: { id: string; tenantId: string; label: string; domains: string[]; slug: string }
  publicPromise: { tenantId: string; key: string; value: unknown }
  publicUnit: { tenantId: string; id: string; name: string }
}
