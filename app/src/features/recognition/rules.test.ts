import { describe, expect, test } from 'vitest'
import type { Claim } from './model.ts'
import { givingTo } from './rules/alike.ts'
import { checkRule } from './rules/publish.ts'
import {
  answerFor,
  asking,
  FIRST_RULE,
  type Given,
  HOURS,
  inForce,
  judge,
  plainHours,
  ruleOf,
  type SimpleRule,
  type Standing,
  statedHours,
  wordsOf,
} from './rules.ts'

function standing(id: string, simple: Partial<SimpleRule> = {}): Standing {
  return {
    id,
    rule: ruleOf({ ...FIRST_RULE, ...simple }, { ruleId: id, recognizerId: 'lakeview', programId: 'hours' }),
  }
}
function award(awardId: string, given: Partial<Claim> = {}): Claim {
  return {
    ...{ awardId, kind: 'award', item: `item of ${awardId}`, major: 1, strand: 'E', tags: [], stacks: [], members: [] },
    ...{ decisionDate: '2026-10-05', evidence: [], hours: '10.00' },
    ...given,
  }
}
function given(sourceId: string, over: Partial<Given> = {}): Given {
  return {
    ...{ ruleVersionId: 'first', sourceId, achievementId: `item of ${sourceId}`, units: 1000n, unitCode: 'hours' },
    ...{ periodKey: '2026-27', countedOn: '2026-09-01' },
    ...over,
  }
}
const first = standing('first')

function outcomeOf(rules: readonly Standing[], claim: Claim, before: readonly Given[] = []): string | bigint | null {
  const answer = answerFor(claim.awardId, judge(rules, [claim], before))
  if (!answer) return null
  return 'grant' in answer ? answer.grant.units : answer.refusal.code
}

describe('what simple rules say to one award', () => {
  test.each<[string, readonly Standing[], Claim, readonly Given[], string | bigint | null]>([
    ['stated hours', [first], award('a'), [], 1000n],
    ['stated half hours', [first], award('a', { hours: '7.50' }), [], 750n],
    ['a fixed number', [standing('s', { hours: 'fixed', amount: '15' })], award('a'), [], 1500n],
    ['the same micro-credential again', [first], award('b', { item: 'item of a' }), [given('a')], 'already_counted'],
    ['another strand', [standing('s', { which: 'strand', strands: ['A'] })], award('a'), [], 'not_matched'],
    ['named in a list', [standing('s', { which: 'list', achievements: ['item of a'] })], award('a'), [], 1000n],
    ['earned the day before', [standing('s', { from: '2026-10-06' })], award('a'), [], 'not_effective'],
    ['a limit with room for a part', [standing('first', { cap: '15' })], award('b'), [given('a')], 500n],
    ['a limit that is reached', [standing('first', { cap: '10' })], award('b'), [given('a')], 'cap_reached'],
    [
      'a limit of another school year',
      [standing('first', { cap: '10' })],
      award('b'),
      [given('a', { periodKey: '2025-26' })],
      1000n,
    ],
    ['no rule at all', [], award('a'), [], null],
    ['two rules: the larger', [first, standing('s', { hours: 'fixed', amount: '15' })], award('a'), [], 1500n],
    [
      'two rules, the larger one full',
      [first, standing('s', { hours: 'fixed', amount: '15', cap: '0' })],
      award('a'),
      [],
      1000n,
    ],
    [
      'two rules, given by the other one before',
      [first, standing('s', { hours: 'fixed', amount: '15' })],
      award('b', { item: 'item of a' }),
      [given('a')],
      'already_counted',
    ],
  ])('%s', (_case, rules, claim, before, outcome) => expect(outcomeOf(rules, claim, before)).toBe(outcome))

  test('several awards at once stand in line by day, whatever their order', () => {
    const rules = [standing('first', { cap: '15' })]
    const claims = [award('late', { decisionDate: '2026-11-01' }), award('early', { decisionDate: '2026-09-01' })]
    for (const order of [claims, claims.toReversed()]) {
      const { grants } = judge(rules, order, [])
      expect(grants.map(({ units, sources }) => [sources[0]?.awardId, units])).toEqual([
        ['early', 1000n],
        ['late', 500n],
      ])
    }
  })
})

