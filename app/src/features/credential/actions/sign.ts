import { createHash } from 'node:crypto'
import { type Fetched, type Report, verify } from '@cairn/openbadges'
import type { Ctx, Db, TenantScope } from '../../../platform/ctx.ts'
import { at } from '../../../platform/failpoint.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { canonicalizers, credentialCrypto, forgetSigner, pinnedContexts, signingOf } from '../../../platform/signing.ts'
import { getKey, getOrganization, keyInUse, publicKeys } from '../../organization/reads.ts'
import { didDocumentOf, issuerDid } from '../../organization/rules/did.ts'
import type { CredentialAwarded, StackAwarded } from '../model.ts'
import { awardedTo } from '../reads/awarded.ts'
import { type CredentialRow, getCredential, getCredentialForUpdate, newestListVersion } from '../reads.ts'
import { wholeSecond } from '../rules/addresses.ts'
import { secondLook } from '../rules/second-look.ts'
import { updateAward } from '../writes.ts'
import { insistClockOnward } from './status.ts'
import type { AwardWorld } from './world.ts'

/** Nothing is stored; the letter comes back, and the operator sees it waiting. */
class SignatureWrong extends Error {
  override name = 'SignatureWrong'
}

/** Courier `sign`: signed → checked by a second path → stored → published. Repeating any part gives the same bytes. */
export async function finishAward(ctx: Ctx<AwardWorld>, letter: { body: unknown }): Promise<void> {
  const { credentialId } = letter.body as { credentialId: string }
  const row = await ctx.transact((tx) => getCredential(tx, ctx.scope, credentialId))
  if (row.state === 'prepared') await signAndStore(ctx, row)
  await publish(ctx, credentialId)
}

/** The signer is given a row, reads the prepared bytes itself, and signs only what was logged. */
async function signAndStore(ctx: Ctx<AwardWorld>, waiting: CredentialRow): Promise<void> {
  const { row, bytes, problem } = await ctx.transact(async (tx) => {
    await insistClockOnward(ctx, tx, waiting.statusListId)
    const row = await underUsableKey(ctx, tx, waiting)
    const organization = await getOrganization(tx, ctx.scope.tenantId)
    const did = issuerDid(ctx.baseUrl, organization.slug)
    const key = await getKey(tx, ctx.scope, row.keyId)
    const prepared = preparedOf(row)
    const signing = signingOf(ctx.keys, { did, tenantId: ctx.scope.tenantId, key })
    const signed = await signing.sign(prepared, row.proofCreated)
    at('issue.signed')
    return { ...signed, row, problem: await secondPath(ctx, tx, { row, ...signed, slug: organization.slug }) }
  })
  at('issue.checked')
  if (problem) {
    if (problem.ofSignature) forgetSigner({ tenantId: ctx.scope.tenantId, key: { id: row.keyId } })
    throw new SignatureWrong(`The signed credential did not pass its own check: ${problem.said}`)
  }
  await ctx.transact(async (tx) => {
    const current = await getCredentialForUpdate(tx, ctx.scope, row.id)
    if (current.state !== 'prepared') return
    await insistSameKey(tx, ctx.scope, { signed: row, current })
    await updateAward(tx, ctx.scope, {
      id: row.id,
      state: 'stored',
      signedBytes: Buffer.from(bytes),
      signedDigest: createHash('sha256').update(bytes).digest('hex'),
    })
  })
  at('issue.stored')
}

/** The letter comes again, and is signed by the key in its place. */
class KeyGone extends Error {
  override name = 'KeyGone'
}

/** While this one signed, the key may have been withdrawn, and another may have taken the award to the next key already. */
async function insistSameKey(
  tx: Db<AwardWorld>,
  scope: TenantScope,
  { signed, current }: { signed: CredentialRow; current: CredentialRow },
): Promise<void> {
  const same = current.keyId === signed.keyId && current.proofCreated.getTime() === signed.proofCreated.getTime()
  if (!same || (await getKey(tx, scope, signed.keyId)).state === 'compromised')
    throw new KeyGone(`${signed.keyId} was withdrawn while it signed`)
}

/** What waited for a key that was withdrawn meanwhile is signed by the one in its place. */
async function underUsableKey(ctx: Ctx<AwardWorld>, tx: Db<AwardWorld>, row: CredentialRow): Promise<CredentialRow> {
  if ((await getKey(tx, ctx.scope, row.keyId)).state !== 'compromised') return row
  const proofCreated = wholeSecond(ctx.now())
  const { id: keyId } = await keyInUse(tx, ctx.scope, { purpose: 'award', at: proofCreated, lock: true })
  await updateAward(tx, ctx.scope, { id: row.id, keyId, proofCreated })
  return { ...row, keyId, proofCreated }
}

