import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  verify as verifySignature,
} from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { crc32, gzipSync, inflateRawSync } from 'node:zlib'
import {
  bundledContexts,
  type Crypto,
  didKey,
  type Fetched,
  fastCanonicalizer,
  generalCanonicalizer,
  type JsonObject,
  type Material,
  type PublicKey,
  type Signer,
  toBytes,
  type VerifyOptions,
  verify,
} from '../src/index.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/fixtures')

/** Whether the published fixtures are beside the project. */
export function fixturesPresent(file: string): boolean {
  const present = existsSync(join(FOLDER, 'README.md'))
  if (!present) console.log(`skipped: ../shared/fixtures is absent (${basename(file)})`)
  return present
}

export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FOLDER, path)))
}

export function fixtureText(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8')
}

export function fixtureJson<T = JsonObject>(path: string): T {
  return JSON.parse(fixtureText(path)) as T
}

const keys = new Map<string, KeyObject>()

function imported(key: PublicKey): KeyObject {
  if (!('bytes' in key)) return createPublicKey({ key: { ...key }, format: 'jwk' })
  const name = didKey(key)
  const known =
    keys.get(name) ??
    createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.bytes]),
      format: 'der',
      type: 'spki',
    })
  keys.set(name, known)
  return known
}

/** The ports on node's primitives; the app brings its own, tested there. */
export const crypto: Crypto = {
  hash: (algorithm, data) => createHash(algorithm.replace('-', '').toLowerCase()).update(data).digest(),
  verify: (_algorithm, key, data, signature) => verifySignature(null, data, imported(key), signature),
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  random: (length) => randomBytes(length),
  gzip: (data) => gzipSync(data, { level: 6 }),
  gunzip(data, maxBytes) {
    const { buffer, engine } = inflateRawSync(data.subarray(10), {
      info: true,
      maxOutputLength: maxBytes,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
    const end = 10 + engine.bytesWritten
    const trailer = Buffer.from(data.subarray(end))
    if (trailer.length !== 8 || trailer.readUInt32LE(0) !== crc32(buffer)) throw new RangeError('gzip')
    return buffer
  },
}

export const contexts = bundledContexts()
export const general = generalCanonicalizer(contexts)
export const fast = fastCanonicalizer(contexts, general)

export function privateKey(seedHex: string): KeyObject {
  return createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seedHex}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
}

export function signer(id: string, seedHex: string): Signer {
  const key = privateKey(seedHex)
  return { id, algorithm: 'Ed25519', sign: async (data) => sign(null, data, key) }
}

export function publicKey(seedHex: string): PublicKey {
  const { x = '' } = createPublicKey(privateKey(seedHex)).export({ format: 'jwk' })
  return { algorithm: 'Ed25519', bytes: new Uint8Array(Buffer.from(x, 'base64url')) }
}

export const SEED = createHash('sha256').update('a test issuer').digest('hex')
/** A did:key issuer: nothing needs to be fetched to find its key. */
export const DID = didKey(publicKey(SEED))
export const issuerSigner = signer(`${DID}#${DID.slice('did:key:'.length)}`, SEED)

export function fetched(url: string, body: Uint8Array | JsonObject, at = new Date('2026-11-23T02:00:00Z')): Fetched {
  return {
    url,
    status: 200,
    mediaType: 'application/json',
    body: body instanceof Uint8Array ? body : toBytes(body),
    at,
  }
}

export function material(...documents: readonly Fetched[]): Material {
  return { documents: new Map(documents.map((one) => [one.url, one])) }
}

export const GOLDEN_NOW = new Date('2026-11-23T02:00:00Z')
export const GOLDEN_DID_URL = 'https://cairn.example/issuers/lakeside/did.json'
export const GOLDEN_LIST_URL = 'https://cairn.example/issuers/lakeside/status/revocation/1'

export function goldenMaterial(list: string | null = 'status-list.json'): Material {
  const did = fetched(GOLDEN_DID_URL, fixture('golden/did.json'))
  return list === null ? material(did) : material(did, fetched(GOLDEN_LIST_URL, fixture(`golden/${list}`)))
}

export function judge(
  input: Uint8Array | string | JsonObject,
  given: { material?: Material; now?: Date; options?: VerifyOptions } = {},
) {
  return verify(input, {
    material: given.material ?? material(),
    now: given.now ?? GOLDEN_NOW,
    crypto,
    contexts,
    canonicalizer: fast,
    ...(given.options ? { options: given.options } : {}),
  })
}

export function codes(report: { checks: readonly { findings: readonly { code: string }[] }[] }): string[] {
  return report.checks.flatMap((check) => check.findings.map((one) => one.code))
}
