import type { Ctx } from '../../../platform/ctx.ts'
import { catalogueToChoose, type Strands } from '../views/offers.ts'
import { OfferLists } from './offer-lists.tsx'

interface Loaded {
  readonly strands: Strands
}

/** In the set-up: the entries an organization can begin with. */
export async function load(ctx: Ctx<never>): Promise<Loaded | null> {
  const strands = await catalogueToChoose(ctx)
  return strands.length > 0 ? { strands } : null
}

export function Part({ strands }: Loaded) {
  return <OfferLists strands={strands} name="codes[]" by="code" chosen={[]} />
}
