import * as z from 'zod'
import { isLocalDate } from '../../lib/dates.ts'
import { isZone } from '../account/rules/zones.ts'

export const ROLES = [
  'organizationAdmin',
  'author',
  'qaLead',
  'assessor',
  'adjudicator',
  'coach',
  'recognizer',
] as const
export const KINDS = ['district', 'state', 'network', 'school'] as const
export const LANGUAGES = ['en', 'es'] as const

const Role = z.enum(ROLES)
const Unit = z.union([z.uuid(), z.literal('')]).transform((id) => id || null)
const Zone = z.string().max(60).refine(isZone, { error: 'account.zone.unknown' })
const Named = z
  .string()
  .trim()
  .min(1, { error: 'organization.name.empty' })
  .max(120, { error: 'organization.name.long' })
const Web = z
  .string()
  .trim()
  .max(300)
  .refine((text) => /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text), { error: 'organization.url.form' })
const Mail = z
  .union([z.literal(''), z.email({ error: 'account.email.form' }).max(254)])
  .transform((text) => text || null)

export const Nothing = z.strictObject({})
export const ThatOne = z.strictObject({ id: z.uuid() })
export type ThatOne = z.infer<typeof ThatOne>
export const ThatPerson = z.strictObject({ personId: z.uuid() })
export type ThatPerson = z.infer<typeof ThatPerson>

export const Invite = z.strictObject({
  email: z
    .string()
    .transform((text) => text.normalize('NFKC').trim().toLowerCase())
    .pipe(z.email({ error: 'account.email.form' }).max(254)),
  roles: z.array(Role.exclude(['organizationAdmin'])).default([]),
  unitId: Unit.default(null),
})
export type Invite = z.infer<typeof Invite>
/** All roles of one member at once, as the form shows them, and the school. */
export const SetRoles = z.strictObject({
  personId: z.uuid(),
  roles: z.array(Role).default([]),
  unitId: Unit.default(null),
})
export type SetRoles = z.infer<typeof SetRoles>
/** Yes or no to what waits: a role proposed by a colleague, or a person who asks to belong. */
export const Answer = z.strictObject({ id: z.uuid(), answer: z.enum(['accept', 'refuse']) })
export type Answer = z.infer<typeof Answer>

export const TIE_KINDS = ['coach', 'supervisor', 'household'] as const
/** A whole name, as the list of members shows it. */
/** A whole name as typed; each field says in its own words that it is empty. */
function Called(empty: string) {
  return z.string().trim().min(1, { error: empty }).max(260)
}
export const RecordTie = z.strictObject({
  person: Called('organization.tie.person.needed'),
  other: Called('organization.tie.other.needed'),
  kind: z.enum(TIE_KINDS, { error: 'organization.tie.kind.needed' }),
})
export type RecordTie = z.infer<typeof RecordTie>
export const DeclareTie = z.strictObject({ tenantId: z.uuid(), other: Called('organization.tie.empty') })
export type DeclareTie = z.infer<typeof DeclareTie>
export const TakeBackTie = z.strictObject({ tenantId: z.uuid(), id: z.uuid() })
export type TakeBackTie = z.infer<typeof TakeBackTie>

export const AskToLink = z.strictObject({ tenantId: z.uuid(), unitId: Unit.default(null) })
export type AskToLink = z.infer<typeof AskToLink>
export const Leave = z.strictObject({ tenantId: z.uuid() })
export type Leave = z.infer<typeof Leave>

export const Facts = z.strictObject({
  name: Named,
  url: Web,
  email: Mail,
  timeZone: Zone,
  locale: z.enum(LANGUAGES),
})
export type Facts = z.infer<typeof Facts>
export const NewUnit = z.strictObject({ unit: Named, kind: z.enum(['school', 'office']) })
export type NewUnit = z.infer<typeof NewUnit>
export const Picture = z.strictObject({
  picture: z
    .instanceof(File, { error: 'organization.picture.none' })
    // A form without a choice sends a file without a byte.
    .refine(({ size }) => size > 0, { error: 'organization.picture.none' }),
})
export type Picture = z.infer<typeof Picture>
/** Judged one by one by the rule of each key. */
export const Settings = z.strictObject({ settings: z.record(z.string(), z.unknown()) })
export type Settings = z.infer<typeof Settings>

export const ADMITS = ['all', 'verified', 'stated'] as const
const Domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: 'organization.provider.domain' })
const Domains = z
  .string()
  .max(1000)
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  )
  .pipe(z.array(Domain).max(20))
export const NewProvider = z.strictObject({
  label: Named,
  issuer: z
    .string()
    .trim()
    .max(300)
    // As typed: to a provider `…/cairn` and `…/cairn/` are two issuers.
    .refine((text) => URL.canParse(text) && /^https?:/.test(text), { error: 'organization.url.form' }),
  clientId: z.string().trim().min(1).max(300),
  secret: z.string().trim().max(500).default(''),
  domains: Domains,
  /** Left out: endings are checked where there are any. */
  admits: z.enum(ADMITS).optional(),
})
export type NewProvider = z.infer<typeof NewProvider>
/** Whom a sign-in that is there already lets in from now on. */
export const TrustProvider = z.strictObject({ id: z.uuid(), domains: Domains, admits: z.enum(ADMITS) })
export type TrustProvider = z.infer<typeof TrustProvider>
export const SwitchProvider = z.strictObject({ id: z.uuid(), enabled: z.enum(['on', 'off']) })
export type SwitchProvider = z.infer<typeof SwitchProvider>

export const NewKeys = z.strictObject({
  purpose: z.enum(['award', 'status'], { error: 'organization.keys.purpose.needed' }),
})
export type NewKeys = z.infer<typeof NewKeys>
export const WithdrawKey = z.strictObject({
  keyId: z.string().min(1, { error: 'organization.keys.which.needed' }).max(40),
  since: z.string().refine(isLocalDate, { error: 'invalid.date' }),
  /** What follows cannot be undone: read, and said to have been read. */
  understood: z.literal('yes', { error: 'organization.keys.understood.needed' }),
})
export type WithdrawKey = z.infer<typeof WithdrawKey>

export const SiteForm = z.strictObject({ name: Named, locale: z.enum(LANGUAGES), timeZone: Zone })
export type SiteForm = z.infer<typeof SiteForm>
export const IssuerForm = z.strictObject({
  name: Named,
  kind: z.enum(KINDS),
  url: Web,
  email: Mail,
  /** The master key was copied to another place: asked, because nobody can do it for them later. */
  copied: z.literal('yes', { error: 'organization.setup.copied.needed' }),
})
export type IssuerForm = z.infer<typeof IssuerForm>
export const CatalogueForm = z.strictObject({
  offer: z.enum(['all', 'some', 'none']),
  codes: z.array(z.string().max(20)).max(500).default([]),
})
export type CatalogueForm = z.infer<typeof CatalogueForm>
export const DemoForm = z.strictObject({ demo: z.enum(['keep', 'remove']) })
export type DemoForm = z.infer<typeof DemoForm>
