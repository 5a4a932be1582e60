import type { Tables } from './database.ts'
import { ownAccount } from './features/account/views/take-out.ts'
import { ownExamples } from './features/catalog/views/lent.ts'
import { ownSubscriptions, ownWordsOnDrafts } from './features/catalog/views/take-out.ts'
import { ownCredentials } from './features/credential/views/take-out.ts'
import { ownGrowth } from './features/growth/views/take-out.ts'
import { ownMemberships } from './features/organization/views/take-out.ts'
import { ownLedger } from './features/recognition/views/take-out.ts'
import { ownDecisions, ownReadings } from './features/review/views/take-out.ts'
import { ownWorks } from './features/submission/views/take-out.ts'
import type { Ctx } from './platform/ctx.ts'

/** Every room says what is the person's; none says who else had a hand in it. */
export async function everythingOf(ctx: Ctx<Tables>) {
  return {
    ...(await ownAccount(ctx)),
    ...(await ownMemberships(ctx)),
    ...(await ownSubscriptions(ctx)),
    ...(await ownWordsOnDrafts(ctx)),
    ...(await ownGrowth(ctx)),
    ...(await ownWorks(ctx)),
    ...(await ownExamples(ctx)),
    ...(await ownDecisions(ctx)),
    ...(await ownReadings(ctx)),
    ...(await ownCredentials(ctx)),
    ...(await ownLedger(ctx)),
  }
}
export type Everything = Awaited<ReturnType<typeof everythingOf>>

/** Where each thing lies in the archive, for the page that opens it. */
export interface Packed {
  /** Piece or inbox item → path. */
  readonly files: ReadonlyMap<string, string>
  /** Credential → folder. */
  readonly credentials: ReadonlyMap<string, string>
  readonly tables: readonly { readonly name: string; readonly path: string; readonly rows: number }[]
  /** Paths of files that are not what was once received. */
  readonly lost: ReadonlySet<string>
}
