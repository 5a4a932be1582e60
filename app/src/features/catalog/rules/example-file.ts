import * as z from 'zod'
import { CODE, SEMVER, text } from './field.ts'

/** What work that meets a criterion looks like beside work that falls short by the one thing the rubric points at (Q26). */
export const Example = z.strictObject({ met: text(60, 700), almost: text(60, 700) })
export type Example = z.infer<typeof Example>

/** Constructed examples for each criterion of one entry, as one file of the catalogue: `examples/b1.yaml`. */
export const ExampleFile = z.strictObject({
  code: z.string().regex(CODE),
  version: z.string().regex(SEMVER),
  license: z.literal('CC-BY-4.0'),
  criteria: z.record(z.string().regex(/^C[1-8]$/), Example),
})
export type ExampleFile = z.infer<typeof ExampleFile>
