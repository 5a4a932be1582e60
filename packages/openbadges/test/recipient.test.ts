import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue, VerifyOptions } from '../src/index.ts'
import { good, sign, told, unsigned } from './ground.ts'
import { judge } from './support.ts'

const EMAIL = 'maya@lakeside.example'

function digest(method: 'sha256' | 'md5', text: string): string {
  return createHash(method).update(text).digest('hex')
}

async function asked(entries: readonly JsonObject[], recipient: VerifyOptions['recipient'], subject: JsonObject = {}) {
  const credentialSubject = { ...(unsigned.credentialSubject as JsonObject), identifier: entries, ...subject }
  const document = await sign({ ...unsigned, credentialSubject } as unknown as JsonObject)
  const [verdict, ...codes] = told(await judge(document, { material: good, options: { recipient: recipient ?? {} } }))
  return verdict === 'valid' ? 'theirs' : codes.join()
}

function entry(identityHash: JsonValue, more: JsonObject = {}): JsonObject {
  return { type: 'IdentityObject', hashed: true, identityHash, identityType: 'emailAddress', ...more }
}

describe('whose credential it is', () => {
  test.each<[string, JsonObject, string]>([
    ['sha256 with a salt', entry(`sha256$${digest('sha256', `${EMAIL}s1`)}`, { salt: 's1' }), 'theirs'],
    ['sha256 without a salt', entry(`sha256$${digest('sha256', EMAIL)}`), 'theirs'],
    ['sha256 in capitals', entry(`sha256$${digest('sha256', EMAIL).toUpperCase()}`), 'theirs'],
    ['md5, as old badges have it', entry(`md5$${digest('md5', `${EMAIL}s1`)}`, { salt: 's1' }), 'theirs'],
    ['md5 called sha256', entry(`sha256$${digest('md5', EMAIL)}`), 'RECIPIENT_MISMATCH'],
    ['another salt', entry(`sha256$${digest('sha256', `${EMAIL}s1`)}`, { salt: 's2' }), 'RECIPIENT_MISMATCH'],
    ['a hash of no method', entry(digest('sha256', EMAIL)), 'RECIPIENT_MISMATCH'],
    ['a method that is not known', entry(`sha1$${digest('sha256', EMAIL)}`), 'RECIPIENT_MISMATCH'],
    ['the address itself', entry(EMAIL, { hashed: false }), 'theirs'],
    ['the address in other letters', entry(' Maya@Lakeside.example ', { hashed: false }), 'theirs'],
    ['the address, called hashed', entry(EMAIL), 'RECIPIENT_MISMATCH'],
    ['the hash, called plain', entry(`sha256$${digest('sha256', EMAIL)}`, { hashed: false }), 'RECIPIENT_MISMATCH'],
    ['the address as a name', entry(EMAIL, { hashed: false, identityType: 'name' }), 'RECIPIENT_MISMATCH'],
  ])('%s', async (_name, one, expected) => {
    expect(await asked([one], { email: ` ${EMAIL.toUpperCase()} ` })).toBe(expected)
  })

  test('one entry of several is enough, and every question must be answered', async () => {
    const name = entry('Maya Jackson', { hashed: false, identityType: 'name' })
    const mail = entry(EMAIL, { hashed: false })
    const { id } = unsigned.credentialSubject as { id: string }
    expect(await asked([entry('sha256$00'), mail, name], { email: EMAIL, name: 'maya jackson', id })).toBe('theirs')
    expect(await asked([mail], { email: EMAIL, name: 'Maya Jackson' })).toBe('RECIPIENT_MISMATCH')
    expect(await asked([mail, name], { email: EMAIL, id: 'urn:uuid:other' })).toBe('RECIPIENT_MISMATCH')
    expect(await asked([mail], {})).toBe('theirs')
    const result = async (recipient: VerifyOptions['recipient']) => {
      const { checks } = await judge(await sign(unsigned), { material: good, options: { recipient: recipient ?? {} } })
      return checks.find((check) => check.name === 'recipient')?.result
    }
    expect([await result({}), await result({ id })]).toEqual(['skipped', 'pass'])
  })
})
