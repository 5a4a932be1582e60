import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { listOwnMemberships } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import {
  findOwnTakenIn,
  findShown,
  labelsOf,
  listItemKeys,
  listShownAssociations,
  listShownItems,
  listTree,
  type ShownItem,
} from '../reads/taken-in.ts'
import type { CaseAssociation, CaseItem, CasePackage } from '../rules/case-package.ts'
import { isGuid } from '../rules/guid.ts'
import { type Branch, shownTree } from '../rules/shown-tree.ts'
import { type Held, outward, type Rights } from '../rules.ts'
import type { FrameworkTables } from '../tables.ts'

type World = Ctx<FrameworkTables & OrganizationTables>
type TakenIn = NonNullable<Awaited<ReturnType<typeof findShown>>>

export interface Statement extends Branch {
  readonly item: CaseItem
}
export interface Pair {
  readonly identifier: string
  readonly relation: string
  readonly from: string
  readonly to: string
  readonly uri: string
}
export interface TakenInView {
  readonly kind: 'takenIn'
  readonly id: string
  readonly document: CasePackage['CFDocument']
  readonly rights: Rights
  readonly organization: string
  /** Its own people read the words also of what may not be passed on. */
  readonly member: boolean
  readonly total: number
  /** The statement whose branch is shown, when it is not the whole. */
  readonly under: CaseItem | null
  readonly statements: readonly Statement[]
  readonly pairs: readonly Pair[]
  /** How many more pairs there are than are shown. */
  readonly morePairs: number
}

const MOST_PAIRS = 200

/** Read as a member of its organization by its own people, as anybody else by everybody else. */
export async function takenInPage(ctx: World, id: string, under?: string): Promise<TakenInView> {
  if (!isGuid(id)) throw new NotFound('framework')
  const asked = { id, under: under?.toLowerCase() }
  const inside = await insideOf(ctx, id)
  return (inside ?? ctx).transact((tx) => shownTo(tx, { ...asked, member: inside !== null }))
}

async function insideOf(ctx: World, id: string): Promise<World | null> {
  if (ctx.actor.kind !== 'person') return null
  for (const { tenantId } of await ctx.transact((tx) => listOwnMemberships(tx, ctx.actor.id))) {
    const inside = ctx.inTenant(tenantId)
    if (await inside.transact((tx) => findOwnTakenIn(tx, inside.scope, id))) return inside
  }
  return null
}

async function shownTo(
  tx: Db<FrameworkTables>,
  { id, under, member }: { id: string; under: string | undefined; member: boolean },
): Promise<TakenInView> {
  const taken = await findShown(tx, id)
  if (!taken) throw new NotFound('framework')
  const keys = await listItemKeys(tx, taken)
  if (under !== undefined && !keys.includes(under)) throw new NotFound('statement')
  const branches = shownTree(keys, await listTree(tx, taken), { top: taken.identifier, under })
  const links = await listShownAssociations(tx, taken, ['exactMatchOf', 'isRelatedTo', 'replacedBy'])
  const shown = links.slice(0, MOST_PAIRS)
  const wanted = [...branches.map(({ key }) => key), ...shown.flatMap(endsOf), ...(under ? [under] : [])]
  const items = await listShownItems(tx, taken, [...new Set(wanted)])
  const held = heldOf(taken, items, shown)
  const pack = member ? held.pack : outward(held)
  const words = new Map(pack.CFItems.map((item) => [item.identifier.toLowerCase(), item]))
  const itemOf = (key: string) => words.get(key.toLowerCase())
  return {
    ...{ kind: 'takenIn', id, document: pack.CFDocument, rights: held.rights, organization: taken.organization },
    ...{ member, total: keys.length, under: (under && itemOf(under)) || null },
    statements: branches.flatMap((branch) => {
      const item = itemOf(branch.key)
      return item ? [{ ...branch, item }] : []
    }),
    pairs: pack.CFAssociations.map((link) => pairOf(link, itemOf)),
    morePairs: links.length - shown.length,
  }
}

function endsOf({ originNodeURI, destinationNodeURI }: CaseAssociation): string[] {
  return [originNodeURI, destinationNodeURI].map(({ identifier }) => identifier.toLowerCase()).filter(isGuid)
}

function heldOf(taken: TakenIn, items: readonly ShownItem[], CFAssociations: readonly CaseAssociation[]): Held {
  const { body, rightsHolder, licenseUri: licenseURI, redistributable } = taken
  return {
    pack: { ...body, CFItems: items.map((item) => item.body), CFAssociations: [...CFAssociations] },
    rights: { rightsHolder, licenseURI, redistributable },
    labels: labelsOf(items),
  }
}

function pairOf(
  { identifier, associationType, originNodeURI, destinationNodeURI }: CaseAssociation,
  itemOf: (key: string) => CaseItem | undefined,
): Pair {
  const name = (node: { identifier: string; title: string }) =>
    itemOf(node.identifier)?.humanCodingScheme ?? (node.title || node.identifier)
  return {
    identifier,
    relation: associationType,
    from: name(originNodeURI),
    to: name(destinationNodeURI),
    uri: destinationNodeURI.uri,
  }
}
