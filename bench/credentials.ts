import { createHash, createPrivateKey, createPublicKey, sign, verify as verifySignature } from 'node:crypto'
import {
  buildCredential,
  buildStatusList,
  type Canonicalizer,
  didKey,
  type Fetched,
  type JsonObject,
  newStatusList,
  openIssuing,
  type SignedCredential,
  setStatus,
  signEmbedded,
  toBytes,
  type UnsignedCredential,
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
const UNSIGNED = buildCredential(DRAFT)
/** The same credential without a status: what the peer verifies without asking for one. */
const WITHOUT_STATUS = JSON.parse(JSON.stringify({ ...UNSIGNED, credentialStatus: undefined })) as UnsignedCredential
/** One in twenty, the share the published measurements took; drawn by chance, as awards are taken back, with a fixed seed. */
const REVOKED = drawn(6_553)
const FULL = REVOKED.reduce((bits, index) => setStatus(bits, index), newStatusList())

function drawn(count: number): number[] {
  const found = new Set<number>()
  for (let state = 20_261_129; found.size < count; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    found.add(state >>> 15)
  }
  return [...found]
}

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

async function signed(unsigned: UnsignedCredential, canonicalizer: Canonicalizer): Promise<SignedCredential> {
  return signEmbedded({ unsigned, signer, created: DRAFT.validFrom, canonicalizer, crypto: credentialCrypto })
}

/** As the site issues one award after another: from the draft to the bytes that are stored. */
function issueOne(): () => Promise<Uint8Array> {
  const { issuer, achievement, ...award } = DRAFT
  const general = canonicalizers().general
  const issuing = openIssuing({ issuer, achievement, signer, general, crypto: credentialCrypto })
  return () => issuing.issue(award, DRAFT.validFrom)
}

/** As the site verifies, every check. */
async function check(bytes: Uint8Array, list: Fetched | null, canonicalizer: Canonicalizer): Promise<void> {
  const report = await verify(bytes, {
    ...{ material: { documents: new Map(list ? [[LIST, list]] : []) }, now: NOW, crypto: credentialCrypto },
    ...{ contexts: pinnedContexts(), canonicalizer },
  })
  if (report.verdict !== 'valid') throw new Error(`Our own credential is ${report.verdict}`)
}

/** What nobody who issues can do without: the hash of the canonical form, one signature, the JSON. */
function issueFloor(signed: SignedCredential, canonical: string): Contender['once'] {
  return () => {
    sign(null, pairOf(canonical), KEY)
    JSON.stringify(signed)
  }
}

/** What nobody who verifies can do without: the JSON, the hash of the canonical form, one signature. */
function verifyFloor(text: string, canonical: string): Contender['once'] {
  const key = createPublicKey(KEY)
  const signature = sign(null, pairOf(canonical), KEY)
  return () => {
    JSON.parse(text)
    if (!verifySignature(null, pairOf(canonical), key, signature)) throw new Error('The signature is not good')
  }
}

function pairOf(canonical: string): Buffer {
  return Buffer.concat([hashOf('proof'), hashOf(canonical)])
}

const hashOf = (text: string) => createHash('sha256').update(text).digest()

/** Issue, verify and publish status, each beside the same deed of @digitalbazaar/vc. */
export async function* run(): AsyncIterable<Figure> {
  const peer = await digitalBazaar(
    { id: signer.id, controller: DID, seed: SEED, publicKey: PUBLIC },
    new Map([[LIST, await publish()]]),
  )
  const { fast, general } = canonicalizers()
  const once = issueOne()
  const [ours, theirs] = [await signed(UNSIGNED, fast), await peer.issue(UNSIGNED, DRAFT.validFrom)]
  const [plain, plainTheirs] = [await signed(WITHOUT_STATUS, fast), await peer.issue(WITHOUT_STATUS, DRAFT.validFrom)]
  insistAlike([ours, theirs, JSON.parse(Buffer.from(await once()).toString())])
  const canonical = await fast.canonize(UNSIGNED)
  const base = '@digitalbazaar/vc 7.3.0'
  yield* compared(base, {
    issue: once,
    'issue, one by one': () => signed(buildCredential(DRAFT), fast),
    'issue, general path': () => signed(UNSIGNED, general),
    'sign, hash and serialize alone': issueFloor(ours, canonical),
    [base]: () => peer.issue(UNSIGNED, DRAFT.validFrom),
  })
  const bytes = toBytes(plain)
  yield* compared(base, {
    verify: () => check(bytes, null, fast),
    'verify, general path': () => check(bytes, null, general),
    'verify, hash and parse alone': verifyFloor(JSON.stringify(plain), await fast.canonize(WITHOUT_STATUS)),
    [base]: () => peer.verify(plainTheirs, NOW),
  })
  const list: Fetched = { url: LIST, status: 200, mediaType: 'application/vc', body: toBytes(await publish()), at: NOW }
  const whole = toBytes(ours)
  yield* compared(`${base} with its status list`, {
    'verify with status': () => check(whole, list, fast),
    [`${base} with its status list`]: () => peer.verifyWithStatus(theirs, NOW),
  })
  const lists = '@digitalbazaar/vc-bitstring-status-list 2.0.1'
  yield* compared(lists, {
    'publish a status list': publish,
    [lists]: () => peer.statusList(LIST, { revoked: REVOKED, issuer: DID, date: NOW }),
  })
}

function insistAlike(all: readonly JsonObject[]): void {
  const values = new Set(all.map((one) => ([one.proof].flat()[0] as JsonObject).proofValue))
  if (values.size > 1) throw new Error('The signatures differ: nothing here compares like with like')
}

async function* compared(base: string, deeds: Readonly<Record<string, Contender['once']>>): AsyncIterable<Figure> {
  const seen = await interleaved(Object.entries(deeds).map(([name, once]) => ({ name, once })))
  const peer = { name: base, rounds: seen.get(base) ?? [] }
  for (const [name, rounds] of seen)
    yield figureOf({ suite: 'credentials', name: name === base ? `the same by ${base}` : name, base: peer }, rounds)
}
