import type { FormState } from '../../../platform/route.ts'
import type { FieldProblem } from '../../../ui/error-summary.tsx'
import type { Packet } from '../rules/packet.ts'

/** Each fault with the criterion it is about: five times "Choose a level" would help nobody. */
export function namedErrors({ fields }: FormState, { rubric }: Packet): FieldProblem[] {
  return Object.entries(fields).map(([field, text]) => {
    const id = field.split('.')[1]
    const criterion = rubric.criteria.find((one) => one.id === id)
    return { field, text: criterion?.state === 'open' ? `${criterion.title}: ${text}` : text }
  })
}
