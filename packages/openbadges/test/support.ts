import { createHash, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  bundledContexts,
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
import { crypto } from './node-crypto.ts'
import { edSigner } from './signers.ts'

export { crypto } from './node-crypto.ts'
export { didKeyId, ecSigner, edSigner, rsaSigner, type TestSigner } from './signers.ts'

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

export const contexts = bundledContexts()
export const general = generalCanonicalizer(contexts)
export const fast = fastCanonicalizer(contexts, general)

export function privateKey(seedHex: string): KeyObject {
  return edSigner(seedHex).privateKey
}

export function signer(id: string, seedHex: string): Signer {
  return edSigner(seedHex, id)
}

export function publicKey(seedHex: string): PublicKey {
  return edSigner(seedHex).publicKey
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

/** How many random credentials a test passes to other software and back: a part of so many, or each test as many as a release is tried with. */
export function exchanged(usual: number, parts: number): number {
  const each = process.env.OPENBADGES_INTEROP_EACH
  return each === undefined ? Math.ceil(Number(process.env.OPENBADGES_INTEROP ?? usual) / parts) : Number(each)
}
