import { instant } from '../../credential/dates.ts'
import type { CompactJwt, UnsignedCredential } from '../../documents.ts'
import { base64url } from '../../encoding/base64url.ts'
import { utf8 } from '../../encoding/text.ts'
import { OpenBadgesError } from '../../errors.ts'
import { idOf, isString, type JsonObject, type JsonValue, objectsOf } from '../../json.ts'
import type { Algorithm, Signer } from '../../ports.ts'
import { JOSE_NAMES } from './header.ts'
import { hasSignatureForm } from './signature.ts'

/** Input of {@link signJwt}. */
export interface JwtInput {
  readonly unsigned: UnsignedCredential
  readonly signer: Signer
  /** `ob3`: Open Badges 3.0, `typ` JWT, RS256 or ES256. `w3c`: `typ` vc+jwt, any algorithm of the ports. */
  readonly form: 'ob3' | 'w3c'
}

const OPEN_BADGES: readonly Algorithm[] = ['RS256', 'ES256']

/**
 * Signs the credential as a whole, as a compact JWS (VC-JWT): the payload is the document with `iss`, `jti`, `nbf`, `sub` and `exp`
 * stated once more as claims, times in seconds. The header is exactly `{alg, kid, typ}`, for `w3c` also `cty`.
 *
 * @throws OpenBadgesError `OB_SIGNER_MISMATCH` (the algorithm has no place in this form, or the key belongs to another issuer),
 * `OB_DRAFT_INVALID` (`ob3` without id, subject id or validFrom), `OB_SIGN_FAILED` (a proof is there already, or the signer failed).
 */
export async function signJwt({ unsigned, signer, form }: JwtInput): Promise<CompactJwt> {
  if (form === 'ob3' && !OPEN_BADGES.includes(signer.algorithm))
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', 'Open Badges 3.0 tokens are signed with RS256 or ES256.')
  checkOwner(signer, idOf(unsigned.issuer), '/issuer')
  if (unsigned.proof !== undefined)
    throw new OpenBadgesError('OB_SIGN_FAILED', 'The document has a proof already.', '/proof')
  const claims = claimsOf(unsigned)
  if (form === 'ob3') checkWhole(claims)
  const header = form === 'ob3' ? { typ: 'JWT' } : { typ: 'vc+jwt', cty: 'vc' }
  return signToken({ header, payload: { ...unsigned, ...claims }, signer })
}

/** Signs a payload under `{alg, kid}` and the members given. @throws OpenBadgesError `OB_SIGN_FAILED` */
export async function signToken(input: {
  header: JsonObject
  payload: JsonObject
  signer: Signer
}): Promise<CompactJwt> {
  const { header, payload, signer } = input
  const whole = { alg: JOSE_NAMES[signer.algorithm], kid: signer.id, ...header }
  const text = `${encoded(whole)}.${encoded(payload)}`
  const signature = await signer.sign(utf8(text)).catch((cause: unknown) => {
    throw new OpenBadgesError('OB_SIGN_FAILED', cause instanceof Error ? cause.message : 'The signer failed.')
  })
  if (!hasSignatureForm(signer.algorithm, signature))
    throw new OpenBadgesError('OB_SIGN_FAILED', `This is no ${signer.algorithm} signature (${signature.length} bytes).`)
  return `${text}.${base64url(signature)}` as CompactJwt
}

/** The key must be one of the owner's, by its absolute name. */
function checkOwner(signer: Signer, owner: string | undefined, path: string): void {
  const [controller, fragment] = signer.id.split('#')
  if (controller !== owner || !fragment)
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', 'The key belongs to another issuer.', path)
}

function encoded(value: JsonObject): string {
  return base64url(utf8(JSON.stringify(value)))
}

function claimsOf(unsigned: UnsignedCredential): JsonObject {
  const [subject] = objectsOf(unsigned.credentialSubject)
  return {
    iss: idOf(unsigned.issuer),
    jti: unsigned.id,
    nbf: secondsOf(unsigned.validFrom),
    sub: subject?.id,
    exp: secondsOf(unsigned.validUntil),
  }
}

function secondsOf(date: JsonValue | undefined): number | undefined {
  const time = instant(date)
  return time === undefined ? undefined : Math.floor(time / 1_000)
}

function checkWhole({ jti, nbf, sub }: JsonObject): void {
  const missing = [
    [isString(jti), '/id'],
    [nbf !== undefined, '/validFrom'],
    [isString(sub), '/credentialSubject/id'],
  ].find(([there]) => !there)
  if (missing)
    throw new OpenBadgesError('OB_DRAFT_INVALID', 'A token states it, so it cannot be left out.', String(missing[1]))
}
