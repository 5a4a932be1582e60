import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import {
  buildCredential,
  buildStatusList,
  type Canonicalizer,
  didKey,
  type Fetched,
  type JsonObject,
  newStatusList,
  type SignedCredential,
  setStatus,
  signEmbedded,
  toBytes,
  verify,
} from '@cairn/openbadges'
import { ed25519Signer } from '../app/src/platform/crypto.ts'
import { canonicalizers, credentialCrypto, pinnedContexts } from '../app/src/platform/signing.ts'
import { GOLDEN_DRAFT } from '../packages/openbadges/test/golden-draft.ts'
import { digitalBazaar } from './digitalbazaar.ts'
import { type Contender, type Figure, figureOf, interleaved } from './figures.ts'

const SEED = createHash('sha256').update('the issuer of the bench').digest()
const KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED]),
  ...{ format: 'der', type: 'pkcs8' },
})
const PUBLIC = Buffer.from(createPublicKey(KEY).export({ format: 'jwk' }).x ?? '', 'base64url')
const DID = didKey({ algorithm: 'Ed25519', bytes: PUBLIC })
const signer = ed25519Signer(`${DID}#${DID.slice('did:key:'.length)}`, KEY)
const LIST = 'https://cairn.example/issuers/lakeside/status/revocation/1'
const NOW = new Date('2026-11-23T02:00:00Z')
const WEEK = 7 * 86_400_000
const DRAFT = { ...GOLDEN_DRAFT, issuer: { ...GOLDEN_DRAFT.issuer, id: DID } }
/** One in twenty, the share the published measurements took. */
const REVOKED = Array.from({ length: 6_553 }, (_, count) => count * 20)
const FULL = REVOKED.reduce((bits, index) => setStatus(bits, index), newStatusList())

async function publish(): Promise<SignedCredential> {
  const unsigned = buildStatusList({
    ...{ id: LIST, issuer: DID, purpose: 'revocation', bits: FULL },
    ...{ validFrom: NOW, validUntil: new Date(NOW.getTime() + WEEK), ttlMs: 300_000, crypto: credentialCrypto },
  })
  return signEmbedded({
    unsigned,
    signer,
    created: NOW,
    canonicalizer: canonicalizers().fast,
    crypto: credentialCrypto,
  })
}

async function issue(canonicalizer: Canonicalizer): Promise<SignedCredential> {
  const unsigned = buildCredential(DRAFT)
  return signEmbedded({ unsigned, signer, created: DRAFT.validFrom, canonicalizer, crypto: credentialCrypto })
}

/** As the site verifies: status list included. */
async function check(bytes: Uint8Array, list: Fetched, canonicalizer: Canonicalizer): Promise<void> {
  const report = await verify(bytes, {
    ...{ material: { documents: new Map([[LIST, list]]) }, now: NOW, crypto: credentialCrypto },
    ...{ contexts: pinnedContexts(), canonicalizer },
  })
  if (report.verdict !== 'valid') throw new Error(`Our own credential is ${report.verdict}`)
}

/** What no implementation can do without: one digest pair, one signature, the JSON. */
function floor(signed: SignedCredential): Contender['once'] {
  const text = toBytes(signed)
  return () => {
    const digest = Buffer.concat([createHash('sha256').update('proof').digest(), hashOf(text)])
    sign(null, digest, KEY)
    JSON.stringify(signed)
  }
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** Issue, verify and publish status, each beside the same deed of @digitalbazaar/vc. */
export async function* run(): AsyncIterable<Figure> {
  const peer = await digitalBazaar({ id: signer.id, controller: DID, seed: SEED, publicKey: PUBLIC })
  const [ours, theirs] = [await issue(canonicalizers().fast), await peer.issue(buildCredential(DRAFT), DRAFT.validFrom)]
  const proofOf = (one: JsonObject) => ([one.proof].flat()[0] as JsonObject).proofValue
  if (proofOf(ours) !== proofOf(theirs))
    throw new Error('The two signatures differ: nothing here compares like with like')
  const bytes = toBytes(ours)
  const list: Fetched = { url: LIST, status: 200, mediaType: 'application/vc', body: toBytes(await publish()), at: NOW }
  const base = '@digitalbazaar/vc 7.3.0'
  yield* compared(base, {
    issue: () => issue(canonicalizers().fast),
    'issue, general path': () => issue(canonicalizers().general),
    'sign, hash and serialize alone': floor(ours),
    [base]: () => peer.issue(buildCredential(DRAFT), DRAFT.validFrom),
  })
  yield* compared(base, {
    verify: () => check(bytes, list, canonicalizers().fast),
    'verify, general path': () => check(bytes, list, canonicalizers().general),
    [base]: () => peer.verify(theirs, NOW),
  })
  const lists = '@digitalbazaar/vc-bitstring-status-list 2.0.1'
  yield* compared(lists, {
    'publish a status list': publish,
    [lists]: () => peer.statusList(LIST, { revoked: REVOKED, issuer: DID, date: NOW }),
  })
}

async function* compared(base: string, deeds: Readonly<Record<string, Contender['once']>>): AsyncIterable<Figure> {
  const seen = await interleaved(Object.entries(deeds).map(([name, once]) => ({ name, once })))
  const peer = { name: base, rounds: seen.get(base) ?? [] }
  for (const [name, rounds] of seen)
    yield figureOf({ suite: 'credentials', name: name === base ? `the same by ${base}` : name, base: peer }, rounds)
}
