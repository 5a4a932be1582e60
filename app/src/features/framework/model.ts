import * as z from 'zod'

const words = z.string().min(1).max(2000)
const code = z.string().min(1).max(40)
const level = z.int().min(0).max(9)

const domain = z.object({
  id: code,
  caseIdentifier: z.uuid(),
  code,
  order: z.int(),
  label: words,
  statement: words,
  strands: z.array(z.string().max(40)).default([]),
})
const competency = z.object({
  id: code,
  caseIdentifier: z.uuid(),
  code,
  domain: code,
  label: words,
  statement: words,
  levels: z.array(z.object({ level, descriptor: words })),
})
const scenario = z.object({
  id: code,
  prompt: words,
  options: z.array(z.object({ text: words, levels: z.record(z.string(), level) })),
})

/** A competency framework as its file holds it: `catalog/frameworks/{id}.json`. */
export const Framework = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  caseIdentifier: z.uuid(),
  version: z.string().max(20),
  language: z.string().max(20),
  title: words,
  description: words,
  rightsHolder: words,
  license: words,
  licenseURI: z.url({ protocol: /^https$/ }),
  redistributable: z.boolean(),
  levels: z.array(z.object({ level, label: words, statement: words })),
  domains: z.array(domain).min(1),
  competencies: z.array(competency).min(1),
  scenarios: z.array(scenario).default([]),
})
export type Framework = z.infer<typeof Framework>
export type Domain = Framework['domains'][number]
export type Competency = Framework['competencies'][number]

const count = (usual: number) => z.coerce.number().int().min(0).catch(usual).default(usual)
/** Paging as the standard asks for it; the rest of its query is for providers with more than a few frameworks. */
export const CaseQuery = z.object({
  limit: count(100).transform((limit) => Math.min(Math.max(limit, 1), 500)),
  offset: count(0),
})
export type CaseQuery = z.infer<typeof CaseQuery>
