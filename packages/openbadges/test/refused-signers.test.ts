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
  test.each<[string, Signer, JsonObject, string, string?]>([
    ['by a key of another kind', rsaSigner(issuerSigner.id), {}, 'OB_SIGNER_MISMATCH'],
    ['by another issuer', otherSigner, {}, 'OB_SIGNER_MISMATCH', '/issuer'],
    ['for an issuer without a name of its own', issuerSigner, { issuer: 'somebody' }, 'OB_SIGNER_MISMATCH', '/issuer'],
    ['twice', issuerSigner, { proof: [] }, 'OB_SIGN_FAILED', '/proof'],
    ['with too short a signature', by({ sign: async () => new Uint8Array(63) }), {}, 'OB_SIGN_FAILED'],
    ['with too long a signature', by({ sign: async () => new Uint8Array(65) }), {}, 'OB_SIGN_FAILED'],
  ])('%s', async (_name, signer, change, code, path) => {
    expect((await refusal(embedded(signer, change))).slice(0, 2)).toEqual([code, path])
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
