import { expect, test } from 'vitest'
import { type Claim, type EducatorFacts, RecognitionRule } from '../model.ts'
import { claimIn, mayClaim } from './claim.ts'
import { firstRefusal } from './gates.ts'
import { equivalenceKeys } from './once.ts'

const claim: Claim = {
  awardId: 'a1',
  kind: 'award',
  item: 'm1',
  major: 2,
  strand: 'A',
  issuer: 'i1',
  tags: ['math'],
  stacks: ['s1'],
  members: [],
  evidence: [],
  decisionDate: '2026-09-15',
}
const facts: EducatorFacts = {
  roles: [{ role: 'teacher', from: '2026-09-15', to: '2027-06-30' }],
  site: 'north',
  plans: [],
  exams: [],
  otherCredits: [],
}
const period = { key: '2026-27', from: '2026-07-01', to: '2027-07-01', index: 1 }

interface Change {
  claim?: Partial<Claim>
  facts?: Partial<EducatorFacts>
  held?: string[]
}

function refusal(rule: object, change: Change = {}) {
  const parsed = RecognitionRule.parse({
    ruleId: 'r',
    version: 1,
    effective: { from: '2026-07-01' },
    grant: { per: 'achievement', unit: 'hour', amount: '1' },
    ...rule,
  })
  const asked = { ...claim, ...change.claim }
  return firstRefusal({
    rule: parsed,
    claim: asked,
    facts: { ...facts, ...change.facts },
    held: new Set([asked.item, ...(change.held ?? [])]),
    date: asked.decisionDate,
    period,
  })
}

test.each([
  ['every achievement', {}, null],
  ['a list with it', { match: { achievements: ['m1'] } }, null],
  ['a list without it', { match: { achievements: ['m2'] } }, 'not_matched'],
  ['its strand', { match: { achievements: { strand: ['A'] } } }, null],
  ['another strand', { match: { achievements: { strand: ['B'] } } }, 'not_matched'],
  ['its issuer', { match: { achievements: { issuer: ['i1'] } } }, null],
  ['another issuer', { match: { achievements: { issuer: ['i2'] } } }, 'not_matched'],
  ['one of its tags', { match: { achievements: { tag: ['art', 'math'] } } }, null],
  ['no tag of it', { match: { achievements: { tag: ['art'] } } }, 'not_matched'],
  ['members of its stack', { match: { stacks: ['s1'] } }, null],
  ['members of another stack', { match: { stacks: ['s2'] } }, 'not_matched'],
  ['version 2 at least', { match: { minMajor: 2 } }, null],
  ['version 3 at least', { match: { minMajor: 3 } }, 'not_matched'],
  ['exclusion wins over inclusion', { match: { achievements: ['m1'], exclude: ['m1'] } }, 'excluded'],
  ['a completed stack only', { grant: { per: 'stack', unit: 'hour', amount: '1' } }, 'not_matched'],
  ['before it began', { effective: { from: '2026-09-16' } }, 'not_effective'],
  ['on its last day', { effective: { from: '2026-07-01', to: '2026-09-15' } }, null],
  ['after it ended', { effective: { from: '2026-07-01', to: '2026-09-14' } }, 'not_effective'],
  ['the role of that day', { eligibility: { roles: ['coach', 'teacher'] } }, null],
  ['another role', { eligibility: { roles: ['coach'] } }, 'not_eligible'],
  ['the site', { eligibility: { sites: ['north'] } }, null],
  ['another site', { eligibility: { sites: ['south'] } }, 'not_eligible'],
  ['employed since a day nobody knows', { eligibility: { employmentFrom: '2026-08-01' } }, 'not_eligible'],
  ['two of a set', { requires: { minOf: [{ set: ['m1', 'm2', 'm3'], n: 2 }] } }, 'prerequisite_missing'],
  ['a completed stack first', { requires: { stacks: ['s9'] } }, 'prerequisite_missing'],
  ['the request window not yet open', { window: { openFrom: '10-01' } }, 'window_closed'],
] as const)('%s', (_case, rule, code) => expect(refusal(rule)).toBe(code))

test.each([
  [
    'the role begins the day after',
    { claim: { decisionDate: '2026-09-14' } },
    { eligibility: { roles: ['teacher'] } },
    'not_eligible',
  ],
  [
    'employed since before the day asked for',
    { facts: { employmentFrom: '2026-07-31' } },
    { eligibility: { employmentFrom: '2026-08-01' } },
    null,
  ],
  [
    'leaves before the day asked for',
    { facts: { employmentTo: '2027-05-31' } },
    { eligibility: { employmentTo: '2027-06-30' } },
    'not_eligible',
  ],
  ['left before the award', { facts: { employmentTo: '2026-09-14' } }, {}, 'not_eligible'],
  ['two of a set, held', { held: ['m3'] }, { requires: { minOf: [{ set: ['m1', 'm2', 'm3'], n: 2 }] } }, null],
  [
    'an exam passed after the award',
    { facts: { exams: [{ code: 'x', sem: 0, on: '2026-10-01' }] } },
    { requires: { exams: [{ code: 'x', minSem: -2 }] } },
    'prerequisite_missing',
  ],
  [
    'requested before the window opened',
    { claim: { requestedOn: '2026-06-30' } },
    { window: { openFrom: '07-01' } },
    'window_closed',
  ],
  [
    'approved after the start',
    { claim: { startedOn: '2026-09-01', preApproval: { askedOn: '2026-08-01', approvedOn: '2026-09-02' } } },
    { preApproval: { required: true } },
    'no_preapproval',
  ],
])('%s', (_case, change: Change, rule, code) => expect(refusal(rule, change)).toBe(code))

test('the credential attaches its own address, a certificate it does not', () => {
  expect(refusal({ evidence: { kinds: ['credential_url'] } })).toBeNull()
  expect(refusal({ evidence: { kinds: ['credential_url', 'certificate'] } })).toBe('evidence_missing')
})

test('sets that share a member are one, named by their smallest id', () => {
  const keyOf = equivalenceKeys([
    ['d', 'c'],
    ['f', 'e'],
    ['e', 'd', 'b'],
  ])
  expect(['b', 'c', 'd', 'e', 'f', 'z'].map(keyOf)).toEqual(['b', 'b', 'b', 'b', 'b', 'z'])
})

test('an instant becomes a day on the wall of the recognizer', () => {
  const { decisionDate: _date, evidence: _evidence, ...rest } = claim
  const at = new Date('2027-01-01T05:30:00Z')
  const source = {
    ...rest,
    preApproval: { askedAt: at, approvedAt: at },
    decidedAt: at,
    completedAt: at,
    evidence: [{ kind: 'certificate', at }],
  }
  expect(claimIn('America/Denver', source)).toMatchObject({
    decisionDate: '2026-12-31',
    completionDate: '2026-12-31',
    preApproval: { askedOn: '2026-12-31' },
  })
  expect(claimIn('Pacific/Auckland', source)).toMatchObject({
    decisionDate: '2027-01-01',
    evidence: [{ kind: 'certificate', date: '2027-01-01' }],
  })
})

test('no claim comes from the future', () => {
  expect(mayClaim(claim, '2026-09-15')).toEqual({ ok: true })
  expect(mayClaim(claim, '2026-09-14')).toEqual({ ok: false, because: 'date_in_future' })
})
