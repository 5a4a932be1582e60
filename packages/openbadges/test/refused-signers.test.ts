import { describe, expect, test } from 'vitest'
import { addProof, type JsonObject, type Signer, signEmbedded, type UnsignedCredential } from '../src/index.ts'
import { DRAFT, otherSigner, sign, signed, unsigned } from './ground.ts'
import { crypto, fast, issuerSigner, rsaSigner } from './support.ts'

async function refusal(making: Promise<unknown>) {
  return making.then(
    () => 'nothing',
    (cause: { code: string; path?: string; message: string }) => [cause.code, cause.path, cause.message],
  )
}

function by(change: Partial<Signer>): Signer {
  return { ...issuerSigner, sign: (data) => issuerSigner.sign(data), ...change }
}

function embedded(signer: Signer, change: JsonObject = {}) {
  const document = { ...unsigned, ...change } as unknown as UnsignedCredential
  return signEmbedded({ unsigned: document, signer, created: DRAFT.validFrom, canonicalizer: fast, crypto })
}

describe('no credential is signed', () => {
  const foreign = 'OB_SIGNER_MISMATCH /issuer The key belongs to another issuer.'
  const long = (length: number) => `OB_SIGN_FAILED  An Ed25519 signature has 64 bytes, not ${length}.`
  test.each<[string, Signer, JsonObject, string]>([
    [
      'by a key of another kind',
      rsaSigner(issuerSigner.id),
      {},
      'OB_SIGNER_MISMATCH  eddsa-rdfc-2022 needs an Ed25519 key.',
    ],
    ['by another issuer', otherSigner, {}, foreign],
    ['for an issuer without a name of its own', issuerSigner, { issuer: 'somebody' }, foreign],
    ['twice', issuerSigner, { proof: [] }, 'OB_SIGN_FAILED /proof The document has a proof already.'],
    ['with too short a signature', by({ sign: async () => new Uint8Array(63) }), {}, long(63)],
    ['with too long a signature', by({ sign: async () => new Uint8Array(65) }), {}, long(65)],
    [
      'with words that are sorted in two ways',
      issuerSigner,
      { name: ['\uff21', '😀'] },
      'OB_CANON_AMBIGUOUS  The sort order of this text is not the same everywhere.',
    ],
    ['with a word of no vocabulary', issuerSigner, { odd: 1 }, 'OB_CANON_FAILED odd No canonical form (term): odd'],
  ])('%s', async (_name, signer, change, told) => {
    const [code, path = '', message] = await refusal(embedded(signer, change))
    expect(`${code} ${path} ${message}`).toBe(told)
  })

  test('on no day', async () => {
    const document = unsigned as unknown as UnsignedCredential
    const created = new Date(Number.NaN)
    const signing = signEmbedded({ unsigned: document, signer: issuerSigner, created, canonicalizer: fast, crypto })
    expect((await refusal(signing)).slice(0, 2)).toEqual(['OB_DRAFT_INVALID', '/proof/0/created'])
  })

  test('when the signer fails, and the reason is told', async () => {
    const failing = by({ sign: () => Promise.reject(new Error('the key is locked')) })
    expect(await refusal(embedded(failing))).toEqual(['OB_SIGN_FAILED', undefined, 'the key is locked'])
    const odd = by({ sign: () => Promise.reject('locked') })
    expect(await refusal(embedded(odd))).toEqual(['OB_SIGN_FAILED', undefined, 'The signer failed.'])
    const added = addProof({ signed, signer: odd, created: DRAFT.validFrom, canonicalizer: fast, crypto })
    expect(await refusal(added)).toEqual(['OB_SIGN_FAILED', undefined, 'The signer failed.'])
  })
})

test('the issuer may be named by its address alone', async () => {
  const named = await sign({ ...unsigned, issuer: DRAFT.issuer.id } as unknown as JsonObject)
  expect(named.issuer).toBe(DRAFT.issuer.id)
})
