import { describe, expect, test } from 'vitest'
import { bake, type JsonObject, toBytes, unbake } from '../src/index.ts'
import { sign, unsigned } from './ground.ts'
import { PNG } from './images.ts'
import { raw, trusted, unlisted } from './jwt-ground.ts'
import { ecSigner, judge } from './support.ts'

/** Every bit in the long run; while working one in this many. */
const EVERY = process.env.OPENBADGES_MUTANTS === undefined ? 61 : 1

// A credential with nothing that may be left out.
const { achievement, id } = unsigned.credentialSubject as { achievement: JsonObject; id: string }
const small: JsonObject = {
  '@context': unsigned['@context'],
  id: 'urn:c',
  type: unsigned.type,
  issuer: (unsigned.issuer as { id: string }).id,
  validFrom: '2026-11-20T16:05:00Z',
  credentialSubject: {
    id,
    type: ['AchievementSubject'],
    achievement: {
      id: 'urn:a',
      type: ['Achievement'],
      name: 'A',
      description: 'B',
      criteria: { narrative: 'C' },
      tag: [...(achievement.tag as readonly string[])],
    },
  },
}
const SIGNER = ecSigner('P-256', '0badcafe', 'did:web:tokens.example#p256')
const { evidence: _evidence, ...payload } = unlisted as unknown as JsonObject
const credential = toBytes(await sign(small))
const token = new TextEncoder().encode(
  await raw(
    { alg: 'ES256', kid: SIGNER.id, typ: 'vc+jwt' },
    { ...small, issuer: (payload.issuer as { id: string }).id },
    SIGNER,
  ),
)

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** What the bytes say: a JSON value, or the bytes that the parts of a token stand for. */
function meaning(bytes: Uint8Array): string {
  try {
    return JSON.stringify(JSON.parse(textOf(bytes)))
  } catch {
    return textOf(bytes)
      .trim()
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('hex'))
      .join('.')
  }
}

describe.each([
  ['a credential', credential],
  ['a token', token],
])('a single changed bit in the bytes of %s', (_name, bytes) => {
  test('is refused, or what the bytes say is the same', async () => {
    expect((await judge(bytes, { material: trusted })).verdict).toBe('valid')
    const [said, accepted] = [meaning(bytes), [] as number[]]
    for (let bit = 0; bit < bytes.length * 8; bit += EVERY) {
      const changed = Uint8Array.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7))
      const { verdict } = await judge(changed, { material: trusted })
      if (verdict === 'valid' && meaning(changed) !== said) accepted.push(bit)
    }
    expect(accepted).toEqual([])
  })
})

test('a single changed bit in a picture never changes what it carries and stays valid', async () => {
  const picture = bake(PNG, credential)
  const accepted: number[] = []
  for (let bit = 0; bit < picture.length * 8; bit += EVERY) {
    const changed = Uint8Array.from(picture)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7))
    if ((await judge(changed)).verdict === 'valid' && unbake(changed).text !== textOf(credential)) accepted.push(bit)
  }
  expect(accepted).toEqual([])
})
