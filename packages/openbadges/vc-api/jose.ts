import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto'
import { fromJwk } from '../src/did/multikey.ts'
import {
  type Algorithm,
  type CompactJwt,
  checkShape,
  type JsonObject,
  type PublicJwk,
  type Report,
  type Signer,
  signJwt,
  type UnsignedCredential,
  verify,
} from '../src/index.ts'
import { isObject, isString } from '../src/json.ts'
import { signToken } from '../src/proof/jwt/sign.ts'
import { plainly } from '../src/verify/members.ts'
import { crypto } from '../test/node-crypto.ts'
import { exampleCanonicalizer, exampleContexts } from './examples.ts'

/** A verification method with both halves of its key, as the W3C's VC JOSE COSE suite writes it. */
export interface KeyFile {
  readonly id: string
  readonly controller: string
  readonly publicKeyJwk: PublicJwk & { readonly kid?: string }
  readonly secretKeyJwk: JsonWebKey
}

export type Feature = 'credential_jose' | 'presentation_jose'

const ALGORITHMS: Readonly<Record<string, readonly [Algorithm, digest: string | null]>> = {
  'P-256': ['ES256', 'sha256'],
  'P-384': ['ES384', 'sha384'],
  'P-521': ['ES512', 'sha512'],
  Ed25519: ['Ed25519', null],
}
const V2 = 'https://www.w3.org/ns/credentials/v2'

/** Signs a credential (vc+jwt) or a presentation (vp+jwt) in the form of the W3C. @throws Error that says what is wrong with it */
export async function issueToken(document: JsonObject, key: KeyFile, feature: Feature): Promise<CompactJwt> {
  const signer = signerOf(key)
  checkNames(document, feature)
  await exampleCanonicalizer.canonize(plainly(document))
  if (feature === 'credential_jose') return signJwt({ unsigned: document as UnsignedCredential, signer, form: 'w3c' })
  const [problem] = checkShape(document, 'presentation')
  if (problem) throw new TypeError(`${problem.path} ${problem.message}`)
  return signToken({ header: { typ: 'vp+jwt', cty: 'vp' }, payload: document, signer })
}

/**
 * Whether a token of this feature holds under this key. Credentials inside a presentation are signed with keys that are not given:
 * what is left open about them is not held against the presentation, what is wrong with them is.
 */
export async function holds(text: string, key: KeyFile, feature: Feature): Promise<boolean> {
  const token = text.trim()
  if (typeOf(token) !== (feature === 'credential_jose' ? 'vc+jwt' : 'vp+jwt')) return false
  const report = await verify(token, {
    material: { documents: new Map(), trustedKeys: [recordOf(key)] },
    now: new Date(),
    crypto,
    contexts: exampleContexts,
    canonicalizer: exampleCanonicalizer,
    options: { mode: 'proofOnly' },
  })
  return report.verdict === 'valid' || (report.verdict === 'unknown' && openOnlyInside(report))
}

function openOnlyInside({ checks }: Report): boolean {
  const open = checks.flatMap(({ findings }) => findings)
  return open.length > 0 && open.every(({ path }) => path?.startsWith('/verifiableCredential/'))
}

function typeOf(token: string): string | undefined {
  try {
    return (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { typ?: string }).typ
  } catch {
    return undefined
  }
}

function signerOf({ id, secretKeyJwk }: KeyFile): Signer {
  const [algorithm, digest] = ALGORITHMS[secretKeyJwk.crv ?? ''] ?? []
  if (!algorithm || digest === undefined)
    throw new TypeError(`A key on the curve ${secretKeyJwk.crv} does not sign here.`)
  const key = createPrivateKey({ key: secretKeyJwk, format: 'jwk' })
  const form = digest === null ? key : { key, dsaEncoding: 'ieee-p1363' as const }
  return { id, algorithm, sign: async (data) => new Uint8Array(sign(digest, data, form)) }
}

// The suite's tokens name a key by its thumbprint, without its controller.
function recordOf({ controller, publicKeyJwk }: KeyFile) {
  const { kid } = publicKeyJwk
  const notBefore = new Date(0)
  const key = fromJwk({ ...publicKeyJwk })
  return { id: `${controller}#${kid}`, controller, key, purpose: 'award', notBefore, state: 'active' } as const
}

/**
 * The context of examples gives every word a meaning, so it cannot tell an extension from a slip of the pen. What a credential or a
 * presentation says of itself must have a meaning in the data model.
 */
function checkNames(document: JsonObject, feature: Feature): void {
  const context = exampleContexts.get(V2)?.['@context']
  const terms = isObject(context) ? context : {}
  const type = terms[feature === 'credential_jose' ? 'VerifiableCredential' : 'VerifiablePresentation']
  const scoped = isObject(type) && isObject(type['@context']) ? type['@context'] : {}
  for (const name of Object.keys(document))
    if (name !== '@context' && !Object.hasOwn(scoped, name) && !Object.hasOwn(terms, name))
      throw new TypeError(`The data model has no ${name}.`)
}

/** The document in a JSON text. @throws Error */
export function documentIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) throw new TypeError('This is no document.')
  return value
}

export function isFeature(text: string | undefined): text is Feature {
  return isString(text) && ['credential_jose', 'presentation_jose'].includes(text)
}
