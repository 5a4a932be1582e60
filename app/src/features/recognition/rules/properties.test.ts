import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { addDays, periodAt } from '../../../lib/dates.ts'
import { plus, ZERO } from '../../../lib/quantity.ts'
import { type Claim, type EducatorFacts, RecognitionRule, type RuleSet, Unit } from '../model.ts'
import { evaluate } from './evaluate.ts'
import type { Grant, LedgerState } from './outcome.ts'
import { rationalText } from './testing/rational-text.ts'

const fixtures = new URL('../../../../test/fixtures/recognition/', import.meta.url)
const rules = z.array(RecognitionRule).parse(JSON.parse(readFileSync(new URL('rules.json', fixtures), 'utf8')))
const units = z.array(Unit).parse(JSON.parse(readFileSync(new URL('cases.json', fixtures), 'utf8')).units)

const facts: EducatorFacts = { roles: [{ role: 'licensed' }], plans: [], exams: [], otherCredits: [] }
const nothing: LedgerState = { recognitions: [], carried: [], funds: {} }
const anyClaims = fc
  .array(fc.record({ item: fc.nat({ max: 12 }), day: fc.nat({ max: 900 }), hours: fc.nat({ max: 40 }) }), {
    maxLength: 25,
  })
  .map((list) => list.map((each, at) => claimOf({ ...each, at })))

function claimOf({ at, item, day, hours }: { at: number; item: number; day: number; hours: number }): Claim {
  return {
    awardId: `a${at}`,
    kind: 'award',
    item: `m${item}`,
    major: 1,
    tags: [],
    stacks: [],
    members: [],
    evidence: [],
    decisionDate: addDays('2025-07-01', day),
    hours: String(hours),
  }
}

function ruleSetOf(...ruleIds: string[]): RuleSet {
  return { units, rules: rules.filter((rule) => ruleIds.includes(rule.ruleId)) }
}

function totals(grants: readonly Grant[]): { ruleId: string; periodKey: string; units: bigint }[] {
  const keys = [...new Set(grants.map(({ ruleId, periodKey }) => `${ruleId} ${periodKey}`))].sort()
  return keys.map((key) => {
    const [ruleId = '', periodKey = ''] = key.split(' ')
    const same = grants.filter((each) => each.ruleId === ruleId && each.periodKey === periodKey)
    return { ruleId, periodKey, units: same.reduce((sum, each) => sum + each.units, 0n) }
  })
}

test('evaluating again what was given gives nothing more and leaves the same waiting', () => {
  const set = ruleSetOf('UT-1', 'AUR-1', 'AUR-2', 'LE-1', 'KY-1', 'SC-1', 'KNOX-1', 'RI-1')
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const first = evaluate(set, { facts, claims, ledger: nothing })
      const again = evaluate(set, {
        facts,
        claims,
        ledger: { ...nothing, recognitions: first.grants, carried: first.carried },
      })
      expect(again.grants).toEqual([])
      expect(again.waiting).toEqual(first.waiting)
    }),
  )
})

test('what comes in two parts gives what it gives at once', () => {
  const set = ruleSetOf('UT-1', 'AUR-2', 'LE-1', 'KY-1', 'RI-1', 'WY-2')
  fc.assert(
    fc.property(anyClaims, fc.nat({ max: 900 }), (claims, cut) => {
      const early = claims.filter((claim) => claim.decisionDate < addDays('2025-07-01', cut))
      const first = evaluate(set, { facts, claims: early, ledger: nothing })
      const second = evaluate(set, {
        facts,
        claims,
        ledger: { ...nothing, recognitions: first.grants, carried: first.carried },
      })
      const atOnce = evaluate(set, { facts, claims, ledger: nothing })
      expect(totals([...first.grants, ...second.grants])).toEqual(totals(atOnce.grants))
    }),
  )
})

test('no cap is ever passed, and no two givings of a program share a key', () => {
  const limits: Record<string, bigint> = { 'LE-1': 50_000n, 'KNOX-1': 300n, 'KY-1': 2_100n }
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const ledger = { ...nothing, asOf: '2028-01-01' }
      const { grants } = evaluate(ruleSetOf('LE-1', 'KNOX-1', 'KY-1', 'AUR-2'), { facts, claims, ledger })
      const passed = totals(grants).filter(({ ruleId, units: given }) => given > (limits[ruleId] ?? given))
      expect(passed).toEqual([])
      const keys = grants.flatMap((each) => each.onceKeys.map((key) => `${each.programId} ${key}`))
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
})

test('hours in whole groups: what is given and what waits add up to what was brought', () => {
  const [wyoming] = ruleSetOf('WY-1').rules
  if (!wyoming) throw new Error('WY-1')
  const set: RuleSet = {
    units,
    rules: [{ ...wyoming, once: 'unlimited', preApproval: { required: false, leadDays: 0, approverRole: 'approver' } }],
  }
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const { grants, waiting } = evaluate(set, { facts, claims, ledger: nothing })
      const used = grants.flatMap((each) => each.sources.map((source) => source.used)).reduce(plus, ZERO)
      const brought = claims.reduce((sum, claim) => sum + Number(claim.hours), 0)
      expect(rationalText(waiting.map((each) => each.amount).reduce(plus, used))).toBe(String(brought))
      expect(grants.length).toBe(Math.floor(brought / 14))
    }),
  )
})

test('no two periods of a rule share a key', () => {
  for (const { period } of rules) {
    if (period.kind === 'custom') continue
    const starts = Array.from({ length: 60 }, (_, at) => periodAt(`${2020 + at}-03-01`, period))
    expect(new Set(starts.map((each) => each?.key)).size).toBe(new Set(starts.map((each) => each?.from)).size)
  }
})