function preparedOf(row: CredentialRow): Uint8Array {
  if (!row.preparedBytes || !row.logEntryId) throw new Error('Nothing prepared and logged stands behind this award')
  const digest = createHash('sha256').update(row.preparedBytes).digest('hex')
  if (digest !== row.preparedDigest) throw new Error('The prepared bytes are not the ones that were logged')
  return row.preparedBytes
}

interface Checked {
  readonly row: CredentialRow
  readonly bytes: Uint8Array
  readonly turn: number | null
  readonly slug: string
}

interface Problem {
  readonly said: string
  /** Else the key is innocent: for seconds after a status key was withdrawn, its list bears no proof that holds. */
  readonly ofSignature: boolean
}

/** As a stranger would: another canonicalizer, keys from the published DID document, the index read from the published list. */
async function secondPath(
  ctx: Ctx<AwardWorld>,
  tx: Db<AwardWorld>,
  { row, bytes, turn, slug }: Checked,
): Promise<Problem | null> {
  const list = await newestListVersion(tx, ctx.scope, row.statusListId)
  const document = didDocumentOf(ctx.baseUrl, slug, await publicKeys(tx, slug))
  const prepared = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    credentialStatus: { statusListCredential: string }
  }
  const listUrl = prepared.credentialStatus.statusListCredential
  const documents = new Map<string, Fetched>([
    page(`${ctx.baseUrl}/issuers/${slug}/did.json`, Buffer.from(JSON.stringify(document)), {
      mediaType: 'application/did+json',
      at: ctx.now(),
    }),
    page(listUrl, list?.bytes ?? Buffer.alloc(0), { mediaType: 'application/vc', at: ctx.now() }),
  ])
  const didUrl = `https://${new URL(ctx.baseUrl).host}/issuers/${slug}/did.json`
  documents.set(didUrl, { ...(documents.get(`${ctx.baseUrl}/issuers/${slug}/did.json`) as Fetched), url: didUrl })
  const now = new Date(Math.max(ctx.now().getTime(), row.proofCreated.getTime(), list?.validFrom.getTime() ?? 0))
  const report = await verify(bytes, {
    material: { documents },
    now,
    crypto: credentialCrypto,
    contexts: pinnedContexts(),
    canonicalizer: secondLook(turn) === 'compiled' ? canonicalizers().fast : canonicalizers().reference,
  })
  if (report.verdict === 'valid') return null
  return problemOf(report)
}

function problemOf({ verdict, checks }: Report): Problem {
  const failed = checks.filter(({ findings }) => findings.length > 0)
  const codes = failed.flatMap(({ findings }) => findings.map(({ code }) => code))
  return {
    said: `${verdict}: ${codes.join(', ')}`,
    ofSignature: failed.some(({ name }) => name === 'key' || name === 'proof'),
  }
}

function page(url: string, body: Uint8Array, facts: { mediaType: string; at: Date }): [string, Fetched] {
  return [url, { url, status: 200, body: new Uint8Array(body), ...facts }]
}

async function publish(ctx: Ctx<AwardWorld>, credentialId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getCredentialForUpdate(tx, ctx.scope, credentialId)
    if (row.state !== 'stored') return
    const { title, hours } = (await awardedTo(tx, row.learnerId, [row]))(row)
    await updateAward(tx, ctx.scope, { id: row.id, state: 'published', publishedAt: ctx.now() })
    await postMail(ctx, tx, {
      toPerson: row.learnerId,
      template: row.stackCode ? 'credential.stackAwarded' : 'credential.awarded',
      values: { title },
      path: `/me/backpack/${row.publicId}`,
    })
    await append(ctx, tx, { ...newsOf(row, hours ?? 0), subjectId: row.id, personId: row.learnerId })
  })
  at('issue.published')
}

/** What others hear: of a micro-credential everything that is counted; of a stack that it is there. */
function newsOf(
  row: CredentialRow,
  hours: number,
):
  | { type: 'credential.awarded'; body: { [Key in keyof CredentialAwarded]: CredentialAwarded[Key] } }
  | { type: 'credential.stackAwarded'; body: { [Key in keyof StackAwarded]: StackAwarded[Key] } } {
  const said = { credentialId: row.id, awardedAt: row.awardedAt.toISOString() }
  if (row.stackCode) return { type: 'credential.stackAwarded', body: { ...said, code: row.stackCode } }
  const { submissionId, decisionId, achievementId, achievementVersionId, edition, validUntil } = row
  if (!submissionId || !decisionId || !achievementId || !achievementVersionId)
    throw new Error('Nothing stands behind this award')
  const until = validUntil?.toISOString() ?? null
  return {
    type: 'credential.awarded',
    body: {
      ...{ ...said, submissionId, decisionId, achievementId, achievementVersionId, edition, validUntil: until },
      hours: hours.toFixed(2),
    },
  }
}
