import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '../../platform/ctx.ts'
import {
  endNeedsSecondPerson,
  mayAccept,
  mayAnswerProposal,
  mayAskToLink,
  mayChangePeople,
  mayEndRole,
  mayGrant,
  mayRefuseProposal,
  needsSecondPerson,
} from './policy.ts'
import { keyId } from './rules/did.ts'
import { isWithin, readTyped, SETTINGS, type SettingKey, settingOrDefault } from './rules/settings.ts'
import { slugOf } from './rules/slug.ts'

const now = new Date('2026-10-05T15:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
function actor(roles: readonly Role[], more: Partial<Actor> = {}): Actor {
  return {
    id: 'dana',
    kind: 'person',
    roles: new Set(roles),
    unitId: null,
    membershipId: null,
    stepUpAt: now,
    demo: false,
    ...more,
  }
}
const because = (verdict: { ok: boolean; because?: string }) => (verdict.ok ? null : verdict.because)

describe('addresses of organizations', () => {
  test.each([
    ['Lakeview Schools', 'lakeview-schools'],
    ['Escuelas de San José', 'escuelas-de-san-jose'],
    ['  P.S. 41 — Queens  ', 'p-s-41-queens'],
    ['Starter', 'starter-2'],
    ['Taken', 'taken-3'],
    ['學', 'org-1'],
    ['A', 'org-a'],
  ])('%s becomes %s', (name, slug) => expect(slugOf(name, new Set(['taken', 'taken-2']))).toBe(slug))

  test('a long name stays within the column and ends in no dash', () => {
    expect(slugOf(`${'a'.repeat(49)} bcd`, new Set())).toBe('a'.repeat(49))
  })
})

test('a second key of the same month gets a number', () => {
  expect(keyId('award', now, [])).toBe('award-2026-10')
  expect(keyId('award', now, ['award-2026-10', 'award-2026-10-2'])).toBe('award-2026-10-3')
})

describe('settings', () => {
  test.each(Object.keys(SETTINGS) as SettingKey[])('%s takes its own default', (key) => {
    expect(isWithin(key, SETTINGS[key].standard)).toBe(true)
    expect(settingOrDefault(key, 'nonsense')).toBe(SETTINGS[key].standard)
  })
  test.each<[SettingKey, unknown, unknown, boolean]>([
    ['review.windowDays', '1', 1, true],
    ['review.windowDays', '0', 0, false],
    ['review.windowDays', '14', 14, true],
    ['review.windowDays', '15', 15, false],
    ['review.windowDays', '', '', false],
    ['review.windowDays', 'seven', Number.NaN, false],
    ['review.sameReaderRetry', 'on', true, true],
    ['review.sameReaderRetry', 'off', false, true],
    ['review.disputed', 'bank', 'bank', true],
    ['review.disputed', 'coin', 'coin', false],
  ])('%s typed as %s', (key, typed, value, good) => {
    expect(readTyped(key, typed)).toEqual(value)
    expect(isWithin(key, value)).toBe(good)
  })
})

describe('who may', () => {
  test.each([
    ['an administrator, just now', actor(['organizationAdmin']), null],
    ['an administrator, five minutes later', actor(['organizationAdmin'], { stepUpAt: ago(5) }), 'step-up-needed'],
    ['an administrator by mail', actor(['organizationAdmin'], { stepUpAt: null }), 'step-up-needed'],
    ['an administrator of the demonstration', actor(['organizationAdmin'], { stepUpAt: null, demo: true }), null],
    ['a quality lead', actor(['qaLead']), 'role-needed'],
    ['the system', actor([], { kind: 'system' }), null],
  ])('change people: %s', (_who, who, reason) => expect(because(mayChangePeople(who, now))).toBe(reason))

  test.each([
    [['organizationAdmin'], 'assessor', null],
    [['organizationAdmin'], 'organizationAdmin', 'admin-by-platform'],
    [['organizationAdmin', 'platformAdmin'], 'organizationAdmin', null],
    [['qaLead'], 'assessor', 'role-needed'],
  ] as const)('%o giving the role %s', (roles, role, reason) =>
    expect(because(mayGrant(actor(roles), role))).toBe(reason),
  )

  const proposal = { proposedAt: now, deed: 'grant' } as const
  test('two people to end an administrator, and three days of silence for a second word', () => {
    const end = { proposedAt: now, deed: 'endRole', personId: 'sam' } as const
    const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
    expect(endNeedsSecondPerson(actor(['organizationAdmin']), { personId: 'sam', roles: ['organizationAdmin'] })).toBe(
      true,
    )
    expect(endNeedsSecondPerson(actor(['organizationAdmin']), { personId: 'dana', roles: ['organizationAdmin'] })).toBe(
      false,
    )
    expect(endNeedsSecondPerson(actor(['organizationAdmin']), { personId: 'sam', roles: ['coach'] })).toBe(false)
    expect(because(mayAnswerProposal(actor([]), { ...end, proposedBy: 'dana' }, later(71)))).toBe('second-person-end')
    expect(because(mayAnswerProposal(actor([]), { ...end, proposedBy: 'dana' }, later(72)))).toBeNull()
    expect(because(mayAnswerProposal(actor([]), { ...end, proposedBy: 'ana', personId: 'dana' }, now))).toBeNull()
    expect(because(mayRefuseProposal(actor([]), { ...end, personId: 'dana' }, 3))).toBe('own-end')
    expect(because(mayRefuseProposal(actor([]), { ...end, personId: 'dana' }, 2))).toBeNull()
    expect(because(mayRefuseProposal(actor([]), end, 3))).toBeNull()
  })

  test('two people for a further administrator', () => {
    expect(needsSecondPerson({ role: 'organizationAdmin', administrators: 1 })).toBe(false)
    expect(needsSecondPerson({ role: 'organizationAdmin', administrators: 2 })).toBe(true)
    expect(needsSecondPerson({ role: 'assessor', administrators: 2 })).toBe(false)
    expect(because(mayAnswerProposal(actor([]), { ...proposal, proposedBy: 'dana', personId: 'sam' }, now))).toBe(
      'second-person',
    )
    expect(because(mayAnswerProposal(actor([]), { ...proposal, proposedBy: 'ana', personId: 'dana' }, now))).toBe(
      'own-role',
    )
    expect(because(mayAnswerProposal(actor([]), { ...proposal, proposedBy: 'ana', personId: 'sam' }, now))).toBeNull()
    expect(because(mayEndRole({ role: 'organizationAdmin', administrators: 1 }))).toBe('last-administrator')
    expect(because(mayEndRole({ role: 'coach', administrators: 1 }))).toBeNull()
  })

  const invitation = {
    email: 'Ana@School.example',
    acceptedAt: null,
    withdrawnAt: null,
    expiresAt: new Date(now.getTime() + 1),
  }
  const ana = { addresses: ['home@ana.example', 'ana@school.example'], demo: false }
  test.each([
    ['with the invited address among their own', {}, {}, null],
    ['with another address', {}, { addresses: ['other@school.example'] }, 'invitation-address'],
    ['used', { acceptedAt: now }, {}, 'invitation-over'],
    ['withdrawn', { withdrawnAt: now }, {}, 'invitation-over'],
    ['over', { expiresAt: now }, {}, 'invitation-over'],
    ['as somebody of the demonstration', {}, { demo: true }, 'demo-account'],
  ])('accept an invitation %s', (_case, change, who, reason) =>
    expect(because(mayAccept({ ...invitation, ...change }, { ...ana, ...who }, now))).toBe(reason),
  )

  test('the demonstration and the world do not mix', () => {
    expect(because(mayAskToLink(actor([]), { demo: false }))).toBeNull()
    expect(because(mayAskToLink(actor([]), { demo: true }))).toBe('demo-account')
    expect(because(mayAskToLink(actor([], { demo: true }), { demo: false }))).toBe('demo-account')
  })
})
