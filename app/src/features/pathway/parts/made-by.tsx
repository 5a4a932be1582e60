import { t } from '../../../text.ts'
import type { SeenStack } from '../views.ts'

/** The organization that put it together; the starter ones are everybody's. */
export function MadeBy({ stack: { creator, inside } }: { stack: SeenStack }) {
  if (creator === null) return null
  return <p class="small muted">{t(inside ? 'pathway.of.members' : 'pathway.of', { name: creator })}</p>
}
