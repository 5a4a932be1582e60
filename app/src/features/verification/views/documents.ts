import type { Fetched, KeyRecord, Need } from '@cairn/openbadges'
import type { Ctx } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'
import { FetchRefused } from '../../../platform/safe-fetch.ts'
import { findStatusListVersion } from '../../credential/reads.ts'
import { wholeSecond } from '../../credential/rules/addresses.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import { type IssuerKey, publicKeys } from '../../organization/reads.ts'
import { didDocumentOf, issuerDid, keyRecords } from '../../organization/rules/did.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { isOwn, ownDocument, ownIssuer } from '../rules/own.ts'
import type { VerificationTables } from '../tables.ts'
import { hostedCopy } from './link.ts'

export type VerifyWorld = CredentialTables & OrganizationTables & VerificationTables & LogTables

const FRESH_MS = 600_000
const MOST_KEPT = 128
const MOST_KEPT_BYTES = 262_144
const kept = new Map<string, Fetched>()

/** A document the verifier asks for: from the database when it is ours, through the guarded door when it is not. */
export async function documentFor(ctx: Ctx<VerifyWorld>, need: Need): Promise<Fetched> {
  if (isOwn(ctx.baseUrl, need.url)) return ownFetched(ctx, need.url)
  return need.kind === 'hosted' ? hostedCopy(ctx, need) : foreign(ctx, need)
}

async function ownFetched(ctx: Ctx<VerifyWorld>, url: string): Promise<Fetched> {
  const body = await ownBytes(ctx, url)
  return { url, status: body ? 200 : 404, mediaType: 'application/json', body: body ?? new Uint8Array(), at: ctx.now() }
}

async function ownBytes(ctx: Ctx<VerifyWorld>, url: string): Promise<Uint8Array | null> {
  const wanted = ownDocument(ctx.baseUrl, url)
  if (wanted?.kind === 'statusList') {
    const { slug, n } = wanted
    const list = await ctx.transact((tx) => findStatusListVersion(tx, { slug, n: Number(n), at: null }))
    return list ? new Uint8Array(list.bytes) : null
  }
  if (wanted?.kind !== 'did') return null
  const keys = await ctx.transact((tx) => publicKeys(tx, wanted.slug))
  return keys.length > 0
    ? new TextEncoder().encode(JSON.stringify(didDocumentOf(ctx.baseUrl, wanted.slug, keys)))
    : null
}

/** What a host said lately is not asked again; when it is silent, its last good word stands with its own date. */
async function foreign(ctx: Ctx<VerifyWorld>, { url, accept, maxBytes, kind }: Need): Promise<Fetched> {
  const last = kept.get(url)
  if (last && kind !== 'statusList' && ctx.now().getTime() - last.at.getTime() < FRESH_MS) return last
  try {
    const answer = await ctx.fetch(url, { accept, maxBytes })
    const fetched = { ...answer, url, at: ctx.now() }
    if (fetched.status !== 200) return last ?? fetched
    if (kind !== 'statusList') keep(fetched)
    return fetched
  } catch (error) {
    if (last && error instanceof FetchRefused) return last
    throw error
  }
}

/** A status list is kept once its signature held, not before: anybody can write a date into a list. */
export function keep(fetched: Fetched): void {
  if (fetched.body.length > MOST_KEPT_BYTES) return
  kept.delete(fetched.url)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(fetched.url, fetched)
}

/** What an address last said, while this process remembers it. */
export function keptAt(url: string): Fetched | undefined {
  return kept.get(url)
}

/** Every key an issuer of this site ever had, with its period: nothing on the network can speak over them. */
export async function keysOf(ctx: Ctx<VerifyWorld>, issuer: string | undefined): Promise<KeyRecord[]> {
  const slug = issuer === undefined ? null : ownIssuer(ctx.baseUrl, issuer)
  if (slug === null) return []
  return recordsOf(ctx.baseUrl, slug, await ctx.transact((tx) => publicKeys(tx, slug)))
}

/** Proofs bear whole seconds; a key speaks from the second it was made in. */
export function recordsOf(baseUrl: string, slug: string, keys: readonly IssuerKey[]): KeyRecord[] {
  const since = keys.map((key) => ({ ...key, notBefore: wholeSecond(key.notBefore) }))
  return keyRecords(issuerDid(baseUrl, slug), since)
}
