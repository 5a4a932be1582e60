import type { Kysely } from 'kysely'
import type { Blobs } from './blobs.ts'
import type { Keys } from './keys.ts'
import type { Naming } from './naming.ts'
import type { NoticeId } from './notices.ts'
import type { SafeFetch } from './safe-fetch.ts'
import type { Mailer } from './smtp.ts'

declare const tables: unique symbol
/** A handle on the database that knows at least the tables T: a wider handle fits wherever a narrower one is asked for. */
export interface Db<out T> {
  readonly [tables]: T
}

/** The one cast. Kysely's own type is invariant in its tables, so a function of one feature could not take the joined one. */
export function on<T>(db: Db<T>): Kysely<T> {
  return db as unknown as Kysely<T>
}

declare const minted: unique symbol
/** Whose rows: minted only by the route gate and the job runner, after membership was checked. */
export interface TenantScope {
  readonly tenantId: string
  readonly [minted]: true
}
/** A person's own rows in any tenant; minted at the same two places. */
export interface PersonScope {
  readonly personId: string
  readonly [minted]: true
}

/** A role held in the tenant of this request. `platformAdmin` holds for the installation. */
export type Role =
  | 'platformAdmin'
  | 'organizationAdmin'
  | 'author'
  | 'qaLead'
  | 'assessor'
  | 'adjudicator'
  | 'coach'
  | 'recognizer'

/** Who acts now. `id` is the person's id, or `system:<job>` or `console:<user>`. */
export interface Actor {
  readonly id: string
  readonly kind: 'person' | 'system' | 'console' | 'anonymous'
  readonly roles: ReadonlySet<Role>
  /** School or unit of the membership in this tenant, when there is one. */
  readonly unitId: string | null
  readonly membershipId: string | null
  /** Time of the last fresh proof of presence (passkey) in this session, for the actions that ask for one. */
  readonly stepUpAt: Date | null
  readonly demo: boolean
}

/** What the installation offers to every request: time, chance, addresses and the places bytes go. */
export interface Ports {
  readonly now: () => Date
  readonly newId: () => string
  readonly random: (length: number) => Uint8Array
  readonly baseUrl: string
  readonly filesUrl: string
  readonly naming: Naming
  readonly keys: Keys
  readonly blobs: Blobs
  readonly fetch: SafeFetch
  /** Null: no SMTP is set, messages are kept and shown in the app. */
  readonly mail: Mailer | null
  readonly settings: Settings
}
/** What the operator chose by environment and features may ask. */
export interface Settings {
  /** False: no SMTP is set, messages are shown in the app. */
  readonly mailLeaves: boolean
  readonly demo: boolean
  readonly loopback: boolean
  readonly notices: readonly NoticeId[]
  /** How long one look at a stranger's credential may take before it is ended. */
  readonly judgingMs: number
}

/** What a request says about the browser it came from; empty for jobs. */
export interface Visitor {
  /** The cookie that ties a sign-in to the browser it began in. */
  readonly browser: string | null
  /** The same for a passkey: apart, for the sign-in page asks on its own while its form may be on the way. */
  readonly ceremony: string | null
  /** Which addresses signed in from here before, as the site itself wrote it down; null when it never did. */
  readonly known: string | null
  readonly device: string
  /** IPv4 address, or the /64 of an IPv6 one: what limits are counted by. */
  readonly network: string
}

export interface Ctx<out T> extends Ports {
  readonly siteName: string
  readonly scope: TenantScope
  readonly person: PersonScope
  readonly actor: Actor
  readonly locale: 'en' | 'es'
  readonly timeZone: string
  readonly requestId: string
  readonly sessionId: string | null
  readonly visitor: Visitor
  /** One transaction that has entered the tenant and the person and dropped to the application role. */
  readonly transact: <Result>(work: (tx: Db<T>) => Promise<Result>) => Promise<Result>
  /** The same person in another tenant, for objects the person owns there (found by the caller through the person's own rows). */
  readonly inTenant: (tenantId: string) => Ctx<T>
  /** The system acting in a tenant on this request's behalf (a public page that must write, a sign-in that finds its person). */
  readonly asSystem: (entry: { tenantId?: string; personId?: string; job: string }) => Ctx<T>
}

/** Only the gate, the job runner and the tests' world mint scopes; a lint rule keeps other callers out. */
export function mintTenant(tenantId: string): TenantScope {
  return { tenantId } as TenantScope
}
export function mintPerson(personId: string): PersonScope {
  return { personId } as PersonScope
}
