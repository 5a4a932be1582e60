import { describe, expect, test } from 'vitest'
import {
  buildStatusList,
  newStatusList,
  openStatusList,
  readStatus,
  setStatus,
  setStatuses,
  signEmbedded,
  toBytes,
} from '../src/index.ts'
import { crypto, DID, general, issuerSigner } from './support.ts'

const LIST = { id: 'https://issuer.example/status/1', issuer: DID, purpose: 'revocation', ttlMs: 300_000 }
const days = (from: number) => ({
  validFrom: new Date(Date.UTC(2026, 10, from)),
  validUntil: new Date(Date.UTC(2026, 10, from + 7)),
  created: new Date(Date.UTC(2026, 10, from, 8)),
})

describe('publishing a status list again and again', () => {
  const versions = [
    { bits: newStatusList(), ...days(1) },
    { bits: setStatuses(newStatusList(), [0, 7, 131_071]), ...days(2) },
    { bits: setStatus(newStatusList(262_144), 200_000), ...days(3) },
  ]

  test('gives the bytes of building, signing and writing each version by itself', async () => {
    const publishing = openStatusList({ ...LIST, signer: issuerSigner, general, crypto })
    for (const { created, ...version } of versions) {
      const unsigned = buildStatusList({ ...LIST, ...version, crypto })
      const alone = await signEmbedded({ unsigned, signer: issuerSigner, created, canonicalizer: general, crypto })
      const bytes = await publishing.publish({ created, ...version })
      expect(Buffer.from(bytes).toString()).toBe(Buffer.from(toBytes(alone)).toString())
    }
  })

  test('refuses what building and signing refuse, and goes on afterwards', async () => {
    const publishing = openStatusList({ ...LIST, signer: issuerSigner, general, crypto })
    const good = { bits: newStatusList(), ...days(1) }
    const backwards = publishing.publish({ ...good, validUntil: good.validFrom })
    await expect(backwards).rejects.toMatchObject({ code: 'OB_DRAFT_INVALID' })
    const undated = publishing.publish({ ...good, created: new Date(Number.NaN) })
    await expect(undated).rejects.toMatchObject({ code: 'OB_DRAFT_INVALID', path: '/proof/0/created' })
    const short = publishing.publish({ ...good, bits: { length: 8, bytes: new Uint8Array(1) } })
    await expect(short).rejects.toMatchObject({ code: 'OB_STATUS_LENGTH' })
    expect(await publishing.publish(good)).toBeInstanceOf(Uint8Array)
    const foreign = openStatusList({ ...LIST, issuer: 'did:example:other', signer: issuerSigner, general, crypto })
    for (let turn = 0; turn < 2; turn++)
      await expect(foreign.publish(good)).rejects.toMatchObject({ code: 'OB_SIGNER_MISMATCH' })
  })
})

test('a list whose text is sorted in several ways is signed by itself each time', async () => {
  const named = { ...LIST, purpose: '\u{10000} and \uffff' }
  const version = { bits: newStatusList(), ...days(1) }
  const unsigned = buildStatusList({ ...named, ...version, crypto })
  const { created } = version
  const alone = await signEmbedded({ unsigned, signer: issuerSigner, created, canonicalizer: general, crypto })
  const publishing = openStatusList({ ...named, signer: issuerSigner, general, crypto })
  for (let turn = 0; turn < 2; turn++) expect(await publishing.publish(version)).toEqual(toBytes(alone))
})

describe('setting several bits', () => {
  test('is setting each, and leaves the given list as it was', () => {
    const before = newStatusList()
    const after = setStatuses(before, new Set([3, 8, 131_071]))
    expect([3, 8, 131_071, 4].map((index) => readStatus(after, index))).toEqual([1, 1, 1, 0])
    expect(readStatus(before, 3)).toBe(0)
    expect(after).toEqual([3, 8, 131_071].reduce(setStatus, before))
  })

  test('is refused for a bit that is set, is named twice, or is none', () => {
    const oneWay = expect.objectContaining({ code: 'OB_STATUS_ONE_WAY' })
    expect(() => setStatuses(setStatus(newStatusList(), 5), [4, 5])).toThrow(oneWay)
    expect(() => setStatuses(newStatusList(), [5, 5])).toThrow(oneWay)
    expect(() => setStatuses(newStatusList(), [5, 131_072])).toThrow(
      expect.objectContaining({ code: 'OB_STATUS_RANGE' }),
    )
  })
})
