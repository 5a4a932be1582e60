import type { JsonObject } from './json.ts'
import type { FindingCode } from './verify/codes.ts'

declare const made: unique symbol

/** A document built by this package and not yet signed. */
export type UnsignedCredential = JsonObject & { readonly [made]: 'unsigned' }
/** A document with at least one proof made by this package. */
export type SignedCredential = JsonObject & { readonly [made]: 'signed' }
/** A compact JWS: three base64url parts. */
export type CompactJwt = string & { readonly [made]: 'jwt' }

/** Documents whose shape can be checked. */
export type DocumentKind = 'credential' | 'endorsement' | 'clr' | 'statusList' | 'presentation' | 'profile'

/** One thing wrong with a shape; `path` is a JSON pointer. */
export interface Problem {
  code: FindingCode
  path: string
  message: string
}
