import { expect, test } from 'vitest'
import { RecognitionRule, Unit } from '../model.ts'
import { checkRule } from './publish.ts'

const units = [
  { id: 'hour', label: 'hours', kind: 'hours', scale: 2 },
  { id: 'usd', label: 'dollars', kind: 'money', scale: 2, currency: 'USD' },
  { id: 'coins', label: 'coins', kind: 'money', scale: 2 },
].map((each) => Unit.parse(each))
const plain = {
  ruleId: 'r',
  version: 1,
  effective: { from: '2026-07-01', to: '2027-06-30' },
  grant: { per: 'achievement', unit: 'hour', amount: '15.00' },
}
const grant = plain.grant

function codes(change: object, rules: object[] = []): string[] {
  const rule = RecognitionRule.parse({ ...plain, ...change })
  return checkRule(rule, {
    units,
    rules: rules.map((each) => RecognitionRule.parse({ ...plain, ...each })),
  }).problems.map((each) => each.code)
}

test.each([
  ['complete', {}, []],
  ['no amount', { grant: { ...grant, amount: null } }, ['amount_missing']],
  ['three places in a unit of two', { grant: { ...grant, amount: '12.345' } }, ['amount_format']],
  ['an exponent', { grant: { ...grant, amount: '1e3' } }, ['amount_format']],
  ['a minus', { grant: { ...grant, amount: '-5' } }, ['amount_format']],
  ['a thousands mark', { grant: { ...grant, amount: '1,000' } }, ['amount_format']],
  ['more than can be counted', { grant: { ...grant, amount: '90071992547409.92' } }, ['amount_out_of_range']],
  ['a rate over nothing', { grant: { ...grant, amount: { num: '1', den: '0' } } }, ['rate_invalid']],
  ['a broken rate', { grant: { ...grant, amount: { num: '1.5', den: '2' } } }, ['amount_format']],
  ['a unit nobody defined', { grant: { ...grant, unit: 'stars' } }, ['unit_unknown', 'amount_format']],
  ['money without currency', { grant: { ...grant, unit: 'coins' } }, ['currency_missing']],
  ['a fee without currency', { fee: { amount: '125.00', currency: '' } }, ['currency_missing']],
  ['a cap in a wrong form', { cap: [{ scope: 'period', amount: '1.234' }] }, ['amount_format']],
  ['ends before it begins', { effective: { from: '2026-07-01', to: '2026-06-30' } }, ['range_invalid']],
  ['one day long', { effective: { from: '2026-07-01', to: '2026-07-01' } }, []],
  ['counts what it asks for first', { match: { achievements: ['a'] }, requires: { awards: ['a'] } }, ['rule_cycle']],
  ['a stack that needs itself', { match: { stacks: ['s'] }, requires: { stacks: ['s'] } }, ['rule_cycle']],
] as const)('%s', (_case, change, expected) => expect(codes(change)).toEqual(expected))

test.each([
  ['version 1 ends the day before', { version: 2, effective: { from: '2027-07-01' } }, []],
  ['version 1 still runs on that day', { version: 2, effective: { from: '2027-06-30' } }, ['range_invalid']],
  ['another rule may run at the same time', { ruleId: 'other', version: 1 }, []],
] as const)('%s', (_case, change, expected) => expect(codes(change, [plain])).toEqual(expected))

test('two rules that wait for one another are a cycle', () => {
  const first = { match: { achievements: ['a'] }, requires: { awards: ['b'] } }
  expect(codes(first, [{ ruleId: 'other', match: { achievements: ['b'] }, requires: { awards: ['a'] } }])).toEqual([
    'rule_cycle',
  ])
})

test('a cap of nothing is allowed with a warning', () => {
  const rule = RecognitionRule.parse({
    ...plain,
    cap: [
      { scope: 'period', amount: '0.00' },
      { scope: 'lifetime', count: 0 },
      { scope: 'period', amount: '0.50' },
    ],
  })
  const { problems, warnings } = checkRule(rule, { units, rules: [] })
  expect([problems, warnings.map((each) => each.path)]).toEqual([[], ['cap.0', 'cap.1']])
})
