import { base64url } from '../src/encoding/base64url.ts'
import { utf8 } from '../src/encoding/text.ts'
import {
  buildCredential,
  type JsonObject,
  type KeyRecord,
  type Signer,
  signJwt,
  type UnsignedCredential,
} from '../src/index.ts'
import { DRAFT, good } from './ground.ts'
import { ecSigner, edSigner, rsaSigner, type TestSigner } from './support.ts'

/** The issuer of the tokens; its keys are known beforehand. */
export const ISSUER = 'did:web:tokens.example'

const rsa = rsaSigner(`${ISSUER}#rsa`)
/** One signer for every algorithm. */
export const SIGNERS: readonly TestSigner[] = [
  rsa,
  ecSigner('P-256', '0badcafe', `${ISSUER}#p256`),
  ecSigner('P-384', '0badcafe', `${ISSUER}#p384`),
  ecSigner('P-521', '0badcafe', `${ISSUER}#p521`),
  edSigner('07'.repeat(32), `${ISSUER}#ed`),
]
export const [RSA, P256, P384, P521, ED] = SIGNERS as [TestSigner, TestSigner, TestSigner, TestSigner, TestSigner]

export function record({ id, publicKey }: TestSigner, change: Partial<KeyRecord> = {}): KeyRecord {
  const [controller = ''] = id.split('#')
  const notBefore = new Date('2026-01-01T00:00:00Z')
  return { id, controller, key: publicKey, purpose: 'award', notBefore, state: 'active', ...change }
}

/** Without a status list, which is signed with a did:key in these tests. */
export const unlisted = ((): UnsignedCredential => {
  const { credentialStatus: _status, ...rest } = buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: ISSUER } })
  return rest as unknown as UnsignedCredential
})()
export const trusted = { ...good, trustedKeys: SIGNERS.map((one) => record(one)) }

export function part(value: JsonObject | string): string {
  return base64url(utf8(typeof value === 'string' ? value : JSON.stringify(value)))
}

/** Any header over any payload, really signed. */
export async function raw(header: JsonObject | string, payload: JsonObject | string, by: Signer): Promise<string> {
  const text = `${part(header)}.${part(payload)}`
  return `${text}.${base64url(await by.sign(utf8(text)))}`
}

export const TOKEN = await signJwt({ unsigned: unlisted, signer: P256, form: 'ob3' })

export function read(token: string): readonly [header: JsonObject, payload: JsonObject] {
  const [header = '', payload = ''] = token.split('.')
  const value = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as JsonObject
  return [value(header), value(payload)]
}
