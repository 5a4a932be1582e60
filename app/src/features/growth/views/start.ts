import { OWN_FRAMEWORK } from '../../catalog/model.ts'
import type { CardRow } from '../../catalog/tables.ts'
import { findSpoken } from '../../framework/reads.ts'
import type { World } from '../actions/world.ts'
import { recommend } from '../rules/recommend.ts'
import { type MatchedCompetency, wantedIn } from './goals.ts'
import { offeredIn } from './offered.ts'
import { visitorSnapshot } from './snapshot.ts'
import { labelsOf } from './suggest.ts'

export interface StartView {
  readonly want: string
  readonly signedIn: boolean
  readonly matches: readonly MatchedCompetency[]
  /** Language of labels and statements. */
  readonly wordsIn: string
  /** Each with the competencies of the sentence it works on. */
  readonly found: readonly { readonly card: CardRow; readonly worksOn: readonly string[] }[]
}

const MOST_FOUND = 6
/** So many of them work on what the sentence says most plainly. */
const FIRST_FOUND = 3

/** The question before any account: the sentence is read, answered and forgotten. */
export async function startPage(ctx: World, want: string): Promise<StartView> {
  const signedIn = ctx.actor.kind === 'person'
  if (want === '') return { want, signedIn, matches: [], found: [], wordsIn: ctx.locale }
  return ctx.transact(async (tx) => {
    const framework = await findSpoken(tx, OWN_FRAMEWORK, ctx.locale)
    const { matches } = await wantedIn(tx, { text: want }, framework)
    const offered = await offeredIn(tx, ctx.locale)
    const wanted = matches.map(({ id }) => id)
    const snapshot = visitorSnapshot(ctx, offered, wanted)
    const plainest = recommend(visitorSnapshot(ctx, offered, wanted.slice(0, 1)), { limit: FIRST_FOUND }).list
    const further = recommend(snapshot, { limit: MOST_FOUND }).list
    const found = [...plainest, ...further.filter(({ id }) => plainest.every((each) => each.id !== id))]
      .filter(({ parts }) => parts.goal > 0)
      .slice(0, MOST_FOUND)
      .flatMap(({ id }) => {
        const card = offered.shelf.byId.get(id)
        const item = snapshot.items.find((each) => each.id === id)
        const shared = (item?.competencies ?? []).map((each) => each.id).filter((each) => wanted.includes(each))
        return card ? [{ card, worksOn: labelsOf(offered.competencies, shared) }] : []
      })
    // The best match of the sentence comes first, whatever else speaks for an item.
    const place = ({ worksOn }: (typeof found)[number]) => matches.findIndex(({ label }) => worksOn.includes(label))
    return {
      want,
      signedIn,
      matches,
      wordsIn: framework?.wordsIn ?? ctx.locale,
      found: found.sort((one, other) => place(one) - place(other)),
    }
  })
}
