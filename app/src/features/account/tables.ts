import type { ColumnType, Generated } from 'kysely'
import type { Role } from '../../platform/ctx.ts'

type Ended = ColumnType<Date | null, Date | null | undefined, Date | null>
export type SignInKind = 'email' | 'address' | 'confirm' | 'passkey' | 'register' | 'stepUp' | 'oidc' | 'notMe'

export interface AccountTables {
  person: {
    id: string
    name: string
    locale: 'en' | 'es'
    timeZone: string
    theme: 'system' | 'light' | 'dark' | 'contrast'
    workRole: Generated<string>
    grades: Generated<string[]>
    subjects: Generated<string[]>
    shortcuts: ColumnType<Record<string, unknown>, string | undefined, string>
    platformAdmin: Generated<boolean>
    demo: Generated<boolean>
    createdAt: Date
    disabledAt: Ended
    erasedAt: ColumnType<Date | null, undefined, never>
  }
  personEmail: {
    id: string
    personId: string
    email: string
    verifiedAt: Date | null
    isPrimary: boolean
    createdAt: Date
  }
  passkey: {
    id: string
    personId: string
    credentialId: string
    publicKey: Buffer
    counter: number
    transports: string[]
    label: string
    createdAt: Date
    lastUsedAt: Date | null
  }
  identity: { id: string; personId: string; issuer: string; subject: string; createdAt: Date }
  recovery: { id: string; personId: string; startedAt: Date; readyAt: Date; cancelledAt: Ended; usedAt: Ended }
  signIn: {
    id: string
    kind: SignInKind
    email: string | null
    personId: string | null
    tokenHash: Buffer | null
    browserHash: Buffer
    tries: Generated<number>
    body: ColumnType<Record<string, unknown>, string | undefined, string>
    createdAt: Date
    expiresAt: Date
    usedAt: Ended
  }
  session: {
    id: string
    tokenHash: Buffer
    personId: string
    tenantId: string | null
    device: string
    strongAt: Date | null
    provedAt: Date
    createdAt: Date
    lastSeenAt: Date
    expiresAt: Date
    stepUpAt: Date | null
    endedAt: Ended
  }
  mailMessage: {
    id: string
    address: string
    template: string
    locale: 'en' | 'es'
    subject: string
    text: string | null
    state: 'waiting' | 'shown' | 'sent'
    createdAt: Date
    sentAt: Ended
  }
  privacyExport: {
    id: string
    personId: string
    askedAt: Date
    madeAt: Ended
    blobKey: ColumnType<string | null, string | null | undefined, string | null>
    bytes: ColumnType<number | null, number | null | undefined, number | null>
    expiresAt: Ended
  }
  privacyErasure: {
    id: string
    personId: string
    askedAt: Date
    dueAt: Date
    credentials: 'keep' | 'erase'
    held: Generated<string[]>
    begunAt: Ended
    cancelledAt: Ended
    doneAt: Ended
  }
  /** Doors of the organizations: what a way in may know before anybody is known. */
  publicSignInProvider: {
    id: string
    tenantId: string
    label: string
    domains: string[]
    slug: string
    admits: 'all' | 'verified' | 'stated'
  }
  publicDemoPerson: {
    personId: string
    name: string
    workRole: string
    tenantId: string
    organization: string
    unitName: string | null
    roles: Role[]
    startedAt: Date
  }
}
