import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { seal } from '../actions/seal.ts'
import { findImage, findIssuerBySlug, type Issuer, listIssuers, publicKeys } from '../reads.ts'
import { didDocumentOf, issuerDid } from '../rules/did.ts'
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
    keys: keys.map(({ id, purpose, notBefore, notAfter, state }) => ({ id, purpose, notBefore, notAfter, state })),
  }
}

export async function issuerDidDocument(ctx: World, slug: string) {
  await issuerOf(ctx, slug)
  return didDocumentOf(ctx.baseUrl, slug, await ctx.transact((tx) => publicKeys(tx, slug)))
}

/** Every key the issuer ever had, with the time in which it may sign; only ever added to. */
export async function keyHistory(ctx: World, slug: string) {
  await issuerOf(ctx, slug)
  const keys = await ctx.transact((tx) => publicKeys(tx, slug))
  const did = issuerDid(ctx.baseUrl, slug)
  const document = didDocumentOf(ctx.baseUrl, slug, keys) as {
    verificationMethod?: { id: string; publicKeyMultibase?: string }[]
  }
  return {
    did,
    keys: keys.map((key) => ({
      id: `${did}#${key.id}`,
      publicKeyMultibase: document.verificationMethod?.find(({ id }) => id === `${did}#${key.id}`)?.publicKeyMultibase,
      purpose: key.purpose,
      notBefore: key.notBefore.toISOString(),
      ...(key.notAfter ? { notAfter: key.notAfter.toISOString() } : {}),
      state: key.state,
      ...(key.since ? { since: key.since.toISOString() } : {}),
    })),
  }
}

/** The same, signed by the award key in use; it is dated by the last thing that happened to a key. */
export async function sealedKeyHistory(ctx: World, slug: string) {
  const document = await keyHistory(ctx, slug)
  const keys = await ctx.transact((tx) => publicKeys(tx, slug))
  const moments = keys.flatMap(({ notBefore, notAfter, since }) => [notBefore, notAfter, since])
  const created = new Date(Math.max(...moments.map((at) => at?.getTime() ?? 0)))
  return keys.some(({ purpose, state }) => purpose === 'award' && state === 'active')
    ? seal(ctx, { slug, document, created })
    : document
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
