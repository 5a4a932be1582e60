import { createCredential, createList, decodeList } from '@digitalbazaar/vc-bitstring-status-list'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64url } from '../src/encoding/base64url.ts'
import {
  buildRevocationList,
  buildStatusList,
  type Fetched,
  type JsonObject,
  type JsonValue,
  newStatusList,
  type OpenBadgesError,
  type Report,
  readStatus,
  type StatusBits,
  setStatus,
  verify,
  verifyWithFetch,
} from '../src/index.ts'
import { DRAFT, LIST, list, OTHER, otherSigner, sign, signed, told } from './ground.ts'
import { codes, contexts, crypto, DID, fast, fetched, GOLDEN_NOW, judge, material } from './support.ts'

const FROM = new Date('2026-11-23T00:00:00Z')
const V2 = 'https://www.w3.org/ns/credentials/v2'

/** A credential of no particular kind, which may have several status entries. */
function plain(credentialStatus: JsonValue, more: JsonObject = {}): Promise<JsonObject> {
  const subject = { id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44' }
  return sign({
    '@context': [V2],
    id: 'https://issuer.example/c/1',
    type: ['VerifiableCredential'],
    issuer: DID,
    validFrom: '2026-11-20T16:05:00Z',
    credentialSubject: subject,
    credentialStatus,
    ...more,
  })
}

function entry(purpose: string, more: JsonObject = {}): JsonObject {
  const url = `https://issuer.example/status/${purpose}`
  return {
    id: `${url}#7`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: '7',
    statusListCredential: url,
    ...more,
  }
}

/** A signed list for a purpose with some bits set. */
async function listFor(purpose: string, set: readonly number[], change: JsonObject = {}): Promise<Fetched> {
  const id = `https://issuer.example/status/${purpose}`
  const unsigned = buildStatusList({
    id,
    issuer: DID,
    purpose,
    bits: set.reduce(setStatus, newStatusList(131_072 * 32)),
    validFrom: FROM,
    validUntil: new Date('2026-11-30T00:00:00Z'),
    ttlMs: 300_000,
    crypto,
  })
  return fetched(id, await sign({ ...unsigned, ...change }, undefined, FROM))
}

/** The bits of a list as the other implementation writes them. */
async function packed(peer: Awaited<ReturnType<typeof createList>>): Promise<JsonValue> {
  const credential = await createCredential({ id: LIST, list: peer, statusPurpose: 'revocation' })
  return (credential.credentialSubject as { encodedList: string }).encodedList
}

const messages = (report: Report) =>
  report.warnings.filter(({ code }) => code === 'STATUS_MESSAGE').map(({ detail }) => detail?.message)

describe('what a status list says', () => {
  test.each([
    ['revocation', [7], ['invalid', 'STATUS_REVOKED']],
    ['suspension', [7], ['invalid', 'STATUS_SUSPENDED']],
    ['suspension', [6, 8], ['valid']],
    ['refresh', [7], ['valid']],
    ['message', [7], ['valid']],
    ['something else', [7], ['unknown', 'STATUS_TYPE_UNKNOWN']],
    ['something else', [6], ['valid']],
  ])('a list for %s with the places %j set', async (purpose, set, expected) => {
    const url = purpose.replace(' ', '-')
    const given = entry(url, { statusPurpose: url })
    expect(told(await judge(await plain(given), { material: material(await listFor(url, set)) }))).toEqual(expected)
  })

  test('a message is told in the words of the credential, or by its number, and decides nothing', async () => {
    const spoken = [
      { status: '0x0', message: 'In review' },
      { status: '0x1', message: 'Reviewed' },
    ]
    const told = async (set: readonly number[], more: JsonObject) =>
      messages(await judge(await plain(entry('message', more)), { material: material(await listFor('message', set)) }))
    expect(await told([], { statusMessage: spoken })).toEqual(['In review'])
    expect(await told([7], { statusMessage: spoken })).toEqual(['Reviewed'])
    expect(await told([7], {})).toEqual(['0x1'])
    expect(await told([], {})).toEqual([])
    expect(await told([7], { statusMessage: [{ status: '1', message: 'No number' }] })).toEqual(['0x1'])
  })

  test('of several entries each counts and the worst decides', async () => {
    const document = await plain([entry('revocation'), entry('suspension')])
    const answer = async (revoked: readonly number[], suspended: readonly number[]) =>
      told(
        await judge(document, {
          material: material(await listFor('revocation', revoked), await listFor('suspension', suspended)),
        }),
      )
    expect(await answer([], [])).toEqual(['valid'])
    expect(await answer([7], [])).toEqual(['invalid', 'STATUS_REVOKED'])
    expect(await answer([], [7])).toEqual(['invalid', 'STATUS_SUSPENDED'])
    expect(await answer([7], [7])).toEqual(['invalid', 'STATUS_REVOKED', 'STATUS_SUSPENDED'])
    const half = await judge(document, { material: material(await listFor('revocation', [])) })
    expect([...told(half), half.needs.map(({ url }) => url)]).toEqual([
      'unknown',
      'STATUS_UNREACHABLE',
      ['https://issuer.example/status/suspension'],
    ])
  })

  test('a list that many entries point to is fetched and verified once; more than ten entries are not looked at', async () => {
    let canonized = 0
    const canonicalizer = {
      canonize(document: JsonObject) {
        canonized++
        return fast.canonize(document)
      },
    }
    const looks = async (count: number) => {
      const document = await plain(Array.from({ length: count }, (_, i) => entry('revocation', { id: `urn:e:${i}` })))
      canonized = 0
      const given = { material: material(await listFor('revocation', [])), now: GOLDEN_NOW, crypto, contexts }
      return told(await verify(document, { ...given, canonicalizer }))
    }
    expect(await looks(1)).toEqual(['valid'])
    const once = canonized
    expect(await looks(10)).toEqual(['valid'])
    expect(canonized).toBe(once)
    expect(await looks(11)).toEqual(['unknown', 'TERMS_LIMIT'])
  })

  test('an entry of an unknown kind, and one without a list, stay open', async () => {
    const other = await judge(await plain({ id: 'urn:x:1', type: ['urn:x:1', `urn:x:${'2'.repeat(99)}`] }))
    expect([told(other), other.checks.flatMap(({ findings }) => findings)]).toEqual([
      ['unknown', 'STATUS_TYPE_UNKNOWN'],
      [{ code: 'STATUS_TYPE_UNKNOWN', path: '/credentialStatus', detail: { type: `urn:x:1 urn:x:${'2'.repeat(66)}` } }],
    ])
    expect(told(await judge(await plain({ id: 'urn:x:1', type: 'BitstringStatusListEntry' })))).toEqual([
      'invalid',
      'STATUS_RANGE_ERROR',
    ])
    const nowhere = await judge(await plain({ ...entry('revocation'), statusListCredential: 7 }))
    expect([...told(nowhere), nowhere.needs]).toEqual(['unknown', 'STATUS_UNREACHABLE', []])
  })

  test.each([
    'file:///etc/passwd',
    'ftp://b.example/list',
    'https://u:p@b.example/list',
    'https://u@b.example',
    'https://b.example\\@evil.example/',
    'https://',
    'https:///list',
    'data:application/json,{}',
  ])('nobody is led to %s: it is no need of anything', async (url) => {
    const report = await judge(await plain({ ...entry('revocation'), statusListCredential: url }))
    expect(report.needs).toEqual([])
    expect(report.verdict).not.toBe('valid')
  })

  test.each(['https://b.example/list', 'https://b.example:8443?n=1', 'https://b.example/a%40b/ñ@2#list'])(
    '%s is a need',
    async (url) => {
      const report = await judge(await plain({ ...entry('revocation'), statusListCredential: url }))
      expect(report.needs.map((need) => need.url)).toEqual([url])
    },
  )
})

describe('entries wider than a bit', () => {
  test.each([2, 3, 4, 8, 16, 31, 32])('statusSize %i is read as the other implementation wrote it', async (width) => {
    const peer = await createList({ length: 131_072 * width })
    const [index, value] = [131_000, 2 ** width - 2]
    for (let bit = 0; bit < width; bit++)
      if (Math.floor(value / 2 ** (width - 1 - bit)) % 2 === 1) peer.setStatus(index * width + bit, true)
    const change = { encodedList: await packed(peer), statusPurpose: 'message', type: 'BitstringStatusList' }
    const answer = async (statusListIndex: string) => {
      const document = await plain(entry('message', { statusSize: width, statusListIndex }))
      return messages(
        await judge(document, { material: material(await listFor('message', [], { credentialSubject: change })) }),
      )
    }
    expect(await answer(String(index))).toEqual([`0x${value.toString(16)}`])
    expect(await answer(String(index + 1))).toEqual([])
  })

  test.each([
    [0, ['invalid', 'STATUS_RANGE_ERROR']],
    [-1, ['invalid', 'STATUS_RANGE_ERROR']],
    [1.5, ['invalid', 'STATUS_RANGE_ERROR']],
    ['2', ['invalid', 'STATUS_RANGE_ERROR']],
    [33, ['unknown', 'STATUS_TYPE_UNKNOWN']],
    [1, ['valid']],
  ])('statusSize %j', async (statusSize, expected) => {
    const document = await plain(entry('message', { statusSize }))
    expect(told(await judge(document, { material: material(await listFor('message', [])) }))).toEqual(expected)
  })

  test('A-short-status-list: a list long enough in bits is too short in wide entries', async () => {
    const unsigned = await list()
    const document = await plain({
      ...entry('revocation'),
      statusListCredential: LIST,
      statusListIndex: '0',
      statusSize: 2,
    })
    expect(told(await judge(document, { material: material(unsigned) }))).toEqual([
      'unknown',
      'STATUS_LIST_LENGTH_ERROR',
    ])
  })
})

describe('the age of a list', () => {
  const known = (date: string) => new Map([[LIST, new Date(date)]])
  const seen = async (date: string, fetchedList?: Fetched) =>
    judge(signed, { material: { ...material(fetchedList ?? (await list())), known: known(date) } })

  test('A-status-rollback: an older list, correctly signed, after a newer one is not believed', async () => {
    expect(told(await seen('2026-11-23T00:00:00Z'))).toEqual(['valid'])
    expect(told(await seen('2026-11-22T00:00:00Z'))).toEqual(['valid'])
    expect(told(await seen('2026-11-23T00:00:01Z'))).toEqual(['unknown', 'STATUS_ROLLBACK'])
  })

  test('A-status-rollback: a list that does not say its date cannot be shown to be as new', async () => {
    const { validFrom: _from, ...rest } = JSON.parse(new TextDecoder().decode((await list()).body)) as JsonObject
    const { proof: _proof, ...undated } = rest
    const without = fetched(LIST, await sign(undated, undefined, FROM))
    expect(told(await seen('2026-11-22T00:00:00Z', without))).toEqual(['unknown', 'STATUS_ROLLBACK'])
    expect(told(await judge(signed, { material: material(without) }))).toEqual(['valid'])
  })

  test('a report names the lists it believed, to be given back as known, and no others', async () => {
    const report = await judge(signed, { material: material(await list()) })
    expect([...(report.statusLists ?? [])]).toEqual([[LIST, FROM]])
    const changed = { ...(JSON.parse(new TextDecoder().decode((await list()).body)) as JsonObject), name: 'Changed' }
    expect((await judge(signed, { material: material(fetched(LIST, changed)) })).statusLists).toBeUndefined()
    const again = await verifyWithFetch(JSON.stringify(signed), {
      fetch: async () => list(),
      clock: () => GOLDEN_NOW,
      crypto,
      contexts,
      canonicalizer: fast,
      known: new Map([[LIST, new Date('2026-11-24T00:00:00Z')]]),
    })
    expect(told(again)).toEqual(['unknown', 'STATUS_ROLLBACK'])
  })
})

describe('the bits themselves', () => {
  const places = fc.uniqueArray(fc.nat({ max: 131_071 }), { maxLength: 40 })

  test('what was set is set, everything else is not, and the other implementation reads the same', async () => {
    await fc.assert(
      fc.asyncProperty(places, fc.nat({ max: 131_071 }), async (set, other) => {
        const bits = set.reduce<StatusBits>(setStatus, newStatusList())
        const peer = await decodeList({ encodedList: `u${base64url(crypto.gzip(bits.bytes))}` })
        for (const place of [...set, other]) {
          expect(readStatus(bits, place)).toBe(set.includes(place) ? 1 : 0)
          expect(peer.getStatus(place)).toBe(set.includes(place))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('a list that the other implementation made and we signed for its issuer is read', async () => {
    const peer = await createList({ length: 131_072 })
    peer.setStatus(94_512, true)
    const encodedList = await packed(peer)
    const theirs = await list((unsigned) => ({
      ...unsigned,
      credentialSubject: { ...(unsigned.credentialSubject as JsonObject), encodedList },
    }))
    expect(told(await judge(signed, { material: material(theirs) }))).toEqual(['invalid', 'STATUS_REVOKED'])
  })

  test.each([
    [0, 'OB_STATUS_LENGTH'],
    [131_064, 'OB_STATUS_LENGTH'],
    [131_073, 'OB_STATUS_LENGTH'],
    [33_554_440, 'OB_STATUS_LENGTH'],
    [2 ** 40, 'OB_STATUS_LENGTH'],
  ])('there is no list of %d entries', (length, code) => {
    const message = 'A status list has 131072 to 33554432 entries, in eights.'
    expect(() => newStatusList(length)).toThrow(expect.objectContaining({ code, message }))
  })

  test('the longest list has 33,554,432 entries', () => {
    const { length, bytes } = newStatusList(33_554_432)
    expect([length, bytes.length]).toEqual([33_554_432, 4_194_304])
  })

  test('a list has no entry beyond its length, whatever its bytes hold', () => {
    const short = { length: 8, bytes: new Uint8Array(4).fill(0xff) }
    const refused = expect.objectContaining({ code: 'OB_STATUS_RANGE' })
    expect([readStatus(short, 7), readStatus(short, 3, 2), readStatus(short, 0, 8)]).toEqual([1, 3, 255])
    for (const [index, size] of [
      [8, 1],
      [4, 2],
      [5, 2],
      [1, 8],
    ] as const)
      expect(() => readStatus(short, index, size)).toThrow(refused)
    const none = { length: 8, bytes: new Uint8Array(4) }
    for (const index of [8, 9, -1, 0.5, Number.NaN, 2 ** 32]) expect(() => setStatus(none, index)).toThrow(refused)
  })

  test('an entry is set once and inside its list', () => {
    const once = setStatus(newStatusList(), 5)
    const oneWay = { code: 'OB_STATUS_ONE_WAY', message: 'Entry 5 is set already.' }
    expect(() => setStatus(once, 5)).toThrow(expect.objectContaining(oneWay))
    for (const [index, size] of [
      [-1, 1],
      [0.5, 1],
      [131_072, 1],
      [0, 0],
      [0, 33],
      [0, 1.5],
      [65_536, 2],
    ] as const)
      expect(() => readStatus(once, index, size)).toThrow(expect.objectContaining({ code: 'OB_STATUS_RANGE' }))
  })

  test('a list has no entry beyond its bytes, whatever length it states', () => {
    const short = { length: 131_072, bytes: new Uint8Array(2) }
    const refused = expect.objectContaining({ code: 'OB_STATUS_RANGE', message: 'There is no entry 16.' })
    expect([readStatus(short, 15), readStatus(setStatus(short, 15), 15)]).toEqual([0, 1])
    expect(() => readStatus(short, 16)).toThrow(refused)
    expect(() => setStatus(short, 16)).toThrow(refused)
  })

  test('a list whose bits do not fill it, or that ends before it begins, is not built', () => {
    const input = { id: LIST, issuer: DID, purpose: 'revocation', ttlMs: 1, crypto, validFrom: FROM }
    const good = { ...input, bits: newStatusList(), validUntil: new Date('2026-11-30T00:00:00Z') }
    expect(() => buildStatusList({ ...good, bits: { length: 262_144, bytes: new Uint8Array(16_384) } })).toThrow(
      expect.objectContaining({ code: 'OB_STATUS_LENGTH', message: 'The list is too short.' }),
    )
    const backwards = { code: 'OB_DRAFT_INVALID', path: '/validUntil', message: 'The list ends before it begins.' }
    expect(() => buildStatusList({ ...good, validUntil: FROM })).toThrow(expect.objectContaining(backwards))
    const within = new Date(FROM.getTime() + 999)
    expect(() => buildStatusList({ ...good, validUntil: within })).toThrow(expect.objectContaining(backwards))
  })

  test.each<[string, object, string]>([
    ['an address that is none', { id: 'not a url' }, '/id'],
    ['an issuer nobody finds', { issuer: 'nobody' }, '/issuer'],
    ['no purpose', { purpose: '' }, '/credentialSubject/statusPurpose'],
    ['a time to live before now', { ttlMs: -1 }, '/credentialSubject/ttl'],
    ['half a millisecond', { ttlMs: 0.5 }, '/credentialSubject/ttl'],
    ['a date that is none', { validFrom: new Date(Number.NaN) }, '/validFrom'],
  ])('a list with %s is not built', (_what, change, path) => {
    const good = { id: LIST, issuer: DID, purpose: 'revocation', ttlMs: 0, crypto, bits: newStatusList() }
    const times = { validFrom: FROM, validUntil: new Date('2026-11-30T00:00:00Z') }
    expect(buildStatusList({ ...good, ...times })).toMatchObject({ credentialSubject: { ttl: 0 } })
    expect(() => buildStatusList({ ...good, ...times, ...change })).toThrow(
      expect.objectContaining({ code: 'OB_DRAFT_INVALID', path }),
    )
  })
})

describe('a 1EdTech revocation list', () => {
  const url = 'https://cairn.example/issuers/lakeside/revocations'
  const status = { id: url, type: '1EdTechRevocationList' }
  const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
  const document = (more: JsonObject = {}) => plain(status, { '@context': [V2, EXTENSIONS], ...more })
  const built = (...ids: readonly string[]) =>
    buildRevocationList({ id: url, issuer: DID, revoked: ids.map((id) => ({ id })) })
  const answer = async (body: JsonObject) =>
    told(await judge(await document(), { material: material(fetched(url, body)) }))

  test('what we build is what we read', async () => {
    expect(await answer(built())).toEqual(['valid'])
    expect(await answer(built('https://issuer.example/c/2'))).toEqual(['valid'])
    expect(await answer(built('https://issuer.example/c/2', 'https://issuer.example/c/1'))).toEqual([
      'invalid',
      'STATUS_REVOKED',
    ])
    expect(buildRevocationList({ id: url, issuer: DID, revoked: [{ id: 'urn:x:1', reason: 'In error' }] })).toEqual({
      id: url,
      issuer: DID,
      revokedCredential: [{ id: 'urn:x:1', revoked: true, revocationReason: 'In error' }],
    })
  })

  test.each<[string, JsonValue, readonly string[]]>([
    ['the same id written with escapes', [{ id: 'https://issuer.example/c/%31 ' }], ['invalid', 'STATUS_REVOKED']],
    ['the id alone', ['https://issuer.example/c/1'], ['invalid', 'STATUS_REVOKED']],
    ['one entry, not in a list', { id: 'https://issuer.example/c/1' }, ['invalid', 'STATUS_REVOKED']],
    ['revoked: "no"', [{ id: 'https://issuer.example/c/1', revoked: 'no' }], ['invalid', 'STATUS_REVOKED']],
    ['an entry without an id', [{ revoked: true }], ['valid']],
    ['a text in its place', 'none', ['unknown', 'STATUS_LIST_PROOF']],
  ])('%s', async (_name, revokedCredential, expected) => {
    expect(await answer({ ...built(), revokedCredential })).toEqual(expected)
  })

  test('A-foreign-status-list: of another issuer, or about a credential without an id, it says nothing', async () => {
    expect(await answer({ ...built(), issuer: OTHER })).toEqual(['unknown', 'STATUS_LIST_PROOF'])
    const { id: _id, proof: _proof, ...nameless } = await document()
    const report = await judge(await sign(nameless), { material: material(fetched(url, built())) })
    expect(told(report)).toEqual(['unknown', 'STATUS_LIST_PROOF'])
  })

  test('a relative id, or one named twice, is not built', () => {
    const refusal = (id: string, issuer: string, ...ids: readonly string[]) => {
      try {
        return buildRevocationList({ id, issuer, revoked: ids.map((one) => ({ id: one })) })
      } catch (cause) {
        const { code, path, message } = cause as OpenBadgesError
        return [code, path, message]
      }
    }
    const relative = 'must be an absolute IRI'
    expect(refusal('/revocations', DID)).toEqual(['OB_DRAFT_INVALID', '/id', relative])
    expect(refusal(url, 'us')).toEqual(['OB_DRAFT_INVALID', '/issuer', relative])
    expect(refusal(url, DID, 'x')).toEqual(['OB_DRAFT_INVALID', '/revokedCredential/0/id', relative])
    const [twice, path] = ['This credential is named twice.', '/revokedCredential/1/id']
    expect(refusal(url, DID, 'urn:x:1', 'urn:x:1')).toEqual(['OB_SHAPE_DUPLICATE', path, twice])
  })

  test('has at most 1 MiB, as whatever is fetched', async () => {
    const body = new TextDecoder().decode(fetched(url, built()).body)
    const long = async (length: number) => {
      const list = { ...fetched(url, {}), body: new TextEncoder().encode(body.padEnd(length)) }
      return told(await judge(await document(), { material: material(list) }))
    }
    expect(await long(1_048_576)).toEqual(['valid'])
    expect(await long(1_048_577)).toEqual(['unknown', 'STATUS_UNREACHABLE'])
  })

  test('its age is when it was fetched', async () => {
    const report = await judge(await document(), { material: material(fetched(url, built())) })
    expect([report.statusAsOf, report.statusLists]).toEqual([GOLDEN_NOW, undefined])
  })
})

test('A-foreign-status-list: a list signed by somebody else in the name of the issuer is not believed', async () => {
  const unsigned = JSON.parse(new TextDecoder().decode((await list()).body)) as JsonObject
  const { proof: _proof, ...rest } = unsigned
  const forged = { ...(await sign({ ...rest, issuer: OTHER }, otherSigner, FROM)), issuer: DID }
  const report = await judge(signed, { material: material(fetched(LIST, forged)) })
  expect([codes(report), report.statusLists, DRAFT.id]).toEqual([['STATUS_LIST_PROOF'], undefined, DRAFT.id])
})
