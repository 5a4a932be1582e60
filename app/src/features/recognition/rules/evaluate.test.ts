import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { parseUnits, plus, type Rational, unitsText } from '../../../lib/quantity.ts'
import { type Claim, type EducatorFacts, RecognitionRule, type RuleSet, Unit } from '../model.ts'
import { claimIn } from './claim.ts'
import { evaluate } from './evaluate.ts'
import { draftsOf, type EntryDraft } from './ledger.ts'
import type { Evaluation, Grant, LedgerState } from './outcome.ts'
import { checkRule } from './publish.ts'
import { answerRevocation, type LiveRecognition } from './reverse.ts'
import { balancesOf } from './testing/balances.ts'
import { rationalText } from './testing/rational-text.ts'

interface ClaimRecord extends Partial<Claim> {
  awardId: string
  achievement?: string
  stack?: string
  /** The date that counts, or the instant in whose local date it lies. */
  countingDate?: string
  decidedAt?: string
  preApprovedOn?: string
  preApprovalAskedOn?: string
  /** Stands for so many claims, numbered from `from`. */
  repeat?: number
  from?: number
  pad?: number
}
interface Step {
  claims: ClaimRecord[]
  ruleIds?: string[]
  /** Instead of the earlier claims, not after them. */
  replace?: boolean
  funds?: Record<string, string | null>
  asOf?: string
  expect: {
    grants: (Partial<Grant> & { quantity: string; unit: string; periodKey: string })[]
    refusals: { awardId: string; code: string }[]
    waiting: Record<string, string>
    carried?: Record<string, string>
    targets?: { ruleId: string }[]
    revoked?: { units: Record<string, string>; left: Record<string, string> }
  }
}
interface Case extends Step {
  id: string
  ruleIds: string[]
  timeZone: string
  facts: Partial<Omit<EducatorFacts, 'roles'>> & { roles: (string | EducatorFacts['roles'][number])[] }
  amounts?: Record<string, string>
  revoke?: string
  publish?: string
  later?: Step[]
}

const fixtures = new URL('../../../../test/fixtures/recognition/', import.meta.url)
const rules = z.array(RecognitionRule).parse(JSON.parse(readFileSync(new URL('rules.json', fixtures), 'utf8')))
const file: { units: unknown; cases: Case[] } = JSON.parse(readFileSync(new URL('cases.json', fixtures), 'utf8'))
const units = z.array(Unit).parse(file.units)
const rows = file.cases.filter((each) => each.publish === undefined).map((row) => [row.id, row] as const)
const publishRows = file.cases.filter((each) => each.publish !== undefined).map((row) => [row.id, row] as const)

function text(amount: bigint, unitId: string): string {
  return unitsText(amount, units.find((unit) => unit.id === unitId)?.scale ?? 0)
}

function ruleSetOf(ruleIds: readonly string[], amounts: Record<string, string> = {}): RuleSet {
  const chosen = rules.filter((rule) => ruleIds.includes(rule.ruleId))
  const filled = chosen.map((rule) => ({
    ...rule,
    grant: { ...rule.grant, amount: amounts[rule.ruleId] ?? rule.grant.amount },
  }))
  return { units, rules: filled }
}

function factsOf({ roles, ...rest }: Case['facts']): EducatorFacts {
  const named = roles.map((role) => (typeof role === 'string' ? { role } : role))
  return { plans: [], exams: [], otherCredits: [], ...rest, roles: named }
}

function claimsOf(records: readonly ClaimRecord[], timeZone: string): Claim[] {
  return records.flatMap(({ repeat, from = 1, pad = 1, ...record }) => {
    const numbers =
      repeat === undefined ? [''] : Array.from({ length: repeat }, (_, at) => String(from + at).padStart(pad, '0'))
    return numbers.map((number) => claimOf(record, { timeZone, number }))
  })
}

