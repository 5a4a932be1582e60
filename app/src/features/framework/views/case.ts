import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namedId, OF_ADDRESSES } from '../../../platform/named-ids.ts'
import {
  findShown,
  findShownAssociation,
  findShownByIdentifier,
  findShownItem,
  labelsOf,
  listShown,
  listShownAssociations,
  listShownItems,
  listShownPlaces,
} from '../reads/taken-in.ts'
import { findOwn, listOwn, type OwnFramework } from '../reads.ts'
import { documentAlone, partAlone } from '../rules/case-answers.ts'
import { caseOfOwn } from '../rules/case-of-own.ts'
import type { CaseAssociation, CaseItem, CasePackage } from '../rules/case-package.ts'
import { isGuid } from '../rules/guid.ts'
import { asnOf } from '../rules/json-ld.ts'
import { type Held, outward } from '../rules.ts'
import type { FrameworkTables } from '../tables.ts'

type World = Ctx<FrameworkTables>
type Tx = Db<FrameworkTables>
type TakenIn = NonNullable<Awaited<ReturnType<typeof findShown>>>

/** The heads of all frameworks, in the order of their identifiers; only those of this page are read whole. */
export async function caseDocuments(ctx: World, { limit, offset }: { limit: number; offset: number }) {
  return ctx.transact(async (tx) => {
    const own = new Map((await listOwn(tx)).map((each) => [each.body.caseIdentifier, each]))
    const places = (await listShownPlaces(tx)).filter(({ identifier }) => !own.has(identifier))
    const all = [...own.keys(), ...places.map(({ identifier }) => identifier)].sort()
    const wanted = new Set(all.slice(offset, offset + limit))
    const ids = places.filter(({ identifier }) => wanted.has(identifier)).map(({ id }) => id)
    const taken = new Map((await listShown(tx, ids)).map((each) => [each.identifier, each]))
    const CFDocuments = [...wanted].flatMap((identifier) => {
      const [ours, theirs] = [own.get(identifier), taken.get(identifier)]
      const held = ours ? heldOf(ctx, ours) : theirs && headOf(theirs)
      return held ? [documentAlone(outward(held).CFDocument, ctx.baseUrl)] : []
    })
    return { CFDocuments, total: all.length }
  })
}

export async function caseDocument(ctx: World, identifier: string) {
  const held = await ctx.transact(async (tx) => {
    const own = await findOwnByIdentifier(tx, identifier)
    if (own) return heldOf(ctx, own)
    const taken = await findShownByIdentifier(tx, identifier)
    return taken && headOf(taken)
  })
  if (!held) throw new NotFound('framework')
  return documentAlone(outward(held).CFDocument, ctx.baseUrl)
}

export async function casePackage(ctx: World, identifier: string): Promise<CasePackage> {
  const held = await ctx.transact(async (tx) => {
    const own = await findOwnByIdentifier(tx, identifier)
    if (own) return heldOf(ctx, own)
    const taken = await findShownByIdentifier(tx, identifier)
    return taken && wholeOf(tx, taken)
  })
  if (!held) throw new NotFound('framework')
  return outward(held)
}

export async function caseItem(ctx: World, identifier: string) {
  return ctx.transact(async (tx) => {
    const own = await partOfOwn(ctx, tx, ({ CFItems }) => CFItems.find((item) => item.identifier === identifier))
    if (own) return own
    const found = await findShownItem(tx, identifier)
    const taken = found && (await findShown(tx, found.id))
    if (!taken) throw new NotFound('statement')
    const { body, label, retiredAt } = found
    const ended = retiredAt ? { ...body, statusEndDate: retiredAt.toISOString().slice(0, 10) } : body
    const { pack, rights } = headOf(taken)
    const labels = new Map(label === null ? [] : [[body.identifier, label]])
    const left = outward({ pack: { ...pack, CFItems: [ended] }, rights, labels })
    return left.CFItems.map((item) => partAlone(item, left.CFDocument))[0]
  })
}

export async function caseAssociation(ctx: World, identifier: string) {
  return ctx.transact(async (tx) => {
    const own = await partOfOwn(ctx, tx, ({ CFAssociations }) =>
      CFAssociations.find((link) => link.identifier === identifier),
    )
    if (own) return own
    const found = await findShownAssociation(tx, identifier)
    const taken = found && (await findShown(tx, found.id))
    if (!taken) throw new NotFound('association')
    const ends = [found.body.originNodeURI.identifier, found.body.destinationNodeURI.identifier]
    const { pack, rights } = headOf(taken)
    const items = await listShownItems(tx, taken, ends.filter(isGuid))
    const held = { ...pack, CFItems: items.map(({ body }) => body), CFAssociations: [found.body] }
    const left = outward({ pack: held, rights, labels: labelsOf(items) })
    return left.CFAssociations.map((link) => partAlone(link, left.CFDocument))[0]
  })
}

/** The framework as linked data, by the id of its page. */
export async function frameworkAsn(ctx: World, id: string) {
  const held = await ctx.transact(async (tx) => {
    const own = await findOwn(tx, id)
    if (own) return heldOf(ctx, own)
    const taken = isGuid(id) ? await findShown(tx, id) : undefined
    return taken && wholeOf(tx, taken)
  })
  if (!held) throw new NotFound('framework')
  const { rightsHolder } = held.rights
  return asnOf(outward(held), { rightsHolder, address: `${ctx.baseUrl}/frameworks/${id}.jsonld` })
}

async function findOwnByIdentifier(tx: Tx, identifier: string): Promise<OwnFramework | undefined> {
  return (await listOwn(tx)).find(({ body }) => body.caseIdentifier === identifier)
}

async function partOfOwn<Part extends CaseItem | CaseAssociation>(
  ctx: World,
  tx: Tx,
  find: (pack: CasePackage) => Part | undefined,
) {
  for (const own of await listOwn(tx)) {
    const pack = outward(heldOf(ctx, own))
    const part = find(pack)
    if (part) return partAlone(part, pack.CFDocument)
  }
  return undefined
}

function heldOf({ baseUrl }: World, { body, importedAt }: OwnFramework): Held {
  const { rightsHolder, licenseURI, redistributable } = body
  const publishing = { baseUrl, changedAt: importedAt, namedId, addresses: OF_ADDRESSES }
  return { pack: caseOfOwn(body, publishing), rights: { rightsHolder, licenseURI, redistributable } }
}

function headOf({ body, rightsHolder, licenseUri: licenseURI, redistributable }: TakenIn): Held {
  return {
    pack: { ...body, CFItems: [], CFAssociations: [] },
    rights: { rightsHolder, licenseURI, redistributable },
  }
}

/** With its statements in force; of what whoever asks may know. */
export async function wholeOf(tx: Tx, taken: TakenIn): Promise<Held> {
  const { pack, rights } = headOf(taken)
  const items = await listShownItems(tx, taken)
  const CFAssociations = await listShownAssociations(tx, taken)
  return { pack: { ...pack, CFItems: items.map(({ body }) => body), CFAssociations }, rights, labels: labelsOf(items) }
}
