import type { Ctx } from '../../../platform/ctx.ts'
import { catalogueToChoose, type Strands } from '../views/offers.ts'
import { OfferLists } from './offer-lists.tsx'

/** What the page tells: what was chosen when the step was last left. */
interface Before {
  readonly chosen: readonly string[]
}
interface Loaded extends Before {
  readonly strands: Strands
}

/** In the set-up: the entries an organization can begin with. */
export async function load(ctx: Ctx<never>, { chosen }: Before): Promise<Loaded | null> {
  const strands = await catalogueToChoose(ctx)
  return strands.length > 0 ? { strands, chosen } : null
}

export function Part({ strands, chosen }: Loaded) {
  return <OfferLists strands={strands} name="codes[]" by="code" chosen={chosen} />
}
