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

const column = z.int().min(0).max(200).optional()
/** Which column of a table holds what. */
export const CsvColumns = z.object({
  identifier: column,
  statement: column,
  code: column,
  parent: column,
  order: column,
  shortName: column,
  ownLabel: column,
  kind: column,
  notes: column,
  exactMatchOf: column,
  isRelatedTo: column,
})
export type CsvColumns = z.infer<typeof CsvColumns>

const said = z.string().trim()
/** Whose words they are and what may be done with them: asked of whoever takes a framework in, nothing is presumed. */
export const ImportFacts = z.object({
  rightsHolder: said.min(2, 'framework.import.rightsHolder.missing').max(200),
  licenseURI: z.url({ protocol: /^https?$/, error: 'framework.import.licenseURI.wrong' }).max(500),
  redistributable: z.enum(['yes', 'no'], 'framework.import.redistributable.missing'),
  title: said.max(200).default(''),
  language: z.enum(['en', 'es']).catch('en').default('en'),
})
export type ImportFacts = z.infer<typeof ImportFacts>

export const MOST_SOURCE_BYTES = 20 * 1_048_576
/** The frame of the form around the file. */
export const MOST_IMPORT_BYTES = MOST_SOURCE_BYTES + 65_536

export const BeginImport = ImportFacts.extend({
  file: z.instanceof(File).optional(),
  link: said.max(2_048).default(''),
}).strict()
export type BeginImport = z.infer<typeof BeginImport>

/** As the form sends it: the number of the column, or nothing. */
const chosen = z
  .string()
  .max(3)
  .regex(/^\d*$/)
  .transform((at) => (at === '' ? undefined : Number(at)))
  .optional()
export const ChooseColumns = z.strictObject(
  Object.fromEntries(Object.keys(CsvColumns.shape).map((name) => [name, chosen])) as Record<
    keyof CsvColumns,
    typeof chosen
  >,
)
export type ChooseColumns = z.infer<typeof ChooseColumns>

export const Nothing = z.strictObject({})

/** Which branch of a large framework is shown. */
export const BranchQuery = z.object({ under: z.guid().optional().catch(undefined) })
export type BranchQuery = z.infer<typeof BranchQuery>
