import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../lib/dates.ts'
import { type Claim, RecognitionRule, type RuleSet, Unit } from '../model.ts'
import { evaluate } from './evaluate.ts'
import {
  canonicalEntry,
  draftsOf,
  type Entry,
  type EntryDraft,
  firstBrokenSeq,
  GENESIS_HASH,
  hashInput,
} from './ledger.ts'
import type { Carried, Grant } from './outcome.ts'
import { answerRevocation } from './reverse.ts'
import { balancesOf } from './testing/balances.ts'

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const draft: EntryDraft = {
  recognitionId: 'r1',
  kind: 'grant',
  quantity: 933n,
  unitId: 'credit',
  unroundedNum: 28n,
  unroundedDen: 3n,
  periodKey: '2026-27',
  effectiveDate: '2026-09-01',
  reasonCode: null,
}

function chain(drafts: readonly EntryDraft[]): Entry[] {
  let prevHash = GENESIS_HASH
  return drafts.map((each, at) => {
    const open = {
      ...each,
      id: `e${at}`,
      seq: BigInt(at + 1),
      note: '',
      actorId: 'p1',
      createdAt: '2026-09-01T00:00:00.000Z',
    }
    const entry = { ...open, prevHash, hash: digest(hashInput(prevHash, open)) }
    prevHash = entry.hash
    return entry
  })
}

test('an entry is written in one way only, amounts as text', () => {
  const [entry] = chain([draft])
  if (!entry) throw new Error('no entry')
  expect(canonicalEntry(entry)).toBe(
    '{"actorId":"p1","createdAt":"2026-09-01T00:00:00.000Z","effectiveDate":"2026-09-01","id":"e0","kind":"grant","note":"","periodKey":"2026-27",' +
      '"quantity":"933","reasonCode":null,"recognitionId":"r1","seq":"1","unitId":"credit","unroundedDen":"3","unroundedNum":"28"}',
  )
})

test.each([
  ['a sound chain', (entries: Entry[]) => entries, null],
  [
    'a changed amount',
    (entries: Entry[]) => entries.map((each) => (each.seq === 3n ? { ...each, quantity: 1n } : each)),
    3n,
  ],
  ['a missing entry', (entries: Entry[]) => entries.filter((each) => each.seq !== 2n), 2n],
  [
    'two entries swapped',
    (entries: Entry[]) => [...entries.slice(1, 2), ...entries.slice(0, 1), ...entries.slice(2)],
    1n,
  ],
  [
    'a hash made anew without its successors',
    (entries: Entry[]) => entries.map((each) => (each.seq === 2n ? rehashed(each) : each)),
    3n,
  ],
] as const)('%s', (_case, change, broken) => {
  const entries = chain([draft, draft, { ...draft, kind: 'reversal', quantity: -933n }, draft])
  expect(firstBrokenSeq(change(entries), digest)).toBe(broken)
})

function rehashed(entry: Entry): Entry {
  const changed = { ...entry, note: 'other' }
  return { ...changed, hash: digest(hashInput(entry.prevHash, changed)) }
}

test('money that moves between held, committed and paid changes no balance', () => {
  const moves = (['hold', 'commit', 'release', 'pay'] as const).map((kind) => ({ ...draft, kind }))
  expect(balancesOf([draft, ...moves])).toEqual([{ unitId: 'credit', periodKey: '2026-27', units: 933n, carried: 0n }])
})

const units = [
  { id: 'usd', label: 'dollars', kind: 'money', scale: 2, currency: 'USD' },
  { id: 'credit', label: 'credits', kind: 'credit', scale: 2 },
].map((each) => Unit.parse(each))
const stipend = {
  ruleId: 'stipend',
  version: 1,
  programId: 'stipend',
  effective: { from: '2025-07-01' },
  grant: { per: 'achievement', unit: 'usd', amount: '200.00' },
  cap: [{ scope: 'period', amount: '500.00', over: 'carry' }],
  period: { kind: 'fiscal_year', start: '07-01' },
}
const groups = {
  ...stipend,
  ruleId: 'groups',
  programId: 'groups',
  cap: [],
  grant: { per: 'group', groupSize: 3, unit: 'credit', amount: '2.00' },
}
const ruleSet: RuleSet = { units, rules: [stipend, groups].map((each) => RecognitionRule.parse(each)) }

const deed = fc.record({ what: fc.constantFrom('award', 'award', 'revoke'), who: fc.nat({ max: 14 }) })

/** A small recognizer: awards come, go and come back, every step evaluated and entered. */
function keepBooks(deeds: readonly { what: string; who: number }[]) {
  let live: (Grant & { id: string })[] = []
  let carried: readonly Carried[] = []
  const entries: EntryDraft[] = []
  const awards = new Map<number, Claim>()
  for (const [at, { what, who }] of deeds.entries()) {
    const asOf = addDays('2025-09-01', at * 30)
    if (what === 'revoke') awards.delete(who)
    else if (!awards.has(who)) awards.set(who, award(who, asOf))
    const answer =
      what === 'award'
        ? { reversals: [] }
        : answerRevocation({ awardId: `a${who}`, reason: 'revoked' }, live.map(liveOf(carried)), {
            periodKey: 'now',
            date: asOf,
          })
    entries.push(...answer.reversals.flatMap((each) => each.entries))
    const gone = live.filter((each) => answer.reversals.some((one) => one.recognitionId === each.id))
    live = live.filter((each) => !gone.includes(each))
    carried = carried.filter((each) => !gone.some((one) => isOf(each, one)))
    const found = evaluate(ruleSet, {
      facts: { roles: [], plans: [], exams: [], otherCredits: [] },
      claims: [...awards.values()],
      ledger: { recognitions: live, carried, funds: {}, asOf },
    })
    const given = found.grants.map((grant, each) => ({ ...grant, id: `r${at}.${each}` }))
    entries.push(...given.flatMap((grant) => draftsOf(grant.id, grant)))
    live = [...live, ...given]
    carried = found.carried
  }
  return { live, carried, entries }
}

function award(who: number, decisionDate: string): Claim {
  return {
    awardId: `a${who}`,
    kind: 'award',
    item: `m${who}`,
    major: 1,
    tags: [],
    stacks: [],
    members: [],
    evidence: [],
    decisionDate,
  }
}

function isOf(one: Carried, other: Grant): boolean {
  return (
    one.ruleId === other.ruleId &&
    one.sources.some((source) => other.sources.some((each) => each.awardId === source.awardId))
  )
}

function liveOf(carried: readonly Carried[]) {
  return (grant: Grant & { id: string }) => {
    const waiting = carried.filter((each) => grant.kind !== 'carry_in' && isOf(each, grant))
    return { ...grant, paid: 0n, carried: waiting.reduce((sum, each) => sum + each.units, 0n), reported: false }
  }
}

test('after any run of awards, revocations and returns the ledger adds up to what is live', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      const { live, carried, entries } = keepBooks(deeds)
      for (const { id } of units) {
        const balance = balancesOf(entries).filter((each) => each.unitId === id)
        const given = live.filter((each) => each.unitId === id).reduce((sum, each) => sum + each.units, 0n)
        const waiting = carried.filter((each) => each.unitId === id).reduce((sum, each) => sum + each.units, 0n)
        expect(balance.reduce((sum, each) => sum + each.units, 0n)).toBe(given)
        expect(balance.reduce((sum, each) => sum + each.carried, 0n)).toBe(waiting)
      }
    }),
  )
})
