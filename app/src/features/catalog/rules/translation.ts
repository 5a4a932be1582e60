import * as z from 'zod'
import { CODE, SEMVER, text } from './field.ts'

/** Languages the catalogue is translated into: a folder each, such as `catalog/es`. */
export const TRANSLATED = ['es'] as const
export type Translated = (typeof TRANSLATED)[number]
/** Languages that readers search in. */
export const SEARCHED = ['en', ...TRANSLATED] as const
export type Searched = (typeof SEARCHED)[number]

/** The language an address asks for, beside that of its reader: the author's own, or one it is translated into. */
export const TextQuery = z.object({ text: z.enum(SEARCHED).optional().catch(undefined) })
export type TextQuery = z.infer<typeof TextQuery>

/** The words of one entry in another language: what a reader meets before the page itself. */
export const Translation = z.strictObject({
  /** The version these words were read against. */
  of: z.string().regex(SEMVER),
  title: text(4, 70),
  summary: text(40, 240),
  competency: text(60, 260),
  /** There where the entry names one. */
  firstStep: text(20, 200).optional(),
})
export type Translation = z.infer<typeof Translation>
export type Words = Omit<Translation, 'of'>

/** One file of a strand, such as `es/A.yaml`: the words of each entry under its code. */
export const TranslationFile = z.record(z.string().regex(CODE), Translation)
export type TranslationFile = z.infer<typeof TranslationFile>

/** A new competency is a new major version, so words of 1.0.0 speak for all of 1 and for nothing of 2. */
export function speaksFor({ of }: Pick<Translation, 'of'>, version: string): boolean {
  return of.split('.')[0] === version.split('.')[0]
}
