import type { Claim } from '../model.ts'
import { asking, type Given, type Standing } from '../rules.ts'

/**
 * Whether each of many awards that do not exist yet would be given something, each asked alone. Those that no rule names and of
 * which nothing was given before are alike where strand, tags, hours and day are: one is judged for all of them.
 */
export function givingTo(rules: readonly Standing[], given: readonly Given[]): (claim: Claim) => boolean {
  const ask = asking(rules, given)
  const named = new Set([...textsIn(rules.map(({ rule }) => rule)), ...given.map((each) => each.achievementId)])
  const known = new Map<string, boolean>()
  return (claim) => {
    const key = likeness(claim, named)
    const before = known.get(key)
    if (before !== undefined) return before
    const answer = ask(claim)
    const gives = answer !== null && 'grant' in answer && answer.grant.units > 0n
    known.set(key, gives)
    return gives
  }
}

/** Only what a rule or an earlier giving speaks of can make a difference. */
function likeness({ item, major, strand, tags, hours, decisionDate }: Claim, named: ReadonlySet<string>): string {
  const own = [item, strand ?? '', ...tags].map((each) => (named.has(each) ? each : null))
  return JSON.stringify([major, hours, decisionDate, own])
}

function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  return part !== null && typeof part === 'object' ? Object.values(part).flatMap(textsIn) : []
}
