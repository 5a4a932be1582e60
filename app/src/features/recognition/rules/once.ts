import type { Claim, RecognitionRule } from '../model.ts'
import { ofProgram, ofRule, type Shelf } from './shelf.ts'

/** An award a rule has taken: given for, or waiting in a group. */
export interface Taken {
  readonly ruleId: string
  readonly recognizerId: string
  readonly programId: string
  readonly exclusiveKey: string | null
  readonly awardId: string
  readonly item: string
  readonly major: number
}

type Award = Pick<Claim, 'awardId' | 'item' | 'major'>

export interface CountedQuestion {
  readonly rule: RecognitionRule
  readonly claim: Award
  readonly keyOf: (item: string) => string
  readonly taken: Shelf<Taken>
}

/** Smallest id of the set an item belongs to; sets that share a member are one. */
export function equivalenceKeys(sets: readonly (readonly string[])[]): (item: string) => string {
  const key = new Map<string, string>()
  for (const set of sets) {
    const known = set.map((item) => key.get(item) ?? item)
    const smallest = known.reduce((least, each) => (each < least ? each : least))
    for (const [item, old] of key) if (known.includes(old)) key.set(item, smallest)
    for (const item of set) key.set(item, smallest)
  }
  return (item) => key.get(item) ?? item
}

/** Has this award, or its equal, already been given for in the scope of the rule? */
export function alreadyCounted({ rule, claim, keyOf, taken }: CountedQuestion): boolean {
  const mine = ofRule(taken, rule.ruleId)
  if (mine.some((each) => each.awardId === claim.awardId)) return true
  if (rule.once === 'unlimited') return false
  const key = keyOf(claim.item)
  const counts = (each: Taken): boolean => {
    if (keyOf(each.item) !== key || (rule.renewalCounts && claim.major > each.major)) return false
    return !addsToTheSameAward(rule, claim, each)
  }
  return ofProgram(taken, rule.programId).some(counts) || (rule.once === 'per_achievement_ever' && mine.some(counts))
}

/** Rules of one recognizer may give for one award side by side; whether they do is a matter of stacking. */
function addsToTheSameAward(rule: RecognitionRule, claim: Award, each: Taken): boolean {
  return each.recognizerId === rule.recognizerId && each.ruleId !== rule.ruleId && each.awardId === claim.awardId
}

/** What a unique index on program and educator guards. A second rule that adds for the same award needs a key of its own. */
export function onceKeyOf(question: CountedQuestion): string {
  const { rule, claim, keyOf, taken } = question
  const parts = [keyOf(claim.item)]
  if (rule.once === 'unlimited') parts.push(claim.awardId)
  if (rule.renewalCounts && claim.major > 1) parts.push(`v${claim.major}`)
  const beside = ofProgram(taken, rule.programId).some((each) => addsToTheSameAward(rule, claim, each))
  if (beside) parts.push(rule.ruleId)
  return parts.join('#')
}
