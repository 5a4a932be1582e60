import type { Report } from '@cairn/openbadges'
import { expect, test } from 'vitest'
import { judgementOf } from './verdict.ts'

const report = (standard: Report['standard'], type: readonly string[]) =>
  ({ verdict: 'valid', standard, checks: [], claims: { type } }) as unknown as Report

test.each([
  ['a credential', 'ob3', ['VerifiableCredential', 'OpenBadgeCredential'], 'signed'],
  ['an assertion of Open Badges 2', 'ob2', ['Assertion'], 'signed'],
  ['a badge of Open Badges 2, awarded to nobody', 'ob2', ['BadgeClass'], 'unreadable'],
  ['an issuer of Open Badges 2', 'ob2', ['Issuer'], 'unreadable'],
] as const)('%s of somebody else that holds → %s', (_what, standard, type, label) => {
  const { label: said, finding } = judgementOf(report(standard, type), { own: false })
  expect([said, finding?.code]).toEqual([label, label === 'unreadable' ? 'SHAPE_SUBJECT' : undefined])
})
