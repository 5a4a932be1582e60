import { sql } from 'kysely'
import { CLOCK_STEP_MS } from '../../../lib/clock-step.ts'
import { type Db, on } from '../../../platform/ctx.ts'
import type { AccountTables, SignInKind } from '../tables.ts'

const ROW = [
  'id',
  'kind',
  'email',
  'personId',
  'tokenHash',
  'browserHash',
  'tries',
  'body',
  'createdAt',
  'expiresAt',
  'usedAt',
] as const
export interface SignInRow {
  readonly id: string
  readonly kind: SignInKind
  readonly email: string | null
  readonly personId: string | null
  /** Null: a limit was reached, so no message left and nothing opens it. */
  readonly tokenHash: Buffer | null
  readonly browserHash: Buffer
  readonly tries: number
  readonly body: unknown
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

/** What was begun under a clock that ran ahead is over: its end is not where it should be. */
function notAhead(at: Date): Date {
  return new Date(at.getTime() + CLOCK_STEP_MS)
}

/** The proof of this kind that this browser began last and that is still open. */
export async function findOpenProof(
  db: Db<AccountTables>,
  { kind, browserHash, at }: { kind: SignInKind; browserHash: Buffer; at: Date },
): Promise<SignInRow | undefined> {
  return on(db)
    .selectFrom('signIn')
    .select(ROW)
    .where('browserHash', '=', browserHash)
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .where('createdAt', '<=', notAhead(at))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function findProofByToken(
  db: Db<AccountTables>,
  { kind, tokenHash, at }: { kind: SignInKind; tokenHash: Buffer; at: Date },
): Promise<SignInRow | undefined> {
  return on(db)
    .selectFrom('signIn')
    .select(ROW)
    .where('tokenHash', '=', tokenHash)
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .where('createdAt', '<=', notAhead(at))
    .executeTakeFirst()
}

/** Whether the message that speaks of it is still worth sending. */
export async function isProofOpen(db: Db<AccountTables>, id: string, at: Date): Promise<boolean> {
  const row = await on(db)
    .selectFrom('signIn')
    .select('id')
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .where('createdAt', '<=', notAhead(at))
    .executeTakeFirst()
  return row !== undefined
}

export interface PasskeyOfSomebody {
  readonly personId: string
  readonly id: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: string[]
}
/** Whose passkey this is; asked by a function, before anybody is known. */
export async function findPasskey(db: Db<AccountTables>, credentialId: string): Promise<PasskeyOfSomebody | undefined> {
  const { rows } =
    await sql<PasskeyOfSomebody>`select person_id, id, public_key, counter, transports from sec.passkey_by_credential(${credentialId})`.execute(
      on(db),
    )
  return rows[0]
}

export async function findPersonByIdentity(
  db: Db<AccountTables>,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<string | null> {
  const { rows } = await sql<{
    personId: string | null
  }>`select sec.person_by_identity(${issuer}, ${subject}) as person_id`.execute(on(db))
  return rows[0]?.personId ?? null
}

export interface ProviderSecrets {
  readonly id: string
  readonly tenantId: string
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly wrappedSecret: Buffer | null
}
/** An organization's sign-in through the door the organizations keep for it. */
export async function findProvider(db: Db<AccountTables>, id: string): Promise<ProviderSecrets | undefined> {
  const { rows } = await sql<ProviderSecrets>`select * from sec.sign_in_provider(${id}::uuid)`.execute(on(db))
  return rows[0]
}

/** Offered to addresses with the endings the organization named; where it named none, to everybody. */
export async function listProvidersOf(db: Db<AccountTables>, domain: string) {
  return on(db)
    .selectFrom('publicSignInProvider')
    .select(['id', 'label'])
    .where(sql<boolean>`(${domain} = any (domains) or domains = '{}')`)
    .orderBy('label')
    .execute()
}

export interface ProviderDoor {
  readonly domains: readonly string[]
  readonly admits: 'all' | 'verified' | 'stated'
}
export async function getProviderDoor(db: Db<AccountTables>, id: string): Promise<ProviderDoor> {
  return on(db)
    .selectFrom('publicSignInProvider')
    .select(['domains', 'admits'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** By which organizations the person of this transaction could prove themselves again. */
export async function listOwnProviders(db: Db<AccountTables>): Promise<{ id: string; label: string }[]> {
  return (await sql<{ id: string; label: string }>`select id, label from sec.own_sign_in_providers()`.execute(on(db)))
    .rows
}

export async function listDemoPeople(db: Db<AccountTables>) {
  return on(db).selectFrom('publicDemoPerson').selectAll().orderBy('startedAt').orderBy('name').execute()
}

/** Whether a visitor can step into a demonstration. */
export async function hasDemo(db: Db<AccountTables>): Promise<boolean> {
  return (await on(db).selectFrom('publicDemoPerson').select('personId').limit(1).executeTakeFirst()) !== undefined
}