function claimOf(record: ClaimRecord, { timeZone, number }: { timeZone: string; number: string }): Claim {
  const { decidedAt, countingDate, achievement, stack, preApprovedOn, preApprovalAskedOn, ...rest } = record
  const named = {
    kind: 'award' as const,
    major: 1,
    tags: [],
    stacks: [],
    members: [],
    ...rest,
    awardId: `${rest.awardId}${number}`,
    item: `${stack ?? achievement}${number}`,
  }
  if (decidedAt !== undefined)
    return claimIn(timeZone, { ...named, preApproval: undefined, evidence: [], decidedAt: new Date(decidedAt) })
  const preApproval =
    preApprovedOn === undefined
      ? undefined
      : { approvedOn: preApprovedOn, askedOn: preApprovalAskedOn ?? preApprovedOn }
  return { evidence: [], ...named, preApproval, decisionDate: countingDate ?? '' }
}

function fundsOf(funds: Step['funds'] = {}): LedgerState['funds'] {
  const parsed = Object.entries(funds).map(
    ([unit, amount]) => [unit, amount === null ? { ok: true, value: null } : parseUnits(amount, 2)] as const,
  )
  return Object.fromEntries(parsed.map(([unit, amount]) => [unit, 'value' in amount ? amount.value : null]))
}

/** Quantities summed by unit and period, as the expectations write them. */
function summary(grants: readonly Grant[]) {
  const keys = [...new Set(grants.map((grant) => JSON.stringify([grant.unitId, grant.periodKey])))].sort()
  return keys.map((key) => {
    const [unit, periodKey]: [string, string] = JSON.parse(key)
    const same = grants.filter((grant) => grant.unitId === unit && grant.periodKey === periodKey)
    const sum = (amounts: bigint[]) =>
      text(
        amounts.reduce((total, each) => total + each, 0n),
        unit,
      )
    const quantity = sum(same.map((each) => each.units))
    return { ...same[0], quantity, unit, periodKey, carry: sum(same.map((each) => each.carry)) }
  })
}

function inOrder<Row extends { unit: string; periodKey: string }>(list: readonly Row[]): Row[] {
  return list.toSorted((one, other) => (`${one.unit} ${one.periodKey}` < `${other.unit} ${other.periodKey}` ? -1 : 1))
}

function refusalList(list: readonly { awardId: string; code: string }[]): string[] {
  return list.map(({ awardId, code }) => `${awardId} ${code}`).sort()
}

function grouped<Each extends { ruleId: string }>(list: readonly Each[]): [string, Each[]][] {
  const ruleIds = [...new Set(list.map((each) => each.ruleId))]
  return ruleIds.map((ruleId) => [ruleId, list.filter((each) => each.ruleId === ruleId)])
}

function sums(list: readonly { ruleId: string; amount: Rational }[]): Record<string, string> {
  return Object.fromEntries(
    grouped(list).map(([ruleId, each]) => [ruleId, rationalText(each.map((one) => one.amount).reduce(plus))]),
  )
}

function plain(progress: object): Record<string, unknown> {
  const isRational = (value: unknown): value is Rational =>
    typeof value === 'object' && value !== null && 'num' in value
  return Object.fromEntries(
    Object.entries(progress).map(([key, value]) => [key, isRational(value) ? rationalText(value) : value]),
  )
}

function check(found: Evaluation, expected: Step['expect']) {
  expect(inOrder(summary(found.grants))).toMatchObject(inOrder(expected.grants))
  expect(refusalList(found.refusals)).toEqual(refusalList(expected.refusals))
  expect(sums(found.waiting)).toEqual(expected.waiting)
  const carriedText = grouped(found.carried).map(([ruleId, each]) => {
    const total = each.reduce((sum, one) => sum + one.units, 0n)
    return [ruleId, text(total, each[0]?.unitId ?? '')]
  })
  if (expected.carried) expect(Object.fromEntries(carriedText)).toEqual(expected.carried)
  const targets = (expected.targets ?? []).map((target) =>
    found.targets.filter((each) => each.ruleId === target.ruleId).map(plain),
  )
  expect(targets).toMatchObject((expected.targets ?? []).map((target) => [target]))
}

