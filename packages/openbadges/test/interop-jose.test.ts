import fc from 'fast-check'
import { CompactSign, compactVerify, importJWK, type JWK, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { signJwt, type UnsignedCredential } from '../src/index.ts'
import { told } from './ground.ts'
import { SIGNERS, trusted, unlisted } from './jwt-ground.ts'
import { exchanged, judge, type TestSigner } from './support.ts'

const ROUNDS = exchanged(25, SIGNERS.length)
const NAMES = { RS256: 'RS256', ES256: 'ES256', ES384: 'ES384', ES512: 'ES512', Ed25519: 'EdDSA' } as const

const named = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((name) => ({ ...unlisted, name }) as UnsignedCredential)

const secretOf = (signer: TestSigner): JWK => signer.privateKey.export({ format: 'jwk' }) as JWK

describe.each(SIGNERS)('jose and this library, $algorithm', (signer) => {
  const alg = NAMES[signer.algorithm]

  test('jose verifies what is signed here, to the letter', async () => {
    const key = await importJWK({ ...signer.jwk } as JWK, alg)
    await fc.assert(
      fc.asyncProperty(named, async (unsigned) => {
        const token = await signJwt({ unsigned, signer, form: 'w3c' })
        const { payload, protectedHeader } = await compactVerify(token, key)
        expect(protectedHeader).toEqual({ alg, kid: signer.id, typ: 'vc+jwt', cty: 'vc' })
        expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject(unsigned)
      }),
      { numRuns: ROUNDS },
    )
  })

  test('what jose signs is verified here, and not under another text', async () => {
    const key = await importJWK(secretOf(signer), alg)
    await fc.assert(
      fc.asyncProperty(named, async (unsigned) => {
        const token = await new CompactSign(Buffer.from(JSON.stringify(unsigned)))
          .setProtectedHeader({ alg, kid: signer.id, typ: 'vc+jwt', cty: 'vc' })
          .sign(key)
        expect(told(await judge(token, { material: trusted }))).toEqual(['valid'])
        const [header, , signature] = token.split('.')
        const other = Buffer.from(JSON.stringify({ ...unsigned, name: `${unsigned.name} ` })).toString('base64url')
        expect(told(await judge(`${header}.${other}.${signature}`, { material: trusted }))).toEqual([
          'invalid',
          'PROOF_VALUE',
        ])
      }),
      { numRuns: ROUNDS },
    )
  })

  test('a JWT of jose with the claims of Open Badges 3.0 is verified here', async () => {
    const { validFrom, validUntil, issuer, id, credentialSubject } = unlisted
    const token = await new SignJWT({ ...unlisted })
      .setProtectedHeader({ alg, kid: signer.id, typ: 'JWT' })
      .setIssuer((issuer as { id: string }).id)
      .setJti(String(id))
      .setSubject((credentialSubject as { id: string }).id)
      .setNotBefore(new Date(String(validFrom)))
      .setExpirationTime(new Date(String(validUntil)))
      .sign(await importJWK(secretOf(signer), alg))
    expect(told(await judge(token, { material: trusted }))).toEqual(['valid'])
  })
})
