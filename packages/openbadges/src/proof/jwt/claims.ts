import { instant } from '../../credential/dates.ts'
import { idOf, isObject, isString, type JsonObject, type JsonValue, objectsOf, stringsOf } from '../../json.ts'
import type { TokenType } from './header.ts'
import { TokenRefused } from './token.ts'

const FIRST_MODEL = 'https://www.w3.org/2018/credentials/v1'
// Claims about the token (RFC 7519, RFC 7800) and not about the credential in it.
const REGISTERED = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'nonce', 'cnf']
const OF_A_DOCUMENT = ['@context', 'type', 'issuer', 'credentialSubject', 'holder', 'verifiableCredential']
const LATEST = 253_402_300_799

/** What a token carries, and what it says of itself. */
export interface Carried {
  readonly document: JsonObject
  readonly claims: JsonObject
}

/** Takes the document out of a payload and holds the token's own words against it. @throws TokenRefused */
export function carried(payload: JsonObject, type: TokenType): Carried {
  checkTimes(payload)
  const document = type === 'JWT' && payload.vc !== undefined ? inside(payload) : beside(payload)
  checkSame(payload, document)
  if (type === 'JWT') checkPeriod(payload, document)
  return { document, claims: payload }
}

/** The time a claim states, in milliseconds since 1970. */
export function timeOf(claim: JsonValue | undefined): number | undefined {
  return typeof claim === 'number' ? claim * 1_000 : undefined
}

// The payload is the credential (Open Badges 3.0 section 8.2, Securing VCs using JOSE and COSE section 3.1).
function beside(payload: JsonObject): JsonObject {
  const wrapped = ['vc', 'vp'].find((name) => payload[name] !== undefined)
  if (wrapped !== undefined) throw new TokenRefused('JWT_CLAIMS', wrapped)
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !REGISTERED.includes(name)))
}

// VC Data Model 1.1 section 6.3.1: the credential is in `vc`, and claims stand for what is left out there.
function inside(payload: JsonObject): JsonObject {
  const { vc, iss, sub, jti, nbf, exp } = payload
  const mixed = [...OF_A_DOCUMENT, 'vp'].some((name) => payload[name] !== undefined)
  if (mixed || !isObject(vc) || stringsOf(vc['@context'])[0] !== FIRST_MODEL) throw new TokenRefused('JWT_CLAIMS', 'vc')
  const { issuer, credentialSubject } = vc
  return defined({
    ...vc,
    id: vc.id ?? jti,
    issuer: isObject(issuer) && issuer.id === undefined ? defined({ ...issuer, id: iss }) : (issuer ?? iss),
    credentialSubject:
      isObject(credentialSubject) && credentialSubject.id === undefined
        ? defined({ ...credentialSubject, id: sub })
        : credentialSubject,
    issuanceDate: vc.issuanceDate ?? dateOf(nbf),
    expirationDate: vc.expirationDate ?? dateOf(exp),
  })
}

function defined(members: Record<string, JsonValue | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

function dateOf(claim: JsonValue | undefined): string | undefined {
  const time = timeOf(claim)
  return time === undefined ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`
}

// `iat` says when the token was made and nothing about the credential; writers differ in how they put it.
function checkTimes(claims: JsonObject): void {
  for (const name of ['nbf', 'exp']) {
    const value = claims[name]
    const good = value === undefined || (typeof value === 'number' && value >= 0 && value <= LATEST)
    if (!good) throw new TokenRefused('JWT_CLAIMS', name)
  }
}

function checkSame({ iss, jti, sub }: JsonObject, document: JsonObject): void {
  const owner = idOf(document.issuer) ?? idOf(document.holder)
  if (iss !== undefined && iss !== owner) throw new TokenRefused('JWT_CLAIMS', 'iss')
  if (jti !== undefined && (!isString(jti) || (document.id !== undefined && jti !== document.id)))
    throw new TokenRefused('JWT_CLAIMS', 'jti')
  const subjects = objectsOf(document.credentialSubject)
    .map((subject) => subject.id)
    .filter((id) => id !== undefined)
  if (sub !== undefined && (!isString(sub) || subjects.some((id) => id !== sub)))
    throw new TokenRefused('JWT_CLAIMS', 'sub')
}

// Where the token states the period of the credential, both must say the same, to the second.
function checkPeriod({ nbf, exp }: JsonObject, document: JsonObject): void {
  if (differs(nbf, document.validFrom ?? document.issuanceDate)) throw new TokenRefused('JWT_CLAIMS', 'nbf')
  if (differs(exp, document.validUntil ?? document.expirationDate)) throw new TokenRefused('JWT_CLAIMS', 'exp')
}

function differs(claim: JsonValue | undefined, date: JsonValue | undefined): boolean {
  const [time, stated] = [timeOf(claim), instant(date)]
  return time !== undefined && stated !== undefined && Math.floor(time / 1_000) !== Math.floor(stated / 1_000)
}