function runCase(row: Case): Grant[] {
  let claims: Claim[] = []
  let ledger: LedgerState = { recognitions: [], carried: [], funds: {} }
  for (const step of [row, ...(row.later ?? [])]) {
    claims = [...(step.replace ? [] : claims), ...claimsOf(step.claims, row.timeZone)]
    ledger = { ...ledger, funds: fundsOf(step.funds), asOf: step.asOf }
    const found = evaluate(ruleSetOf(step.ruleIds ?? row.ruleIds, row.amounts), {
      facts: factsOf(row.facts),
      claims,
      ledger,
    })
    check(found, step.expect)
    ledger = { ...ledger, recognitions: [...ledger.recognitions, ...found.grants], carried: found.carried }
  }
  return ledger.recognitions as Grant[]
}

describe('rules read in public pages, and what they give', () => {
  test.each(rows)('%s', (_id, row) => {
    runCase(row)
  })

  test.each(publishRows)('%s: not published', (_id, row) => {
    const [rule] = ruleSetOf(row.ruleIds).rules
    if (!rule) throw new Error(row.id)
    expect(checkRule(rule, { units, rules: [] }).problems[0]?.code).toBe(row.publish)
  })

  test('every other record is fit to publish', () => {
    const filled = rules.filter((rule) => rule.grant.amount !== null)
    for (const rule of filled)
      expect([rule.ruleId, checkRule(rule, { units, rules }).problems]).toEqual([rule.ruleId, []])
  })

  test('every record has a case', () => {
    const used = new Set(
      file.cases.flatMap((each) => [...each.ruleIds, ...(each.later ?? []).flatMap((step) => step.ruleIds ?? [])]),
    )
    expect(rules.map((rule) => rule.ruleId).filter((id) => !used.has(id))).toEqual([])
  })
})

test.each(rows.filter(([, row]) => row.revoke))('%s: taken back in full', (_id, row) => {
  const grants = runCase(row)
  const live = grants.map(
    (grant, at): LiveRecognition => ({ ...grant, id: `r${at}`, paid: 0n, carried: grant.carry, reported: false }),
  )
  const given = grants.flatMap((grant, at) => draftsOf(`r${at}`, grant))
  const answer = answerRevocation({ awardId: row.revoke ?? '', reason: 'revoked' }, live, {
    periodKey: '2026',
    date: '2026-10-01',
  })
  const back = answer.reversals.flatMap((each) => each.entries)
  const balance = (entries: readonly EntryDraft[]) =>
    Object.fromEntries(balancesOf(entries).map((each) => [each.unitId, text(each.units, each.unitId)]))
  expect(balance(back)).toEqual(row.expect.revoked?.units)
  expect(balance([...given, ...back])).toEqual(row.expect.revoked?.left)
})

/** Orders tried of each case; more in the long run. */
const ORDERS = Number(process.env.RECOGNITION_ORDERS ?? 10)

describe('whatever the order', () => {
  const asText = (value: unknown) =>
    JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `${each}n` : each))
  const shuffled = <T>(list: readonly T[]) =>
    fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length })
  test.each(rows)('%s', (_id, row) => {
    const set = ruleSetOf(row.ruleIds, row.amounts)
    const ledger: LedgerState = { recognitions: [], carried: [], funds: fundsOf(row.funds), asOf: row.asOf }
    const question = { facts: factsOf(row.facts), claims: claimsOf(row.claims, row.timeZone), ledger }
    const once = asText(evaluate(set, question))
    const anyOrder = fc.property(shuffled(question.claims), shuffled(set.rules), (claims, ruleOrder) => {
      expect(asText(evaluate({ ...set, rules: ruleOrder }, { ...question, claims }))).toBe(once)
    })
    fc.assert(anyOrder, { numRuns: ORDERS })
  })
})
