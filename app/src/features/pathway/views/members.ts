import type { Ctx } from '../../../platform/ctx.ts'
import type { Kind, Words } from '../model.ts'
import type { Stack } from '../reads.ts'
import { stacksIn } from '../rules/inside.ts'
import {
  counts,
  type Holding,
  keyOf,
  type Progress,
  progressOf,
  type RuleMember,
  withStacks,
} from '../rules/progress.ts'
import type { MemberCard } from './cards.ts'

/** A stack or pathway as somebody sees it; without a person nobody's progress. */
export interface SeenStack {
  readonly code: string
  readonly kind: Kind
  readonly slug: string
  readonly words: Words
  /** Languages its words are in. */
  readonly languages: readonly string[]
  /** The language of its words, where it is not the reader's. */
  readonly foreign: string | null
  /** The organization that made it; null: the starter catalogue. */
  readonly creator: string | null
  /** For the members of that organization alone. */
  readonly inside: boolean
  /** One that is not was withdrawn: no award is made of it any more. */
  readonly offered: boolean
  readonly holds: Holds
  readonly size: number
  readonly needed: number
  readonly progress: Progress | null
  /** Something of it is earned, or something of a stack in it. */
  readonly begun: boolean
}
/** What its members are. */
export type Holds = 'entries' | 'stacks' | 'both'

/** Held; begun and not yet earned; or neither. */
export type MemberState = 'held' | 'begun' | 'open'
/** A micro-credential, or one stop that is a stack. */
export type Member = { readonly group: string | null; readonly state: MemberState } & (
  | { readonly card: MemberCard }
  | { readonly stack: SeenStack }
)

/** What a person holds, and what they have begun: micro-credentials and stacks. */
export interface Own {
  readonly held: Holding
  readonly begun: ReadonlySet<string>
  /** Stacks whose award they hold. */
  readonly awarded: readonly string[]
}

export function isOffered({ place }: Pick<Stack, 'place'>): boolean {
  return place !== null
}

/** The same with how far they are in these stacks. One that is offered no more is met by its award alone: leave it out. */
export function withProgress(own: Own, stacks: readonly Pick<Stack, 'code' | 'rule'>[]): Own {
  const begun = stacks.filter(({ rule }) => progressOf(rule, own.held).earned > 0).map(({ code }) => code)
  return { ...own, held: withStacks(own.held, stacks, own.awarded), begun: new Set([...own.begun, ...begun]) }
}

export function stateOf(member: RuleMember, own: Own | null): MemberState {
  if (!own) return 'open'
  if (counts(member, own.held)) return 'held'
  return own.begun.has(keyOf(member)) ? 'begun' : 'open'
}

export function holdsOf(members: readonly RuleMember[]): Holds {
  const stacks = members.filter((member) => 'stack' in member).length
  if (stacks === 0) return 'entries'
  return stacks === members.length ? 'stacks' : 'both'
}

export function seen({ locale }: Pick<Ctx<never>, 'locale'>, stack: Stack, own: Own | null): SeenStack {
  const { code, kind, slug, words, rule, creator, visibility } = stack
  const progress = own && progressOf(rule, own.held)
  return {
    ...{ code, kind, slug, creator, inside: visibility === 'organization', offered: isOffered(stack) },
    words: words[locale] ?? words.en,
    languages: Object.keys(words),
    foreign: words[locale] ? null : 'en',
    ...{ holds: holdsOf(rule.members), size: rule.members.length, needed: rule.anyOf, progress },
    begun: own !== null && ((progress?.earned ?? 0) > 0 || stacksIn(rule.members).some((one) => own.begun.has(one))),
  }
}
