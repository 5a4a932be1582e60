import * as z from 'zod'
import { AI_POLICIES, AUDIENCES, EVIDENCE_TYPES, GRADE_BANDS, TIMES } from '../model.ts'
import { LANGUAGE, SLUG } from './field.ts'

/** One facet of an address: repeated keys, unknown words dropped, so that an old link still opens. */
function choices<Value extends string>(value: z.ZodType<Value>) {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => {
      const asked = given === undefined ? [] : Array.isArray(given) ? given : [given]
      const few = [...new Set(asked)].slice(0, 100)
      return few.flatMap((one) => value.safeParse(one).data ?? []).slice(0, 30)
    })
}

/** What `/explore` understands; values within one facet widen, facets narrow. */
export const ExploreQuery = z.object({
  q: z
    .string()
    .normalize('NFC')
    .trim()
    .transform((q) => [...q].slice(0, 200).join(''))
    .catch('')
    .default(''),
  need: choices(z.string().regex(SLUG).max(40)),
  time: z.enum(TIMES).optional().catch(undefined),
  grade: choices(z.enum(GRADE_BANDS)),
  domain: choices(z.string().regex(/^[A-Z]{2,5}$/)),
  strand: choices(z.string().regex(/^([A-L]|[a-z0-9]+(-[a-z0-9]+)*)$/)),
  audience: choices(z.enum(AUDIENCES)),
  subject: choices(z.string().regex(SLUG).max(40)),
  students: z.enum(['yes', 'no']).optional().catch(undefined),
  evidence: choices(z.enum(EVIDENCE_TYPES)),
  language: choices(z.string().regex(LANGUAGE)),
  ai: choices(z.enum(AI_POLICIES)),
  expires: choices(z.enum(['never', 'after'])),
  stack: choices(z.string().regex(/^[A-Z][A-Z0-9-]{0,11}$/)),
  issuer: choices(z.string().regex(SLUG)),
  worth: z.enum(['yes']).optional().catch(undefined),
  exemplars: z.enum(['yes']).optional().catch(undefined),
})
export type ExploreQuery = z.infer<typeof ExploreQuery>
