import type { Fetched, Report } from '@cairn/openbadges'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { verifying } from '../../../platform/signing.ts'
import { findStatusListVersion } from '../../credential/reads.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import { type IssuerKey, publicKeys } from '../../organization/reads.ts'
import { ownDocument } from '../rules/own.ts'
import { recordsOf, type VerifyWorld } from './documents.ts'

type Published = CredentialTables['publicCredential']
export interface Checked {
  readonly report: Report
  readonly at: Date
}

const FRESH_MS = 300_000
const MOST_KEPT = 500
const checked = new Map<string, Checked>()

/** The verdict on a credential of ours, from the stored bytes and the published list; found again for five minutes, never signed. */
export async function ownReport(ctx: Ctx<VerifyWorld>, tx: Db<VerifyWorld>, row: Published): Promise<Checked> {
  const keys = await publicKeys(tx, row.issuerSlug)
  const list = await statusListOf(ctx, tx, row)
  const name = [row.signedDigest, list?.digest, ...keys.map(({ id, state }) => `${id} ${state}`)].join('\n')
  const now = ctx.now()
  const known = checked.get(name)
  if (known && Math.abs(now.getTime() - known.at.getTime()) < FRESH_MS) return known
  const made = { report: await judged(ctx, { row, keys, list: list?.fetched ?? null, now }), at: now }
  if (checked.size >= MOST_KEPT) checked.delete(checked.keys().next().value ?? '')
  checked.set(name, made)
  return made
}

interface Judging {
  readonly row: Published
  readonly keys: readonly IssuerKey[]
  readonly list: Fetched | null
  readonly now: Date
}

function judged(ctx: Ctx<VerifyWorld>, { row, keys, list, now }: Judging): Promise<Report> {
  return verifying().verify(new Uint8Array(row.signedBytes), {
    material: {
      documents: new Map(list ? [[list.url, list]] : []),
      trustedKeys: recordsOf(ctx.baseUrl, row.issuerSlug, keys),
    },
    now,
  })
}

async function statusListOf(
  ctx: Ctx<VerifyWorld>,
  tx: Db<VerifyWorld>,
  row: Published,
): Promise<{ digest: string; fetched: Fetched } | null> {
  const { credentialStatus } = JSON.parse(row.signedBytes.toString('utf8')) as {
    credentialStatus?: { statusListCredential?: string }
  }
  const url = credentialStatus?.statusListCredential ?? ''
  const wanted = ownDocument(ctx.baseUrl, url)
  if (wanted?.kind !== 'statusList') return null
  const found = await findStatusListVersion(tx, { slug: wanted.slug, n: Number(wanted.n), at: null })
  if (!found) return null
  const body = new Uint8Array(found.bytes)
  return { digest: found.digest, fetched: { url, status: 200, mediaType: 'application/vc', body, at: ctx.now() } }
}
