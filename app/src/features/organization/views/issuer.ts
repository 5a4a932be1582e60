import { buildKeyHistory } from '@cairn/openbadges'
import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { seal } from '../actions/seal.ts'
import { findImage, findIssuerBySlug, type Issuer, listIssuers, publicKeys } from '../reads.ts'
import { didDocumentOf, issuerDid, keyRecords } from '../rules/did.ts'
import type { OrganizationTables } from '../tables.ts'

type World = Ctx<OrganizationTables>

async function issuerOf(ctx: World, slug: string): Promise<Issuer> {
  const issuer = await ctx.transact((tx) => findIssuerBySlug(tx, slug))
  if (!issuer) throw new NotFound('issuer')
  return issuer
}

/** What a stranger sees of an issuer: who it is, by which identity it signs, with which keys since when. */
export async function issuerPage(ctx: World, slug: string) {
  const issuer = await issuerOf(ctx, slug)
  const keys = await ctx.transact((tx) => publicKeys(tx, slug))
  return {
    issuer,
    did: issuerDid(ctx.baseUrl, slug),
    now: ctx.now(),
    keys,
  }
}

export async function issuerDidDocument(ctx: World, slug: string) {
  await issuerOf(ctx, slug)
  return didDocumentOf(ctx.baseUrl, slug, await ctx.transact((tx) => publicKeys(tx, slug)))
}

/** Every key the issuer ever had, with the time in which it may sign; only ever added to. Signed by the award key in use. */
export async function sealedKeyHistory(ctx: World, slug: string) {
  const { tenantId } = await issuerOf(ctx, slug)
  const keys = await ctx.transact((tx) => publicKeys(tx, slug))
  return keys.some(({ purpose, state }) => purpose === 'award' && state === 'active')
    ? seal(ctx, { tenantId, slug, keys })
    : keyHistory(ctx, slug)
}

async function keyHistory(ctx: World, slug: string) {
  const did = issuerDid(ctx.baseUrl, slug)
  return buildKeyHistory(did, keyRecords(did, await ctx.transact((tx) => publicKeys(tx, slug))))
}

/** Every issuer of this site with every key: what a district may pin beforehand to verify without asking. */
export async function trustFile(ctx: World) {
  const issuers = await ctx.transact((tx) => listIssuers(tx))
  return {
    format: 'cairn-trust/1',
    site: ctx.baseUrl,
    issuers: await Promise.all(issuers.filter(({ demo }) => !demo).map(({ slug }) => keyHistory(ctx, slug))),
  }
}

export async function issuerImage(ctx: World, slug: string) {
  const found = await ctx.transact((tx) => findImage(tx, slug))
  if (!found) throw new NotFound('image')
  return found
}
