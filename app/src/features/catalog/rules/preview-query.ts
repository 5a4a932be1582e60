import * as z from 'zod'

/** As whom the draft is looked at. */
const SEATS = ['educator', 'reader'] as const

const CRITERIA = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'] as const
const level = z.string().max(40).optional().catch(undefined)

/** Everything that is chosen on the page stands in its address, and nowhere else. What nobody knows is not chosen. */
export const PreviewQuery = z.object({
  as: z.enum(SEATS).catch('educator'),
  /** The public page, the written parts, or one requirement. */
  show: z
    .string()
    .regex(/^(page|write|R[1-4])$/)
    .catch('page'),
  width: z.enum(['phone', 'full']).catch('phone'),
  criterion: z.enum(CRITERIA).optional().catch(undefined),
  ...(Object.fromEntries(CRITERIA.map((id) => [id, level])) as Record<(typeof CRITERIA)[number], typeof level>),
})
export type PreviewQuery = z.infer<typeof PreviewQuery>

/** The levels chosen so far, by criterion. */
export function chosenIn(query: PreviewQuery): Readonly<Record<string, string>> {
  return Object.fromEntries(
    CRITERIA.flatMap((id) => {
      const chosen = query[id]
      return chosen ? [[id, chosen]] : []
    }),
  )
}
