import * as z from 'zod'

const requirementId = z.string().regex(/^R[1-4]$/)

/** For whom has no results of their own: the site makes a table of invented students, and opens its later results once a part is locked. */
export const PracticeCaseAsked = z.strictObject({
  kind: z.literal('split-table'),
  opensIn: requirementId,
  laterAfter: requirementId,
})
