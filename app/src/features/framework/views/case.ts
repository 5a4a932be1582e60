import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { namedId, OF_ADDRESSES } from '../../../platform/named-ids.ts'
import { findOwn, listOwn, type OwnFramework } from '../reads.ts'
import { documentAlone, partAlone } from '../rules/case-answers.ts'
import { caseOfOwn } from '../rules/case-of-own.ts'
import type { CaseAssociation, CaseItem, CasePackage } from '../rules/case-package.ts'
import { asnOf } from '../rules/json-ld.ts'
import { type Held, outward } from '../rules.ts'
import type { FrameworkTables } from '../tables.ts'

type World = Ctx<FrameworkTables>

/** The heads of all frameworks, in the order of their identifiers. */
export async function caseDocuments(ctx: World, { limit, offset }: { limit: number; offset: number }) {
  const all = (await ctx.transact((tx) => listOwn(tx))).map((own) => outward(heldOf(ctx, own)).CFDocument)
  const sorted = all.toSorted((a, b) => (a.identifier < b.identifier ? -1 : 1))
  const CFDocuments = sorted.slice(offset, offset + limit).map((document) => documentAlone(document, ctx.baseUrl))
  return { CFDocuments, total: all.length }
}

export async function caseDocument(ctx: World, identifier: string) {
  return documentAlone((await casePackage(ctx, identifier)).CFDocument, ctx.baseUrl)
}

export async function casePackage(ctx: World, identifier: string): Promise<CasePackage> {
  return ctx.transact(async (tx) => {
    const own = (await listOwn(tx)).find(({ body }) => body.caseIdentifier === identifier.toLowerCase())
    if (!own) throw new NotFound('framework')
    return outward(heldOf(ctx, own))
  })
}

export async function caseItem(ctx: World, identifier: string) {
  return partOf(ctx, ({ CFItems }) => CFItems.find((item) => item.identifier === identifier.toLowerCase()))
}

export async function caseAssociation(ctx: World, identifier: string) {
  return partOf(ctx, ({ CFAssociations }) =>
    CFAssociations.find((link) => link.identifier === identifier.toLowerCase()),
  )
}

/** The framework as linked data, by the id of its page. */
export async function frameworkAsn(ctx: World, id: string) {
  const own = await ctx.transact((tx) => findOwn(tx, id))
  if (!own) throw new NotFound('framework')
  const { rightsHolder } = own.body
  return asnOf(outward(heldOf(ctx, own)), { rightsHolder, address: `${ctx.baseUrl}/frameworks/${id}.jsonld` })
}

async function partOf<Part extends CaseItem | CaseAssociation>(
  ctx: World,
  find: (pack: CasePackage) => Part | undefined,
) {
  for (const own of await ctx.transact((tx) => listOwn(tx))) {
    const pack = outward(heldOf(ctx, own))
    const part = find(pack)
    if (part) return partAlone(part, pack.CFDocument)
  }
  throw new NotFound('part of a framework')
}

function heldOf({ baseUrl }: World, { body, importedAt }: OwnFramework): Held {
  const { rightsHolder, licenseURI, redistributable } = body
  const publishing = { baseUrl, changedAt: importedAt, namedId, addresses: OF_ADDRESSES }
  return { pack: caseOfOwn(body, publishing), rights: { rightsHolder, licenseURI, redistributable } }
}
