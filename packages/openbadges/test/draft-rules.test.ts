import { expect, test } from 'vitest'
import { buildCredential, type CredentialDraft, toBytes } from '../src/index.ts'
import { GOLDEN_DRAFT } from './golden-draft.ts'

test.each<[string, (draft: CredentialDraft) => CredentialDraft, string]>([
  [
    'an e-mail address in clear',
    (d) => ({ ...d, subject: { ...d.subject, email: { value: 'a@b.example', salt: 'x' } } }),
    'OB_DRAFT_INVALID',
  ],
  ['an issuer without a url', (d) => ({ ...d, issuer: { id: d.issuer.id, name: 'X' } }), 'OB_DRAFT_INVALID'],
  [
    'an alignment twice',
    (d) => ({
      ...d,
      achievement: {
        ...d.achievement,
        alignment: [...(d.achievement.alignment ?? []), ...(d.achievement.alignment ?? [])],
      },
    }),
    'OB_SHAPE_DUPLICATE',
  ],
  ['a control character', (d) => ({ ...d, achievement: { ...d.achievement, name: 'a\u0007b' } }), 'OB_TEXT_FORBIDDEN'],
  ['a lone surrogate', (d) => ({ ...d, achievement: { ...d.achievement, name: 'a\ud800b' } }), 'OB_TEXT_FORBIDDEN'],
  [
    'criteria beyond 8,000 characters',
    (d) => ({ ...d, achievement: { ...d.achievement, criteria: { narrative: 'x'.repeat(8_001) } } }),
    'OB_TOO_LARGE',
  ],
  ['an empty text', (d) => ({ ...d, achievement: { ...d.achievement, humanCode: '' } }), 'OB_DRAFT_INVALID'],
  ['more credits earned than available', (d) => ({ ...d, creditsEarned: 16 }), 'OB_DRAFT_INVALID'],
  ['fewer credits than none', (d) => ({ ...d, creditsEarned: -1 }), 'OB_DRAFT_INVALID'],
  ['a third decimal', (d) => ({ ...d, creditsEarned: 1.005 }), 'OB_DRAFT_INVALID'],
  ['a criterion without result', (d) => ({ ...d, results: d.results.slice(1) }), 'OB_DRAFT_INVALID'],
  [
    'a level of another criterion',
    (d) => ({
      ...d,
      results: d.results.map((r) => (r.achievedLevel ? { ...r, achievedLevel: 'https://other.example/#l' } : r)),
    }),
    'OB_DRAFT_INVALID',
  ],
  ['an id with a space', (d) => ({ ...d, id: 'https://cairn.example/c/a b' }), 'OB_DRAFT_INVALID'],
  ['an id that is no address', (d) => ({ ...d, id: '/c/1' }), 'OB_DRAFT_INVALID'],
  ['an end before its beginning', (d) => ({ ...d, validUntil: d.validFrom }), 'OB_DRAFT_INVALID'],
  [
    'a status index below 0',
    (d) => ({ ...d, status: { method: 'bitstring', list: 'https://cairn.example/l', index: -1 } }),
    'OB_DRAFT_INVALID',
  ],
])('the builder refuses %s', (_name, change, code) => {
  expect(() => buildCredential(change(GOLDEN_DRAFT))).toThrow(expect.objectContaining({ code }))
})

test.each<[string, (draft: CredentialDraft) => CredentialDraft]>([
  [
    'criteria of 8,000 characters',
    (d) => ({ ...d, achievement: { ...d.achievement, criteria: { narrative: 'x'.repeat(8_000) } } }),
  ],
  ['as many credits as are available', (d) => ({ ...d, creditsEarned: 15 })],
  ['no credit at all', (d) => ({ ...d, creditsEarned: 0 })],
  ['two decimals', (d) => ({ ...d, creditsEarned: 1.25 })],
  ['a tab and a new line', (d) => ({ ...d, achievement: { ...d.achievement, name: 'a\tb\nc' } })],
])('the builder takes %s', (_name, change) => {
  expect(buildCredential(change(GOLDEN_DRAFT)).id).toBe(GOLDEN_DRAFT.id)
})

test('the builder takes 262,144 bytes, and not one more', () => {
  const tags = (count: number, last: number) => {
    const tag = [...new Array<string>(count).fill('x'.repeat(997)), 'x'.repeat(last)]
    return { ...GOLDEN_DRAFT, achievement: { ...GOLDEN_DRAFT.achievement, tag } }
  }
  const size = (draft: CredentialDraft) => toBytes(buildCredential(draft)).length
  const last = 262_144 - size(tags(250, 1)) + 1
  expect(size(tags(250, last))).toBe(262_144)
  expect(() => buildCredential(tags(250, last + 1))).toThrow(expect.objectContaining({ code: 'OB_TOO_LARGE' }))
})
