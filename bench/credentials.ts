import { createHash, createPublicKey, sign, verify as verifySignature } from 'node:crypto'
import {
  bake,
  buildCredential,
  type Canonicalizer,
  type Fetched,
  type JsonObject,
  newStatusList,
  openStatusList,
  type SignedCredential,
  setStatuses,
  signEmbedded,
  toBytes,
  type UnsignedCredential,
  type Verifying,
  verify,
} from '@cairn/openbadges'
import { canonicalizers, credentialCrypto, pinnedContexts, verifying } from '../app/src/platform/signing.ts'
import { PNG, SVG } from '../packages/openbadges/test/images.ts'
import { awarding, DID, DRAFT, KEY, PUBLIC, SEED, signer } from './award.ts'
import { digitalBazaar, type Peer } from './digitalbazaar.ts'
import { type Contender, type Figure, figureOf, interleaved } from './figures.ts'
import { foreignCredential } from './foreign.ts'
import { hostileInputs } from './hostile.ts'
import { scaling } from './scaling.ts'

const LIST = 'https://cairn.example/issuers/lakeside/status/revocation/1'
const NOW = new Date('2026-11-23T02:00:00Z')
/** The peer holds a list against the clock of the machine, whatever time it is given. */
const LONG = 3_650 * 86_400_000
const BASE = '@digitalbazaar/vc 7.3.0'
const ISSUE_FLOOR = 'sign, hash and serialize alone'
const VERIFY_FLOOR = 'verify, hash and parse alone'
const UNSIGNED = buildCredential(DRAFT)
/** The same credential without a status: what the peer verifies without asking for one. */
const WITHOUT_STATUS = JSON.parse(JSON.stringify({ ...UNSIGNED, credentialStatus: undefined })) as UnsignedCredential
/** No credential is verified twice in a row: what is kept from one to the next is of its issuer and its contexts alone. */
const DIFFERENT = 200
/** One in twenty, the share the published measurements took; drawn by chance, as awards are taken back, with a fixed seed. */
const REVOKED = drawn(6_553)

function drawn(count: number): number[] {
  const found = new Set<number>()
  for (let state = 20_261_129; found.size < count; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    found.add(state >>> 15)
  }
  return [...found]
}

/** From the places that are taken back to the bytes that are stored, as the peer begins and ends. */
function publishing(): () => Promise<Uint8Array> {
  const list = openStatusList({
    ...{ id: LIST, issuer: DID, purpose: 'revocation', ttlMs: 300_000, signer },
    ...{ general: canonicalizers().general, crypto: credentialCrypto },
  })
  const times = { validFrom: NOW, validUntil: new Date(NOW.getTime() + LONG), created: NOW }
  return () => list.publish({ bits: setStatuses(newStatusList(), REVOKED), ...times })
}

async function signed(unsigned: UnsignedCredential, canonicalizer: Canonicalizer): Promise<SignedCredential> {
  return signEmbedded({ unsigned, signer, created: DRAFT.validFrom, canonicalizer, crypto: credentialCrypto })
}

/** As the site verifies, every check. */
async function check(bytes: Uint8Array, list: Fetched | null, by: Verifying['verify'] = verifying().verify) {
  const report = await by(bytes, { material: { documents: new Map(list ? [[LIST, list]] : []) }, now: NOW })
  if (report.verdict !== 'valid') throw new Error(`Our own credential is ${report.verdict}`)
}

/** One without the memory of others. */
function alone(canonicalizer: Canonicalizer): Verifying['verify'] {
  const tools = { crypto: credentialCrypto, contexts: pinnedContexts(), canonicalizer }
  return (input, given) => verify(input, { ...given, ...tools })
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
  const publish = publishing()
  const listBytes = await publish()
  const peer = await digitalBazaar(
    { id: signer.id, controller: DID, seed: SEED, publicKey: PUBLIC },
    new Map([[LIST, JSON.parse(Buffer.from(listBytes).toString())]]),
  )
  const ours = await signed(UNSIGNED, canonicalizers().fast)
  const theirs = await peer.issue(UNSIGNED, DRAFT.validFrom)
  insistAlike([ours, theirs, JSON.parse(Buffer.from(await awarding()(0)).toString())])
  yield* issuing(ours, peer)
  yield* reading(peer)
  yield* foreign(peer)
  const list: Fetched = { url: LIST, status: 200, mediaType: 'application/vc', body: listBytes, at: NOW }
  const whole = toBytes(ours)
  yield* compared(`${BASE} with its status list`, {
    'verify with status': () => check(whole, list),
    [`${BASE} with its status list`]: () => peer.verifyWithStatus(theirs, NOW),
  })
  const lists = '@digitalbazaar/vc-bitstring-status-list 2.0.1'
  yield* compared(lists, {
    'publish a status list': publish,
    [lists]: () => peer.statusList(LIST, { revoked: REVOKED, issuer: DID, date: NOW }),
  })
  yield* bare({ 'bake PNG': () => bake(PNG, whole), 'bake SVG': () => bake(SVG, whole) })
  yield* hostileInputs(ours)
  yield* scaling()
}

