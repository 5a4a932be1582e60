import { isUuid } from '../../../lib/ids.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { listStackEntries } from '../../catalog/reads/for-stacks.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { isStackCode } from '../model.ts'
import type { StackDraft } from '../reads/own-stacks.ts'
import { listStacks, listStacksNamed, type Stack } from '../reads.ts'
import { holdersOf, misplaced, stacksIn } from '../rules/inside.ts'
import { codesIn, type SaveStack } from '../rules/own-input.ts'
import { type StackContent, withMembers, withMoved, withoutMember, withoutPart, withPart } from '../rules/own-stack.ts'
import type { PathwayTables } from '../tables.ts'

type World = Ctx<PathwayTables & CatalogTables & OrganizationTables>
type Tx = Db<PathwayTables & CatalogTables & OrganizationTables>
type Draft = Pick<StackDraft, 'kind' | 'code' | 'content'>

interface Done {
  readonly content: StackContent
  readonly find: string
}

/** What a button of the form does to the members and parts; what could not be found stays in the field. */
export async function withDeed(
  ctx: World,
  tx: Tx,
  draft: Draft,
  { do: deed, find }: Pick<SaveStack, 'do' | 'find'>,
): Promise<Done> {
  const { kind, content } = draft
  const [verb, subject = ''] = deed.split(':')
  if (verb === 'addPart') return { content: withPart(content, kind), find }
  if (verb === 'dropPart') return { content: withoutPart(content, subject), find }
  if (verb === 'up') return { content: withMoved(content, subject, -1), find }
  if (verb === 'down') return { content: withMoved(content, subject, 1), find }
  if (verb === 'drop') return { content: withoutMember(content, subject), find }
  if (verb === 'add') return { content: withMembers(content, await oneOf(ctx, tx, draft, subject)), find }
  return searched(ctx, tx, draft, find)
}

/** The key of this one, when it may be put in. */
async function oneOf(ctx: World, tx: Tx, draft: Draft, key: string): Promise<string[]> {
  if (isStackCode(key)) return fitting(draft, await listStacks(tx, [ctx.scope.tenantId]), [key])
  const entries = await listStackEntries(tx, { sight: [ctx.scope.tenantId], ids: isUuid(key) ? [key] : [] })
  return entries.map(({ achievementId }) => achievementId)
}

/** Codes that name one entry or one stack each are added at once; what is left in the field is looked for. */
async function searched(ctx: World, tx: Tx, draft: Draft, find: string): Promise<Done> {
  const stacks = await listStacks(tx, [ctx.scope.tenantId])
  const codes = codesIn(find, new Set(stacks.map(({ code }) => code)))
  if (!codes) return { content: draft.content, find }
  const entries = await listStackEntries(tx, { sight: [ctx.scope.tenantId], codes })
  const named = new Map(
    codes.map((code) => {
      const ids = entries.filter((entry) => entry.code === code).map(({ achievementId }) => achievementId)
      return [code, [...ids, ...fitting(draft, stacks, [code])]]
    }),
  )
  const plain = codes.flatMap((code) => (named.get(code)?.length === 1 ? (named.get(code) ?? []) : []))
  const left = codes.filter((code) => named.get(code)?.length !== 1)
  return { content: withMembers(draft.content, plain), find: left.join(' ') }
}

/** Of these codes those of stacks that may stand in this draft. */
function fitting({ kind, code }: Draft, stacks: readonly Stack[], codes: readonly string[]): string[] {
  const all = holdersOf(stacks)
  return codes.filter((inner) => all.has(inner) && misplaced({ kind, code }, inner, all) === null)
}

/** What of its members may be put together now, by key, each with its strand. */
export async function strandsOf(
  { scope }: World,
  tx: Tx,
  { members }: Pick<StackContent, 'members'>,
): Promise<ReadonlyMap<string, string>> {
  const sight = [scope.tenantId]
  const ids = members.flatMap((member) => ('stack' in member ? [] : [member.achievementId]))
  const entries = await listStackEntries(tx, { sight, ids })
  const stacks = await listStacksNamed(tx, stacksIn(members), sight)
  const offered = stacks.filter(({ kind, place }) => kind === 'stack' && place !== null)
  return new Map([
    ...entries.map(({ achievementId, strand }) => [achievementId, strand] as const),
    ...offered.map(({ code, strand }) => [code, strand] as const),
  ])
}
