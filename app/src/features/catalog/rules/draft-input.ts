import * as z from 'zod'
import { SECTION_IDS } from './draft.ts'
import { SECTION_FIELDS } from './draft-fields.ts'

const section = z.enum(SECTION_IDS)
const revision = z.coerce.number().int().min(1).max(1_000_000_000)

/** What a field of a draft may begin with; its own name is read by the section (draft-form.ts). */
const NAMES = new Set([
  ...['section', 'revision', 'do', 'find'],
  // What an author notes beside a criterion lies with the draft, not in it.
  'points',
  ...SECTION_IDS.flatMap((id) => SECTION_FIELDS[id].map(({ name }) => name.split('.')[0] ?? name)),
])

/** What the editor's form sends: which section, on which revision, and every field under its own name. */
export const SaveDraft = z
  .looseObject({ section, revision, do: z.string().max(200).default('save'), find: z.string().max(120).default('') })
  .superRefine((sent, { addIssue }) => {
    const keys = Object.keys(sent).filter((name) => !NAMES.has(name))
    if (keys.length > 0) addIssue({ code: 'unrecognized_keys', keys, input: sent })
  })
export type SaveDraft = z.infer<typeof SaveDraft>

/** The same from a script, names flat as the form has them. */
export const AutosaveDraft = z.strictObject({
  section,
  revision,
  fields: z.record(z.string().max(120), z.union([z.string().max(60_000), z.array(z.string().max(400)).max(60)])),
})
export type AutosaveDraft = z.infer<typeof AutosaveDraft>

const asked = (most: number) => z.string().trim().max(most).catch('').default('')
/** Which part is open; where statements are chosen, in which framework and by which words. */
export const EditQuery = z.object({ section: section.optional().catch(undefined), in: asked(60), q: asked(120) })
export type EditQuery = z.infer<typeof EditQuery>
/** Where the list of drafts goes on. */
export const DraftsQuery = z.object({ after: z.uuid().optional().catch(undefined) })
export type DraftsQuery = z.infer<typeof DraftsQuery>
const file = z.instanceof(File, { error: 'catalog.import.none' })
/** Files of a catalogue, or archives of them. */
export const ImportFiles = z.strictObject({
  file: z.array(file, { error: 'catalog.import.none' }).min(1),
  replace: z.literal('yes').optional(),
})
export type ImportFiles = z.infer<typeof ImportFiles>

/** Whose catalogue is taken along. */
export const ArchiveQuery = z.strictObject({ of: z.enum(['own', 'starter']).catch('own').default('own') })
export type ArchiveQuery = z.infer<typeof ArchiveQuery>

export const Nothing = z.strictObject({})
