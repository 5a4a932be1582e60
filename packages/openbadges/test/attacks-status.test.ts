import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64url } from '../src/encoding/base64url.ts'
import { gunzip } from '../src/encoding/gzip.ts'
import { concat, utf8 } from '../src/encoding/text.ts'
import {
  buildCredential,
  buildStatusList,
  type Fetched,
  type JsonObject,
  type JsonValue,
  newStatusList,
  setStatus,
  toBytes,
  verify,
  verifyWithFetch,
} from '../src/index.ts'
import { DRAFT, LIST, list, OTHER, otherSigner, sign, signed, told, unsigned } from './ground.ts'
import { contexts, crypto, DID, fast, fetched, GOLDEN_NOW, judge, material } from './support.ts'

const MIB = 1024 * 1024

/** One gzip member of so many MiB of zeros: the same packed MiB again and again. 512 of them fit into half a megabyte. */
function zeros(count: number): Uint8Array {
  const mib = new Uint8Array(MIB)
  const once = deflateRawSync(mib, { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const sums = new DataView(new ArrayBuffer(8))
  let sum = 0
  for (let i = 0; i < count; i++) sum = crc32(mib, sum)
  sums.setUint32(0, sum, true)
  sums.setUint32(4, count * MIB, true)
  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
  return Buffer.concat([header, ...new Array(count).fill(once), Uint8Array.of(3, 0), new Uint8Array(sums.buffer)])
}

/** Counts the bytes that are looked at, in every view of them. */
function watched(bytes: Uint8Array, seen: { count: number }): Uint8Array {
  return new Proxy(bytes, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) seen.count++
      const value = Reflect.get(target, name, target)
      if (name === 'subarray') return (...range: [number, number]) => watched(target.subarray(...range), seen)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

describe('A-status-list-gzip-bomb', () => {
  const bomb = zeros(512)

  test('4 MiB are read, more are not, and of 512 MiB no more than 4 are unpacked', () => {
    for (const read of [gunzip, crypto.gunzip]) {
      expect(read(zeros(4), 4 * MIB)).toHaveLength(4 * MIB)
      expect(() => read(zeros(5), 4 * MIB)).toThrow()
      const before = process.memoryUsage().arrayBuffers
      expect(() => read(bomb, 4 * MIB)).toThrow(/large/)
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MIB)
    }
    const seen = { count: 0 }
    expect(() => gunzip(watched(bomb, seen), 4 * MIB)).toThrow('large')
    // A hundredth of it: four of 512 packed MiB, and what stands around them.
    expect([bomb.length > 500_000, seen.count > 4_000, seen.count < 6_000]).toEqual([true, true, true])
  })

  test('a list of 512 MiB leaves the status unknown, is unpacked once, to 4 MiB, and costs the signature nothing', async () => {
    const given: number[] = []
    const counting = {
      ...crypto,
      gunzip(data: Uint8Array, maxBytes: number) {
        given.push(data.length, maxBytes)
        return crypto.gunzip(data, maxBytes)
      },
    }
    const change = (document: JsonObject) => ({
      ...document,
      credentialSubject: { ...(document.credentialSubject as JsonObject), encodedList: `u${base64url(bomb)}` },
    })
    const report = await verify(signed, {
      ...{ material: material(await list(change)), now: GOLDEN_NOW, crypto: counting, contexts, canonicalizer: fast },
    })
    expect(told(report)).toEqual(['unknown', 'STATUS_LIST_PROOF'])
    expect(given).toEqual([bomb.length, 4 * MIB])
    expect(report.checks.find(({ name }) => name === 'proof')?.result).toBe('pass')
  })
})

describe('status', () => {
  test('a set bit revokes', async () => {
    expect(
      told(await judge(signed, { material: material(await list(undefined, setStatus(newStatusList(), 94_512))) })),
    ).toEqual(['invalid', 'STATUS_REVOKED'])
  })

  // The first entry is set: what was taken for 0 would be revoked.
  const firstSet = list(undefined, setStatus(newStatusList(), 0))
  const atIndex = async (statusListIndex: JsonValue | undefined) => {
    const status = { ...(unsigned.credentialStatus as JsonObject), statusListIndex }
    return judge(await sign({ ...unsigned, credentialStatus: status }), { material: material(await firstSet) })
  }

  test.each<JsonValue | undefined>([
    ...['-1', '-0', '+1', '1.5', '0.0', '1e3', '0x0', '00', '007', '9007199254740992', '131072', '9'.repeat(400)],
    ...['', ' ', ' 1', '1 ', '1\n', '1,2', '１', '٠', 'NaN', 'Infinity', 'null', 'zero'],
    ...[0, 94_512, -1, 1.5, true, false, undefined],
  ])('A-status-index-shapes: %j', async (index) => {
    expect(told(await atIndex(index))).toEqual(['invalid', 'STATUS_RANGE_ERROR'])
  })

  test('A-status-index-shapes: only the shortest decimal of a place in the list is one', async () => {
    const near = fc.oneof(fc.string({ maxLength: 6 }), fc.mixedCase(fc.constantFrom('0e0', '0b1', '0x1')))
    const number = fc.oneof(fc.integer({ min: -10, max: 140_000 }), fc.double()).map(String)
    await fc.assert(
      fc.asyncProperty(fc.oneof(near, number), async (text) => {
        const place = /^(?:0|[1-9]\d{0,5})$/.test(text) && Number(text) < 131_072
        const other = text === '0' ? ['invalid', 'STATUS_REVOKED'] : ['valid']
        expect([text, ...told(await atIndex(text))]).toEqual([
          text,
          ...(place ? other : ['invalid', 'STATUS_RANGE_ERROR']),
        ])
      }),
      { numRuns: 30, seed: 20_261_129 },
    )
  })

  function packed(encodedList: string) {
    return (document: JsonObject): JsonObject => ({
      ...document,
      credentialSubject: { ...(document.credentialSubject as JsonObject), encodedList },
    })
  }
  const gzip = (bytes: Uint8Array) => Uint8Array.from(crypto.gzip(bytes))
  const full = new Uint8Array(16_384)
  const encoded = (bytes: Uint8Array) => `u${base64url(bytes)}`
  const answer = async (encodedList: string) =>
    told(await judge(signed, { material: material(await list(packed(encodedList))) }))
  const patched = (change: (bytes: Uint8Array) => void) => {
    const bytes = gzip(full)
    change(bytes)
    return encoded(bytes)
  }

  test('what the refusals below begin with is a good list', async () => {
    expect(await answer(encoded(gzip(full)))).toEqual(['valid'])
  })

  test.each<[string, string, string]>([
    [
      'A-short-status-list: fewer than 131,072 entries',
      encoded(gzip(new Uint8Array(16_383))),
      'STATUS_LIST_LENGTH_ERROR',
    ],
    ['A-short-status-list: none', encoded(gzip(new Uint8Array())), 'STATUS_LIST_LENGTH_ERROR'],
    ...(
      [
        ['two members', encoded(concat(gzip(full), gzip(full)))],
        ['an empty member first', encoded(concat(gzip(new Uint8Array()), gzip(full)))],
        ['an empty member last', encoded(concat(gzip(full), gzip(new Uint8Array())))],
        ['trailing bytes', encoded(concat(gzip(full), Uint8Array.of(0)))],
        ['a cut end', encoded(gzip(full).slice(0, -1))],
        ['another sum', patched((bytes) => bytes.fill(0, -8, -4))],
        ['another length', patched((bytes) => bytes.fill(0, -4))],
        ['a flag that is kept free', patched((bytes) => bytes.set([0x20], 3))],
        ['another method', patched((bytes) => bytes.set([7], 2))],
        ['another prefix', `z${base64url(gzip(full))}`],
        ['no prefix', base64url(gzip(full))],
        ['the prefix alone', 'u'],
        ['nothing', ''],
        ['padding', `${encoded(gzip(full))}=`],
        ['a line break', `${encoded(gzip(full))}\n`],
        ['bits behind the last byte', encoded(gzip(full)).replace(/.$/, (last) => (last === 'A' ? 'B' : `${last}A`))],
        ['zlib', encoded(deflateSync(full))],
        ['packed without a header', encoded(deflateRawSync(full))],
        ['not packed at all', encoded(full)],
      ] as const
    ).map(([what, list]): [string, string, string] => [
      `A-status-encoding-variants: ${what}`,
      list,
      'STATUS_LIST_PROOF',
    ]),
  ])('%s', async (_name, encodedList, code) => {
    expect(await answer(encodedList)).toEqual(['unknown', code])
  })

  test('A-status-encoding-variants: with any byte changed, added or left out it is refused, or says the same', () => {
    const bits = setStatus(setStatus(newStatusList(), 94_512), 7)
    const member = gzip(bits.bytes)
    const read = (bytes: Uint8Array) => {
      try {
        return gunzip(bytes, 4 * MIB)
      } catch {
        return bits.bytes
      }
    }
    fc.assert(
      fc.property(fc.nat(member.length - 1), fc.nat(255), fc.nat(2), (at, byte, kept) => {
        const changed = concat(member.slice(0, at), Uint8Array.of(byte), member.slice(at + kept))
        expect(Buffer.compare(read(changed), bits.bytes)).toBe(0)
      }),
      { numRuns: 150, seed: 20_261_129 },
    )
  })

  test('A-foreign-status-list: signed by another, unsigned, for another purpose, or another list', async () => {
    const own = buildStatusList({
      id: LIST,
      issuer: DID,
      purpose: 'revocation',
      bits: newStatusList(),
      validFrom: new Date('2026-11-23T00:00:00Z'),
      validUntil: new Date('2026-11-30T00:00:00Z'),
      ttlMs: 1,
      crypto,
    })
    const foreign = await sign({ ...own, issuer: OTHER }, otherSigner)
    const bodies: JsonObject[] = [foreign, { ...foreign, issuer: DID }, own]
    for (const body of bodies)
      expect(told(await judge(signed, { material: material(fetched(LIST, body)) }))).toEqual([
        'unknown',
        'STATUS_LIST_PROOF',
      ])
    const purpose = await list((document) => ({
      ...document,
      credentialSubject: { ...(document.credentialSubject as JsonObject), statusPurpose: 'suspension' },
    }))
    const id = await list((document) => ({ ...document, id: `${LIST}0` }))
    for (const one of [purpose, id])
      expect(told(await judge(signed, { material: material({ ...one, url: LIST }) }))).toEqual([
        'unknown',
        'STATUS_LIST_PROOF',
      ])
  })

  test.each([
    ['in time', '2026-11-30T00:00:00Z', 0, 'valid'],
    ['expired', '2026-11-30T00:00:01Z', 0, 'unknown'],
    ['clock 5 s behind', '2026-11-22T23:59:55Z', 0, 'valid'],
    ['clock 600 s behind', '2026-11-22T23:50:00Z', 0, 'unknown'],
    ['kept longer than its ttl', '2026-11-24T00:00:00Z', 3_600_000, 'unknown'],
  ])('A-stale-status-list: %s', async (_name, now, age, verdict) => {
    const at = new Date(now)
    const report = await judge(signed, {
      now: at,
      material: material({ ...(await list()), at: new Date(at.getTime() - age) }),
    })
    expect(told(report)).toEqual(verdict === 'valid' ? ['valid'] : ['unknown', 'STATUS_STALE'])
    const dates = report.checks.flatMap(({ findings }) => findings.map(({ detail }) => detail?.date))
    expect(dates).toEqual(verdict === 'valid' ? [] : ['2026-11-23T00:00:00Z'])
  })

  test.each<[string, () => Promise<Fetched>]>([
    ['down', () => Promise.reject(new Error('down'))],
    ['500', async () => ({ ...(await list()), status: 500 })],
    ['HTML with 200', async () => fetched(LIST, utf8('<html>'))],
  ])('A-status-host-failing: %s', async (_name, answer) => {
    const report = await verifyWithFetch(toBytes(signed), {
      fetch: answer,
      clock: () => GOLDEN_NOW,
      crypto,
      contexts,
      canonicalizer: fast,
    })
    expect(told(report)).toEqual(['unknown', 'STATUS_UNREACHABLE'])
    expect(report.checks.find(({ name }) => name === 'proof')?.result).toBe('pass')
  })

  test('a 1EdTech revocation list is read', async () => {
    const url = 'https://cairn.example/issuers/lakeside/revocations'
    const document = await sign(buildCredential({ ...DRAFT, status: { method: '1edtech', url } }))
    const answer = (revokedCredential: JsonValue) =>
      judge(document, { material: material(fetched(url, { id: url, issuer: DID, revokedCredential })) })
    expect((await answer([])).verdict).toBe('valid')
    expect((await answer([{ id: DRAFT.id, revoked: false }])).verdict).toBe('valid')
    expect(told(await answer([{ id: DRAFT.id }]))).toEqual(['invalid', 'STATUS_REVOKED'])
  })
})