test('many entries are asked one by one: none takes the place of another, and each hears what it would hear alone', () => {
  const rules = [standing('first', { cap: '15' }), standing('list', { which: 'list', achievements: ['item of c'] })]
  const before = [given('a')]
  const ask = asking(rules, before)
  for (const claim of ['b', 'c', 'd', 'a', 'b'].map((id) => award(id, { item: `item of ${id}` })))
    expect(ask(claim)).toEqual(answerFor(claim.awardId, judge(rules, [claim], before)))
  expect(['b', 'd'].map((id) => ask(award(id)))).toMatchObject([{ grant: { units: 500n } }, { grant: { units: 500n } }])
})

describe('of many entries those that are alike are judged once', () => {
  const items = ['a', 'b', 'c', 'd']
  const claims = items.flatMap((id) =>
    ['B', 'E'].flatMap((strand) =>
      [['reading'], ['math', 'reading'], []].flatMap((tags) =>
        ['0.00', '10.00'].map((hours) => award(`imagined ${id}`, { item: `item of ${id}`, strand, tags, hours })),
      ),
    ),
  )
  const tagged: Standing = {
    id: 'tag',
    rule: { ...standing('tag').rule, match: { ...first.rule.match, achievements: { tag: ['math'] } } },
  }
  const without: Standing = {
    id: 'without',
    rule: { ...standing('without').rule, match: { ...first.rule.match, exclude: ['item of b'] } },
  }
  const same: Standing = {
    id: 'same',
    rule: { ...standing('same').rule, equivalences: [['item of a', 'item of c']] },
  }
  test.each<[string, readonly Standing[], readonly Given[]]>([
    ['all', [first], []],
    ['all, one given', [first], [given('a')]],
    ['a strand', [standing('s', { which: 'strand', strands: ['E'] })], []],
    ['a list', [standing('l', { which: 'list', achievements: ['item of b', 'item of c'] })], []],
    ['a tag', [tagged], []],
    ['an exception', [without], []],
    ['two that stand for each other', [same], [given('a', { ruleVersionId: 'same' })]],
    ['a limit nearly reached', [standing('first', { cap: '15' })], [given('a')]],
    ['a limit reached', [standing('first', { cap: '10' })], [given('a')]],
    ['a fixed number', [standing('f', { hours: 'fixed', amount: '5' })], []],
    ['nothing', [], []],
  ])('%s: as each would be alone', (_case, rules, before) => {
    const gives = givingTo(rules, before)
    const alone = (claim: Claim) => {
      const outcome = outcomeOf(rules, claim, before)
      return typeof outcome === 'bigint' && outcome > 0n
    }
    expect(claims.map(gives)).toEqual(claims.map(alone))
  })
})

test.each([
  ['all, stated', {}, { which: { kind: 'all' }, hours: null, cap: null, from: null, to: null }],
  [
    'strands, fixed, capped, from a day',
    { which: 'strand', strands: ['E', 'F'], hours: 'fixed', amount: '15.00', cap: '60', from: '2026-07-01' },
    { which: { kind: 'strand', strands: ['E', 'F'] }, hours: '15', cap: '60', from: '2026-07-01', to: null },
  ],
] as const)('the words of a rule: %s', (_case, simple, words) =>
  expect(wordsOf(standing('r', simple as Partial<SimpleRule>).rule)).toEqual(words),
)

test('an end that was set later is part of what is in force', () => {
  const { rule } = first
  expect(wordsOf(inForce(JSON.parse(JSON.stringify(rule)), '2027-06-30')).to).toBe('2027-06-30')
  expect(outcomeOf([{ id: 'first', rule: inForce(rule, '2026-10-04') }], award('a'))).toBe('not_effective')
})

test.each([
  ['12.345', 'amount_format'],
  ['1e3', 'amount_format'],
  ['-5', 'amount_format'],
  ['1,000', 'amount_format'],
  ['', 'amount_missing'],
])('a fixed number of %s hours is not fit to publish', (amount, code) => {
  const { problems } = checkRule(standing('r', { hours: 'fixed', amount }).rule, { units: [HOURS], rules: [] })
  expect(problems.map((problem) => problem.code)).toContain(code)
})

test.each([
  [{ effort: { hours: 6 } }, '6.00'],
  [{ effort: { hours: 7.5 } }, '7.50'],
  [{ effort: { hours: 6 }, recognitionDefaults: [{ unit: 'hours' as const, amount: '10.00' }] }, '10.00'],
])('the hours of %j are %s', (content, hours) => expect(statedHours(content)).toBe(hours))

test.each([
  [1500n, '15'],
  [750n, '7.5'],
  [10000n, '100'],
  [5n, '0.05'],
  [0n, '0'],
  [-600n, '-6'],
])('%s hundredths read as %s', (units, text) => expect(plainHours(units)).toBe(text))
