import type { Survey } from '../encoding/survey.ts'
import type { JsonObject } from '../json.ts'
import type { Canonicalizer, ContextSet, Crypto, Material, Need, PublicKey } from '../ports.ts'
import type { Digest } from '../proof/pair.ts'
import type { VerifiedClaims } from './claimed.ts'
import type { Check, CheckName, Finding, Report, VerifyOptions } from './report.ts'

/** What a verification needs besides the document. The time is an argument; nothing is fetched. */
export interface VerifyContext {
  readonly material: Material
  readonly now: Date
  readonly crypto: Crypto
  readonly contexts: ContextSet
  readonly canonicalizer: Canonicalizer
  readonly options?: VerifyOptions
}

/** What a check found, before it is weighed. */
export interface Outcome {
  readonly fails: readonly Finding[]
  readonly unknowns: readonly Finding[]
  readonly skipped?: true
}

/** The forms in which a credential reaches a verifier; each has a reader of its own. */
export type Form = 'embedded' | 'jwt' | 'presentation' | 'clr' | 'ob2' | 'ob2-signed' | 'ob2-url'

/** What was given: a document, or the text that stands for one, or in `outcome` why it cannot be read. */
export interface Parsed {
  readonly form: Form
  readonly document?: JsonObject
  /** What was found out about `document` while it was read. */
  readonly seen?: Survey
  /** The compact token of `jwt` and `ob2-signed`, the address of `ob2-url`. */
  readonly token?: string
  /** What was signed, hashed, of a text that differs from one that was judged in an award's own texts alone: its form is known. */
  readonly familiar?: () => Digest
  readonly standard: Report['standard']
  readonly outcome: Outcome
}

/** A status list is judged by the issuer's status key, a presentation by its holder's, everything else by the issuer's award key. */
export type Role = 'credential' | 'statusList' | 'presentation'

/** How a document inside another one is judged; what is left out is as for a credential given by the caller. */
export interface Inner {
  readonly options?: VerifyOptions
  readonly role?: Role
  /** The checks that are made; the others are skipped. */
  readonly only?: ReadonlySet<CheckName>
}

/** Judges a document inside another one (endorsement, list, member, newer edition) with the same material and time. */
export type Judge = (parsed: Parsed, how?: Inner) => Promise<Report>

/** What the reader of a form may use. */
export interface JudgeContext extends VerifyContext {
  readonly options: VerifyOptions
  readonly role: Role
  readonly only?: ReadonlySet<CheckName>
  readonly judge: Judge
}

/** What every check may see, and where it leaves notes. */
export interface Run extends JudgeContext {
  readonly document: JsonObject
  readonly seen?: Survey | undefined
  readonly familiar?: Parsed['familiar'] | undefined
  readonly standard: Report['standard']
  readonly needs: Map<string, Need>
  readonly warnings: Finding[]
  readonly notes: Notes
}

/** What earlier checks found out for later ones. */
export interface Notes {
  canonical?: string
  keys: Map<JsonObject, PublicKey>
  proofs: Map<JsonObject, Promise<Outcome>>
  statusAsOf?: Date
  /** `validFrom` of every status list that was believed, by its URL. */
  lists: Map<string, Date>
  /** The checks made so far. */
  made: readonly Check[]
  /** The newer edition that the checks after `refresh` are about. */
  newer?: JsonObject
  /** JSON pointers of what is inside the document and did not hold: it is no part of the claims. */
  leftOut: Set<string>
  /** What the endorsements claim that held. */
  endorsements: VerifiedClaims[]
}