async function* issuing(ours: SignedCredential, peer: Peer): AsyncIterable<Figure> {
  const { fast, general } = canonicalizers()
  const issue = awarding()
  let turn = 0
  yield* compared(BASE, {
    issue: () => issue(turn++),
    'issue, one by one': async () => toBytes(await signed(buildCredential(DRAFT), fast)),
    'issue, general path': () => signed(UNSIGNED, general),
    [ISSUE_FLOOR]: issueFloor(ours, await fast.canonize(UNSIGNED)),
    [BASE]: () => peer.issue(UNSIGNED, DRAFT.validFrom),
  })
}

async function* reading(peer: Peer): AsyncIterable<Figure> {
  const { fast, general } = canonicalizers()
  const plain = await signed(WITHOUT_STATUS, fast)
  const theirs = await peer.issue(WITHOUT_STATUS, DRAFT.validFrom)
  const different = await Promise.all(Array.from({ length: DIFFERENT }, (_, i) => signed(likePlain(i), fast)))
  const given = different.map((one) => toBytes(one))
  let turn = 0
  const next = () => given[turn++ % DIFFERENT] as Uint8Array
  yield* compared(BASE, {
    verify: () => check(next(), null),
    'verify, one by one': () => check(next(), null, alone(fast)),
    'verify, general path': () => check(next(), null, alone(general)),
    [VERIFY_FLOOR]: verifyFloor(JSON.stringify(plain), await fast.canonize(WITHOUT_STATUS)),
    [BASE]: () => peer.verify(theirs, NOW),
  })
}

/** What somebody else wrote in a shape of their own: the fast path looks at it and leaves it to the general one. */
async function* foreign(peer: Peer): AsyncIterable<Figure> {
  const unsigned = foreignCredential()
  if (!unsigned) return
  const { fast } = canonicalizers()
  const { fallback } = fast.counts()
  const ours = await signed(unsigned, fast)
  if (fast.counts().fallback === fallback) throw new Error('The fast path knows the foreign document')
  const theirs = await peer.issue(unsigned, DRAFT.validFrom)
  insistAlike([ours, theirs])
  const base = `${BASE} on a foreign document`
  yield* compared(base, {
    'issue, foreign document': () => signed(unsigned, fast),
    [base]: () => peer.issue(unsigned, DRAFT.validFrom),
  })
  // A result of it names a level that is none, so all that is asked for is its signature; the peer asks for no more of any.
  const options = { mode: 'proofOnly' } as const
  const tools = { crypto: credentialCrypto, contexts: pinnedContexts(), canonicalizer: fast, now: NOW, options }
  const given = toBytes(ours)
  const once = async () => {
    const { verdict } = await verify(given, { ...tools, material: { documents: new Map() } })
    if (verdict !== 'valid') throw new Error(`The foreign document is ${verdict}`)
  }
  const reading = `${BASE} on a foreign document that is signed`
  yield* compared(reading, {
    'verify, foreign document': once,
    [reading]: () => peer.verify(theirs, NOW),
  })
}

/** The plain one under an id of its own. */
function likePlain(i: number): UnsignedCredential {
  const text = JSON.stringify(WITHOUT_STATUS)
  return JSON.parse(text.replaceAll(DRAFT.id, `${DRAFT.id.slice(0, -4)}${String(1_000 + i)}`)) as UnsignedCredential
}

function insistAlike(all: readonly JsonObject[]): void {
  const values = new Set(all.map((one) => ([one.proof].flat()[0] as JsonObject).proofValue))
  if (values.size > 1) throw new Error('The signatures differ: nothing here compares like with like')
}

async function* compared(base: string, deeds: Readonly<Record<string, Contender['once']>>): AsyncIterable<Figure> {
  const seen = await interleaved(Object.entries(deeds).map(([name, once]) => ({ name, once })))
  const peer = { name: base, rounds: seen.get(base) ?? [] }
  const floor = seen.get(ISSUE_FLOOR) ?? seen.get(VERIFY_FLOOR)
  for (const [name, rounds] of seen) {
    const named = name === base ? `the same by ${base}` : name
    yield figureOf({ suite: 'credentials', name: named, base: peer, floor }, rounds)
  }
}

async function* bare(deeds: Readonly<Record<string, Contender['once']>>): AsyncIterable<Figure> {
  for (const [name, rounds] of await interleaved(Object.entries(deeds).map(([name, once]) => ({ name, once }))))
    yield figureOf({ suite: 'credentials', name }, rounds)
}
