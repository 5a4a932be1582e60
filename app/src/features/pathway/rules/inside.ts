import type { Kind } from '../model.ts'
import type { Named, StackRule } from './progress.ts'

/** A stack or pathway as far as it holds others, by their codes. */
export interface Holder {
  readonly kind: Kind
  readonly stacks: readonly string[]
}
export type Misplaced = 'inside-itself' | 'stack-in-stack' | 'pathway-in-pathway'

/** Codes of the stacks among these. */
export function stacksIn(members: readonly Named[]): string[] {
  return members.flatMap((member) => ('stack' in member ? [member.stack] : []))
}

export function holdersOf(
  stacks: readonly { readonly code: string; readonly kind: Kind; readonly rule: StackRule }[],
): ReadonlyMap<string, Holder> {
  return new Map(stacks.map(({ code, kind, rule }) => [code, { kind, stacks: stacksIn(rule.members) }]))
}

/** A pathway holds stacks, a stack holds micro-credentials alone, and nothing stands in itself, however far around. */
export function misplaced(
  outer: { readonly code: string | null; readonly kind: Kind },
  inner: string,
  all: ReadonlyMap<string, Holder>,
): Misplaced | null {
  if (outer.code !== null && leadsTo(inner, outer.code, all)) return 'inside-itself'
  if (outer.kind === 'stack') return 'stack-in-stack'
  return all.get(inner)?.kind === 'pathway' ? 'pathway-in-pathway' : null
}

function leadsTo(from: string, wanted: string, all: ReadonlyMap<string, Holder>, seen = new Set<string>()): boolean {
  if (from === wanted) return true
  if (seen.has(from)) return false
  seen.add(from)
  return (all.get(from)?.stacks ?? []).some((next) => leadsTo(next, wanted, all, seen))
}
