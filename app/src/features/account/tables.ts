import type { ColumnType, Generated } from 'kysely'

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
    disabledAt: ColumnType<Date | null, Date | null | undefined, Date | null>
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
  signIn: {
    id: string
    kind: 'email' | 'passkey' | 'register' | 'oidc' | 'stepUp'
    email: string | null
    personId: string | null
    tokenHash: Buffer | null
    codeHash: Buffer | null
    browserHash: Buffer
    tries: Generated<number>
    body: ColumnType<Record<string, unknown>, string | undefined, string>
    createdAt: Date
    expiresAt: Date
    usedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  session: {
    id: string
    tokenHash: Buffer
    personId: string
    tenantId: string | null
    device: string
    strong: Generated<boolean>
    createdAt: Date
    lastSeenAt: Date
    expiresAt: Date
    stepUpAt: Date | null
    endedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
}
