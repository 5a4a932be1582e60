import { createHash } from 'node:crypto'
import { buildCredential, checkShape, toBytes } from '@cairn/openbadges'
import { base58 } from '../../../lib/ids.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { at } from '../../../platform/failpoint.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { isPersonErased } from '../../account/reads.ts'
import { getVersion } from '../../catalog/reads.ts'
import { activeKey } from '../../organization/reads.ts'
import { getDecision } from '../../review/reads.ts'
import type { DecisionRow } from '../../review/tables.ts'
import type { ReviewDecided } from '../model.ts'
import { findEdition } from '../reads.ts'
import { wholeSecond } from '../rules/addresses.ts'
import { type AwardFacts, credentialDraft } from '../rules/draft.ts'
import { insertAward, updateAward } from '../writes.ts'
import { gatherFacts } from './gather.ts'
import { insistClockOnward, reserveIndex } from './status.ts'
import type { AwardWorld } from './world.ts'

type Tx = Db<AwardWorld>

/** T1 of issuing: reserve, prepare the exact bytes, log their digest; signing follows from the log. Once per submission and edition. */
export async function reserveAward(ctx: Ctx<AwardWorld>, tx: Tx, decided: ReviewDecided): Promise<string | null> {
  if (decided.result !== 'earned') return null
  const decision = await getDecision(tx, ctx.scope, decided.decisionId)
  // Nobody is left whose award it would be: a letter that was given up may be tried again long after.
  if (await isPersonErased(tx, decision.learnerId)) return null
  const known = await findEdition(tx, ctx.scope, { submissionId: decision.submissionId, edition: 1 })
  if (known) return known.id
  const id = ctx.newId()
  const digest = await insertPrepared(ctx, tx, { id, decision })
  at('issue.prepared')
  await post(ctx, tx, { kind: 'sign', body: { credentialId: id } })
  const personId = decision.learnerId
  const logEntryId = await append(ctx, tx, { type: 'credential.prepared', subjectId: id, personId, body: { digest } })
  await updateAward(tx, ctx.scope, { id, logEntryId })
  at('issue.logged')
  return id
}

/** Row, random index, key and exact bytes in one; answers the digest that is logged. */
async function insertPrepared(
  ctx: Ctx<AwardWorld>,
  tx: Tx,
  { id, decision }: { id: string; decision: DecisionRow },
): Promise<string> {
  const key = await activeKey(tx, ctx.scope, 'award')
  const created = wholeSecond(ctx.now())
  const place = await reserveIndex(ctx, tx)
  await insistClockOnward(ctx, tx, place.listId)
  const version = await getVersion(tx, decision.achievementVersionId)
  const facts = await gatherFacts(ctx, tx, { publicId: base58(ctx.random(16)), decision, version, created, place })
  const bytes = prepare(facts)
  at('issue.reserved')
  const preparedDigest = createHash('sha256').update(bytes).digest('hex')
  const { learnerId, submissionId, achievementVersionId, provisional } = decision
  await insertAward(tx, ctx.scope, {
    ...{ id, publicId: facts.publicId, edition: 1, learnerId, submissionId, decisionId: decision.id },
    ...{
      achievementId: version.achievementId,
      achievementVersionId,
      state: 'prepared',
      keyId: key.id,
      proofCreated: created,
    },
    ...{
      statusListId: place.listId,
      statusIndex: place.index,
      preparedBytes: Buffer.from(bytes),
      preparedDigest,
      provisional,
    },
    ...{ awardedAt: facts.awardedAt, validUntil: facts.validUntil, reservedAt: ctx.now() },
  })
  return preparedDigest
}

/** The exact bytes that will be signed; what breaks the shape never gets a row. */
function prepare(facts: AwardFacts): Uint8Array {
  const unsigned = buildCredential(credentialDraft(facts))
  const [problem] = checkShape(unsigned, 'credential').filter(({ path }) => !path.startsWith('/proof'))
  if (problem)
    throw new Error(`The award does not have the shape of Open Badges 3.0 at ${problem.path}: ${problem.code}`)
  return toBytes(unsigned)
}
