import { describe, expect, test } from 'vitest'
import { unitsText } from '../../../lib/quantity.ts'
import { type Claim, type EducatorFacts, RecognitionRule, Unit } from '../model.ts'
import { evaluate } from './evaluate.ts'
import type { Evaluation, LedgerState } from './outcome.ts'
import { climb } from './target.ts'

const units = [
  { id: 'hour', label: 'hours', kind: 'hours', scale: 2 },
  { id: 'usd', label: 'dollars', kind: 'money', scale: 2, currency: 'USD' },
].map((each) => Unit.parse(each))
const facts: EducatorFacts = { roles: [], plans: [], exams: [], otherCredits: [] }
const nothing: LedgerState = { recognitions: [], carried: [], funds: {} }

function rule(change: object) {
  const plain = {
    ruleId: 'r',
    version: 1,
    effective: { from: '2025-07-01' },
    grant: { per: 'achievement', unit: 'hour', amount: '10.00' },
    period: { kind: 'school_year', start: '07-01' },
  }
  return RecognitionRule.parse({ ...plain, ...change })
}

function award(number: number, decisionDate = '2026-03-02'): Claim {
  return {
    awardId: `a${number}`,
    kind: 'award',
    item: `m${number}`,
    major: 1,
    tags: [],
    stacks: [],
    members: [],
    evidence: [],
    decisionDate,
  }
}

function run(
  rules: readonly RecognitionRule[],
  claims: readonly Claim[],
  ledger: Partial<LedgerState> = {},
): Evaluation {
  return evaluate({ rules, units }, { facts, claims, ledger: { ...nothing, ...ledger } })
}

function given({ grants }: Evaluation): string[] {
  return grants.map((each) => `${each.ruleId} ${unitsText(each.units, 2)} ${each.state}`)
}

describe('caps', () => {
  const both = rule({
    cap: [
      { scope: 'lifetime', amount: '25.00', over: 'carry' },
      { scope: 'period', amount: '15.00', over: 'pending' },
    ],
  })

  test('the smallest remaining cap wins and says what happens to the rest', () => {
    const { grants } = run([both], [award(1), award(2), award(3, '2026-09-01'), award(4, '2026-09-01')])
    expect(
      grants.map(({ units: amount, carry, pending, reasonCodes }) => [amount, carry, pending, ...reasonCodes]),
    ).toEqual([
      [1000n, 0n, 0n],
      [500n, 0n, 500n, 'cap_partial'],
      [1000n, 0n, 0n],
      [0n, 1000n, 0n, 'cap_reached'],
    ])
  })

  test('a cap of a program counts what other rules of it gave', () => {
    const capped = rule({ ruleId: 's', stacking: { priority: 20 }, cap: [{ scope: 'program', amount: '15.00' }] })
    expect(given(run([rule({}), capped], [award(1)]))).toEqual(['r 10.00 pending_approval', 's 5.00 pending_approval'])
  })

  test('what is carried is gone after the periods it may wait', () => {
    const carrying = rule({
      cap: [{ scope: 'period', amount: '5.00', over: 'carry' }],
      carryOver: { expiresPeriods: 1 },
    })
    const first = run([carrying], [award(1), award(2)])
    const held = { recognitions: first.grants, carried: first.carried }
    const next = run([carrying], [award(1), award(2)], { ...held, asOf: '2026-07-01' })
    expect([given(next), next.carried.map((each) => each.units)]).toEqual([['r 5.00 pending_approval'], [1000n]])
    const late = run([carrying], [award(1), award(2)], { ...held, asOf: '2027-07-01' })
    expect([given(late), late.carried, late.expired.map((each) => each.units)]).toEqual([[], [], [500n, 1000n]])
  })
})

describe('approval', () => {
  test.each([
    ['one person by default', 'hour', {}, 1, '10.00'],
    ['nobody', 'hour', { mode: 'auto' }, 0, '10.00'],
    ['two always', 'hour', { mode: 'two' }, 2, '10.00'],
    ['money up to the default of 500.00', 'usd', {}, 1, '500.00'],
    ['money above it', 'usd', { mode: 'auto' }, 2, '500.01'],
    ['money above a limit of its own', 'usd', { twoPersonOver: '100.00' }, 2, '100.01'],
    ['hours above a limit of their own', 'hour', { twoPersonOver: '9.99' }, 2, '10.00'],
  ] as const)('%s', (_case, unit, approval, people, amount) => {
    const { grants } = run([rule({ grant: { per: 'achievement', unit, amount }, approval })], [award(1)])
    expect(grants.map(({ approvals, state }) => [approvals, state])).toEqual([
      [people, people === 0 ? 'approved' : 'pending_approval'],
    ])
  })
})

test('the first in line waits for money and those behind it wait too', () => {
  const first = rule({
    ruleId: 'large',
    programId: 'p1',
    grant: { per: 'achievement', unit: 'usd', amount: '100.00' },
    stacking: { priority: 1 },
  })
  const second = rule({
    ruleId: 'small',
    programId: 'p2',
    grant: { per: 'achievement', unit: 'usd', amount: '10.00' },
    stacking: { priority: 2 },
  })
  expect(given(run([first, second], [award(1)], { funds: { usd: 9_999n } }))).toEqual([
    'large 100.00 waiting_funds',
    'small 10.00 waiting_funds',
  ])
  expect(given(run([first, second], [award(1)], { funds: { usd: 11_000n } }))).toEqual([
    'large 100.00 pending_approval',
    'small 10.00 pending_approval',
  ])
})

describe('several rules for one award', () => {
  const pair = (combine: string) => [
    rule({ ruleId: 'ten', stacking: { priority: 2, combine } }),
    rule({
      ruleId: 'five',
      stacking: { priority: 1, combine },
      grant: { per: 'achievement', unit: 'hour', amount: '5.00' },
    }),
  ]
  test.each([
    ['add', ['five 5.00 pending_approval', 'ten 10.00 pending_approval']],
    ['first', ['five 5.00 pending_approval']],
    ['best_of', ['ten 10.00 pending_approval']],
  ])('%s', (combine, expected) => expect(given(run(pair(combine), [award(1)]))).toEqual(expected))

  test('each giving has a key of its own', () => {
    expect(run(pair('add'), [award(1)]).grants.map((each) => each.onceKeys)).toEqual([['m1'], ['m1#ten']])
  })
})

test.each([
  ['0', { amounts: ['36', '15'], repeatLast: true }, 0, '36'],
  ['36', { amounts: ['36', '15'], repeatLast: true }, 1, '15'],
  ['66', { amounts: ['36', '15'], repeatLast: true }, 3, '15'],
  ['66', { amounts: ['36', '15'], repeatLast: false }, 2, '15'],
  ['5', { amounts: ['0'], repeatLast: true }, 0, '0'],
] as const)('%s against %j: %i steps', (have, ladder, steps, of) => {
  expect(climb({ num: BigInt(have), den: 1n }, { ...ladder, amounts: [...ladder.amounts] })).toMatchObject({
    steps,
    of: { num: BigInt(of) },
  })
})
