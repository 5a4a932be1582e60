import * as z from 'zod'
import { DESK_DEEDS } from './rules/desk-keys.ts'
import { normalizeEmail } from './rules/email.ts'
import { isLocalPath } from './rules/local-path.ts'
import { isZone } from './rules/zones.ts'

export const WORK_ROLES = ['teacher', 'paraeducator', 'specialist', 'coach', 'mentor', 'leader'] as const
export const GRADES = ['PK', 'K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', 'adult'] as const
/** The ids of catalog/subjects.yaml. */
export const SUBJECTS = [
  'arts',
  'career-technical',
  'computer-science',
  'early-learning',
  'english-language-arts',
  'english-language-development',
  'health',
  'library',
  'mathematics',
  'music',
  'physical-education',
  'science',
  'social-studies',
  'special-education',
  'world-languages',
] as const
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export const LANGUAGES = ['en', 'es'] as const

export const Email = z
  .string()
  .transform(normalizeEmail)
  .pipe(z.email({ error: 'account.email.form' }).max(254, { error: 'account.email.form' }))
/** What is no path of this site is left out; the person still gets in. */
export const Next = z
  .string()
  .max(500)
  .transform((text) => (isLocalPath(text) ? text : null))
  .nullable()
  .optional()
  .catch(null)
/** Six digits however they were spaced. */
export const Code = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, { error: 'account.code.form' }))
export const Name = z.string().trim().min(1, { error: 'account.name.empty' }).max(120, { error: 'account.name.long' })
const Zone = z.string().max(60).refine(isZone, { error: 'account.zone.unknown' })

export const StartSignIn = z.strictObject({ email: Email, next: Next })
export type StartSignIn = z.infer<typeof StartSignIn>
export const TypedCode = z.strictObject({ code: Code })
export type TypedCode = z.infer<typeof TypedCode>
export const ConfirmCode = TypedCode.extend({ next: Next })
export type ConfirmCode = z.infer<typeof ConfirmCode>
/** Empty in the browser that asked for the link; elsewhere the number that browser shows. */
export const UseLink = z.strictObject({ code: z.string().max(40).optional() })
export type UseLink = z.infer<typeof UseLink>
export const Onward = z.strictObject({ next: Next })
export type Onward = z.infer<typeof Onward>
export const Nothing = z.strictObject({})

export const Profile = z.strictObject({
  name: Name,
  locale: z.enum(LANGUAGES),
  timeZone: Zone,
  workRole: z.enum(WORK_ROLES),
  grades: z.array(z.enum(GRADES)).max(GRADES.length).default([]),
  subjects: z.array(z.enum(SUBJECTS)).max(SUBJECTS.length).default([]),
})
export type Profile = z.infer<typeof Profile>
export const Welcome = Profile.extend({ next: Next })
export type Welcome = z.infer<typeof Welcome>
export const Appearance = z.strictObject({
  back: z.string().max(500).default('/'),
  locale: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
})
export type Appearance = z.infer<typeof Appearance>

const TypedKey = z.string().max(40)
/** One field for each deed of the desk; `swap` is the deed whose key changes places with the one that has it. */
export const ChooseKeys = z.strictObject({
  keys: z.partialRecord(z.enum(DESK_DEEDS), TypedKey).default({}),
  swap: z.enum(DESK_DEEDS).optional(),
})
export type ChooseKeys = z.infer<typeof ChooseKeys>
export const SwitchKeys = z.strictObject({ on: z.enum(['yes', 'no']) })
export type SwitchKeys = z.infer<typeof SwitchKeys>

export const ThatOne = z.strictObject({ id: z.uuid() })
export type ThatOne = z.infer<typeof ThatOne>
export const AskErasure = z.strictObject({
  credentials: z.enum(['keep', 'erase']).default('keep'),
  confirmed: z
    .literal('yes')
    .optional()
    .transform((box) => box === 'yes'),
})
export type AskErasure = z.infer<typeof AskErasure>
export const RenamePasskey = z.strictObject({ id: z.uuid(), label: z.string().trim().min(1).max(60) })
export type RenamePasskey = z.infer<typeof RenamePasskey>
export const NewEmail = z.strictObject({ email: Email })
export type NewEmail = z.infer<typeof NewEmail>

/** The account that this address opens, and the ways in that shall not open it any more. */
export const Reopen = NewEmail.extend({ remove: z.array(z.uuid()).max(100).default([]) })
export type Reopen = z.infer<typeof Reopen>

/** What the browser's ceremony answers; the library reads it, we only bound it. */
const Ceremony = z.looseObject({
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
})
export const PasskeyAnswer = z.strictObject({ response: Ceremony, next: Next })
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>
export const NewPasskey = z.strictObject({ response: Ceremony })
export type NewPasskey = z.infer<typeof NewPasskey>

export const SwitchOrganization = z.strictObject({ tenantId: z.uuid(), back: Next })
export type SwitchOrganization = z.infer<typeof SwitchOrganization>
export const StepIn = z.strictObject({ personId: z.uuid() })
export type StepIn = z.infer<typeof StepIn>
export const ClaimSetUp = z.strictObject({
  code: z.string().trim().max(80),
  name: Name,
  email: Email,
})
export type ClaimSetUp = z.infer<typeof ClaimSetUp>
