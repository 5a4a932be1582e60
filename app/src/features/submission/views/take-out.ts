import { insist } from '../../../lib/refusal.ts'
import { mayGather } from '../../account/policy.ts'
import type { World } from '../actions/world.ts'
import {
  listEveryAnswer,
  listEveryAttempt,
  listEveryConsent,
  listEveryItem,
  listEveryPiece,
  listEverySentAnswer,
  listEveryWork,
} from '../reads/take-out.ts'

/** Work, words and evidence; where the bytes lie is said to whoever packs them. */
export async function ownWorks(ctx: World) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  return ctx.transact(async (tx) => ({
    works: await listEveryWork(tx, person),
    answers: await listEveryAnswer(tx, person),
    attempts: await listEveryAttempt(tx, person),
    sentAnswers: await listEverySentAnswer(tx, person),
    pieces: await listEveryPiece(tx, person),
    inbox: await listEveryItem(tx, person),
    consents: await listEveryConsent(tx, person),
  }))
}
