import type { Ctx, Db } from '../../../platform/ctx.ts'
import { listStackEntries, type StackEntry } from '../../catalog/reads/for-stacks.ts'
import { listCards } from '../../catalog/reads.ts'
import { ExploreQuery } from '../../catalog/rules/explore-query.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { StackDraft } from '../reads/own-stacks.ts'
import { listStacks, type Stack } from '../reads.ts'
import { holdersOf, type Misplaced, misplaced } from '../rules/inside.ts'
import { codesIn } from '../rules/own-input.ts'
import type { PathwayTables } from '../tables.ts'

type World = PathwayTables & CatalogTables & OrganizationTables

/** A micro-credential or a stack that may be put in. */
interface Choice {
  readonly key: string
  readonly code: string
  readonly title: string
  /** The language of its title. */
  readonly language: string
  /** For the members of the organization alone. */
  readonly inside: boolean
  readonly isStack: boolean
}
export interface Found {
  /** What was looked for; empty, nothing. */
  readonly find: string
  readonly choices: readonly Choice[]
  /** Codes that nothing has. */
  readonly unknown: readonly string[]
  /** Stacks and pathways that may not stand there. */
  readonly refused: readonly { readonly code: string; readonly because: Misplaced }[]
}
interface Wanted {
  readonly draft: StackDraft
  readonly find: string
}

const MOST_FOUND = 8

/** By codes, or by words: what everybody may read and what the organization keeps for its members. */
export async function foundIn(ctx: Ctx<World>, tx: Db<World>, { draft, find }: Wanted): Promise<Found> {
  if (find.trim() === '') return { find: '', choices: [], unknown: [], refused: [] }
  const stacks = await listStacks(tx, [ctx.scope.tenantId])
  const codes = codesIn(find, new Set(stacks.map(({ code }) => code)))
  if (codes) return { find, ...(await coded(ctx, tx, { draft, stacks, codes })) }
  return { find, choices: await worded(ctx, tx, { draft, stacks, find }), unknown: [], refused: [] }
}

interface Among {
  readonly draft: StackDraft
  readonly stacks: readonly Stack[]
}

async function coded(
  ctx: Ctx<World>,
  tx: Db<World>,
  { draft, stacks, codes }: Among & { codes: readonly string[] },
): Promise<Omit<Found, 'find'>> {
  const entries = await listStackEntries(tx, { sight: [ctx.scope.tenantId], codes })
  const named = stacks.filter(({ code }) => codes.includes(code))
  const all = holdersOf(stacks)
  const judged = named.map((stack) => ({ stack, because: misplaced(draft, stack.code, all) }))
  const known = new Set([...entries, ...named].map(({ code }) => code))
  return {
    choices: [
      ...judged.flatMap(({ stack, because }) => (because ? [] : [stackChoice(ctx, stack)])),
      ...entries.map(entryChoice),
    ],
    unknown: codes.filter((code) => !known.has(code)),
    refused: judged.flatMap(({ stack: { code }, because }) => (because ? [{ code, because }] : [])),
  }
}

async function worded(
  ctx: Ctx<World>,
  tx: Db<World>,
  { draft, stacks, find }: Among & { find: string },
): Promise<Choice[]> {
  const words = find.toLowerCase().trim()
  const { cards } = await listCards(tx, ExploreQuery.parse({ q: find }), { limit: MOST_FOUND, language: ctx.locale })
  const inside = await listStackEntries(tx, { sight: [ctx.scope.tenantId], inside: true })
  const whole = draft.kind === 'pathway' ? stacks.filter(({ kind }) => kind === 'stack') : []
  const says = ({ title }: { title: string }) => title.toLowerCase().includes(words)
  const own = inside.filter(says).map(entryChoice)
  const open = cards.map(({ achievementId, card }) =>
    entryChoice({ ...card, achievementId, language: card.wordsIn ?? card.language, inside: false }),
  )
  // In small letters a code without a hyphen reads like a word.
  const isNamed = ({ code }: Choice) => code.toLowerCase() === words
  const all = whole.map((stack) => stackChoice(ctx, stack))
  const found = [...all.filter(isNamed), ...all.filter((one) => !isNamed(one) && says(one))]
  return firstOf(found, [...own, ...open])
}

/** As many as a page shows: neither kind leaves the other less than half while it has that many. */
function firstOf(stacks: readonly Choice[], entries: readonly Choice[]): Choice[] {
  const ofStacks = stacks.slice(0, Math.max(MOST_FOUND / 2, MOST_FOUND - entries.length))
  return [...ofStacks, ...entries.slice(0, MOST_FOUND - ofStacks.length)]
}

type Entry = Pick<StackEntry, 'achievementId' | 'code' | 'title' | 'language' | 'inside'>
function entryChoice({ achievementId: key, code, title, language, inside }: Entry): Choice {
  return { key, code, title, language, inside, isStack: false }
}

function stackChoice({ locale }: Pick<Ctx<World>, 'locale'>, { code, words, visibility }: Stack): Choice {
  const { title } = words[locale] ?? words.en
  const language = words[locale] ? locale : 'en'
  return { key: code, code, title, language, inside: visibility === 'organization', isStack: true }
}
