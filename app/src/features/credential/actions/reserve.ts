import { createHash } from 'node:crypto'
import { buildCredential, type CredentialDraft, checkShape, toBytes } from '@cairn/openbadges'
import { base58 } from '../../../lib/ids.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { at } from '../../../platform/failpoint.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { keyInUse } from '../../organization/reads.ts'
import { wholeSecond } from '../rules/addresses.ts'
import { insertAward, updateAward } from '../writes.ts'
import { insistClockOnward, reserveIndex } from './status.ts'
import type { AwardWorld } from './world.ts'

type Tx = Db<AwardWorld>
type Row = Parameters<typeof insertAward>[2]

/** What an award is made with before anybody knows what it says. */
export interface Slot {
  readonly publicId: string
  readonly created: Date
  readonly place: { readonly n: number; readonly index: number }
}
export interface Reserving {
  readonly learnerId: string
  readonly provisional: boolean
  /** What stands behind it: a decision and what it is of, or the parts of a stack. */
  readonly basis: Pick<
    Row,
    'submissionId' | 'decisionId' | 'achievementId' | 'achievementVersionId' | 'stackBasisId' | 'stackCode'
  >
  readonly draft: (slot: Slot) => Promise<{ draft: CredentialDraft; awardedAt: Date; validUntil: Date | null }>
}

/** T1 of issuing: reserve, prepare the exact bytes, log their digest; signing follows from the log. */
export async function reserve(ctx: Ctx<AwardWorld>, tx: Tx, reserving: Reserving): Promise<string> {
  const id = ctx.newId()
  const { learnerId: personId } = reserving
  const digest = await insertPrepared(ctx, tx, { id, reserving })
  at('issue.prepared')
  await post(ctx, tx, { kind: 'sign', body: { credentialId: id } })
  const logEntryId = await append(ctx, tx, { type: 'credential.prepared', subjectId: id, personId, body: { digest } })
  await updateAward(tx, ctx.scope, { id, logEntryId })
  at('issue.logged')
  return id
}

/** Row, random index, key and exact bytes in one; answers the digest that is logged. */
async function insertPrepared(
  ctx: Ctx<AwardWorld>,
  tx: Tx,
  { id, reserving }: { id: string; reserving: Reserving },
): Promise<string> {
  const created = wholeSecond(ctx.now())
  const place = await reserveIndex(ctx, tx)
  await insistClockOnward(ctx, tx, place.listId)
  const key = await keyInUse(tx, ctx.scope, { purpose: 'award', at: created, lock: true })
  const publicId = base58(ctx.random(16))
  const { draft, awardedAt, validUntil } = await reserving.draft({ publicId, created, place })
  const bytes = prepare(draft)
  at('issue.reserved')
  const preparedDigest = createHash('sha256').update(bytes).digest('hex')
  const { learnerId, provisional, basis } = reserving
  await insertAward(tx, ctx.scope, {
    ...{ submissionId: null, decisionId: null, achievementId: null, achievementVersionId: null },
    ...basis,
    ...{ id, publicId, edition: 1, learnerId, provisional, state: 'prepared', keyId: key.id, proofCreated: created },
    ...{ statusListId: place.listId, statusIndex: place.index },
    ...{ preparedBytes: Buffer.from(bytes), preparedDigest, awardedAt, validUntil, reservedAt: ctx.now() },
  })
  return preparedDigest
}

/** The exact bytes that will be signed; what breaks the shape never gets a row. */
function prepare(draft: CredentialDraft): Uint8Array {
  const unsigned = buildCredential(draft)
  const [problem] = checkShape(unsigned, 'credential').filter(({ path }) => !path.startsWith('/proof'))
  if (problem)
    throw new Error(`The award does not have the shape of Open Badges 3.0 at ${problem.path}: ${problem.code}`)
  return toBytes(unsigned)
}
