import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import {
  Answer,
  AskToLink,
  CatalogueForm,
  DeclareTie,
  DemoForm,
  Facts,
  Invite,
  IssuerForm,
  Leave,
  NewKeys,
  NewProvider,
  NewUnit,
  Nothing,
  Picture,
  RecordTie,
  SetRoles,
  Settings,
  SiteForm,
  SwitchProvider,
  TakeBackTie,
  ThatOne,
  ThatPerson,
  TrustProvider,
  WithdrawKey,
} from './model.ts'

const slug = { noun: 'issuer', param: 'slug' } as const
const known = {
  method: 'GET',
  auth: 'public',
  scope: 'public',
  action: 'organization.public',
  cache: 'public-300',
} as const
/** Verification asks these: never counted against anybody, served to any origin. */
const forVerifiers = { ...known, rate: 'none', cors: true } as const

const policy = () => import('./pages/policy.tsx')
const people = () => import('./pages/people.tsx')
const settings = () => import('./pages/settings.tsx')
const keys = () => import('./pages/keys.tsx')
const links = () => import('./pages/links.tsx')
const join = () => import('./pages/join.tsx')
const ties = () => import('./pages/ties.tsx')
const declared = () => import('./pages/declared.tsx')
const admin = () => import('./pages/admin.tsx')

const read = { method: 'GET', rate: 'page', cache: 'private' } as const
const write = { method: 'POST', rate: 'write', cache: 'private' } as const
const here = { auth: 'session', scope: 'tenant', object: { noun: 'organization', param: 'org' } } as const
const inPeople = { ...here, ...write, page: people } as const
const inSettings = { ...here, ...write, page: settings, action: 'organization.configure' } as const
const inKeys = { ...here, ...write, page: keys, action: 'key.change' } as const
const own = { auth: 'session', scope: 'person', action: 'organization.join' } as const
const inDeclared = { auth: 'session', scope: 'person', action: 'tie.declare', page: declared } as const
const invitation = { noun: 'invitation', param: 'token' } as const
const operator = { auth: 'session', scope: 'platform', action: 'organization.operate' } as const
const setUp = { auth: 'session', scope: 'platform', action: 'organization.setUp' } as const

const After = z.object({ after: z.uuid().optional().catch(undefined) })
const Before = z.object({ before: z.coerce.number().int().positive().optional().catch(undefined) })
const BeforeId = z.object({ before: z.uuid().optional().catch(undefined) })
const Search = z.object({ q: z.string().max(120).optional().catch(undefined) })

/** The door of the feature. */
export const routes = [
  { ...known, path: '/help', page: policy, rate: 'page', perLanguage: true },
  {
    ...known,
    path: '/policies/:policy',
    page: policy,
    object: { noun: 'policy', param: 'policy' },
    rate: 'page',
    perLanguage: true,
  },
  { ...known, path: '/issuers/starter', page: () => import('./pages/starter.tsx'), rate: 'page' },
  { ...known, path: '/issuers/:slug', page: () => import('./pages/issuer.tsx'), object: slug, rate: 'page' },
  { ...forVerifiers, path: '/issuers/:slug/did.json', api: () => import('./api/did.ts'), object: slug },
  { ...forVerifiers, path: '/issuers/:slug/keys.json', api: () => import('./api/keys.ts'), object: slug },
  { ...forVerifiers, path: '/issuers/:slug/image', api: () => import('./api/image.ts'), object: slug },
  { ...forVerifiers, path: '/.well-known/cairn-trust.json', api: () => import('./api/trust.ts') },

  { ...here, ...read, action: 'member.read', path: '/org/:org/people', page: people, query: After },
  { ...inPeople, action: 'member.invite', path: '/org/:org/people/invite', verb: 'invite', input: Invite },
  { ...inPeople, action: 'member.invite', path: '/org/:org/people/withdraw', verb: 'withdraw', input: ThatOne },
  { ...inPeople, action: 'role.grant', path: '/org/:org/people/roles', verb: 'roles', input: SetRoles },
  { ...inPeople, action: 'role.grant', path: '/org/:org/people/proposal', verb: 'proposal', input: Answer },
  { ...inPeople, action: 'member.invite', path: '/org/:org/people/request', verb: 'request', input: Answer },
  { ...inPeople, action: 'member.invite', path: '/org/:org/people/end', verb: 'end', input: ThatPerson },
  { ...here, ...read, action: 'tie.record', path: '/org/:org/people/ties', page: ties, query: After },
  { ...here, ...write, action: 'tie.record', path: '/org/:org/people/ties', page: ties, input: RecordTie },
  {
    ...here,
    ...write,
    action: 'tie.record',
    path: '/org/:org/people/ties/end',
    page: ties,
    verb: 'end',
    input: ThatOne,
  },
  { ...here, ...read, action: 'organization.configure', path: '/org/:org/settings', page: settings },
  { ...inSettings, path: '/org/:org/settings', verb: 'facts', input: Facts },
  { ...inSettings, path: '/org/:org/settings/picture', verb: 'picture', input: Picture },
  { ...inSettings, path: '/org/:org/settings/rules', verb: 'rules', input: Settings },
  { ...inSettings, path: '/org/:org/settings/schools', verb: 'addSchool', input: NewUnit },
  { ...inSettings, path: '/org/:org/settings/schools/close', verb: 'closeSchool', input: ThatOne },
  { ...inSettings, path: '/org/:org/settings/sign-in', verb: 'addProvider', input: NewProvider },
  { ...inSettings, path: '/org/:org/settings/sign-in/switch', verb: 'switchProvider', input: SwitchProvider },
  { ...inSettings, path: '/org/:org/settings/sign-in/trust', verb: 'trustProvider', input: TrustProvider },
  { ...here, ...read, action: 'key.change', path: '/org/:org/keys', page: keys },
  { ...inKeys, path: '/org/:org/keys', verb: 'rotate', input: NewKeys },
  { ...inKeys, path: '/org/:org/keys/withdraw', verb: 'withdraw', input: WithdrawKey },
  { ...inKeys, path: '/org/:org/keys/proposal', verb: 'proposal', input: Answer },
  {
    ...here,
    ...read,
    action: 'audit.read',
    path: '/org/:org/audit',
    page: () => import('./pages/audit.tsx'),
    query: Before,
  },

  { ...own, ...read, path: '/me/organizations', page: links, query: Search },
  { ...own, ...write, path: '/me/organizations/ask', page: links, verb: 'ask', input: AskToLink },
  { ...own, ...write, path: '/me/organizations/leave', page: links, verb: 'leave', input: Leave },
  { ...inDeclared, ...read, path: '/me/not-my-readers' },
  { ...inDeclared, ...write, path: '/me/not-my-readers', input: DeclareTie },
  { ...inDeclared, ...write, path: '/me/not-my-readers/take-back', verb: 'takeBack', input: TakeBackTie },
  {
    ...read,
    auth: 'public',
    scope: 'public',
    action: 'organization.public',
    path: '/join/:token',
    page: join,
    object: invitation,
  },
  { ...own, ...write, path: '/join/:token', page: join, object: invitation, input: Nothing },

  { ...operator, ...read, path: '/admin', page: admin, query: Before },
  { ...operator, ...write, path: '/admin', page: admin, input: ThatOne },
  { ...operator, ...read, path: '/admin/outbox', page: () => import('./pages/outbox.tsx'), query: BeforeId },

  { ...setUp, ...read, path: '/setup/site', page: () => import('./pages/setup-site.tsx') },
  { ...setUp, ...write, path: '/setup/site', page: () => import('./pages/setup-site.tsx'), input: SiteForm },
  { ...setUp, ...read, path: '/setup/issuer', page: () => import('./pages/setup-issuer.tsx') },
  { ...setUp, ...write, path: '/setup/issuer', page: () => import('./pages/setup-issuer.tsx'), input: IssuerForm },
  { ...setUp, ...read, path: '/setup/mail', page: () => import('./pages/setup-mail.tsx') },
  {
    ...setUp,
    ...write,
    path: '/setup/mail',
    page: () => import('./pages/setup-mail.tsx'),
    verb: 'next',
    input: Nothing,
  },
  {
    ...setUp,
    ...write,
    path: '/setup/mail/test',
    page: () => import('./pages/setup-mail.tsx'),
    verb: 'send',
    input: Nothing,
  },
  { ...setUp, ...read, path: '/setup/catalogue', page: () => import('./pages/setup-catalogue.tsx') },
  {
    ...setUp,
    ...write,
    path: '/setup/catalogue',
    page: () => import('./pages/setup-catalogue.tsx'),
    input: CatalogueForm,
  },
  { ...setUp, ...read, path: '/setup/demo', page: () => import('./pages/setup-demo.tsx') },
  { ...setUp, ...write, path: '/setup/demo', page: () => import('./pages/setup-demo.tsx'), input: DemoForm },
  { ...setUp, ...read, path: '/setup/done', page: () => import('./pages/setup-done.tsx') },
  { ...setUp, ...write, path: '/setup/done', page: () => import('./pages/setup-done.tsx'), input: Nothing },
] as const satisfies readonly Route[]
export const areas = [
  { href: '/me/organizations', group: 'account', label: 'organization.area.own', admission: 'signedIn' },
  {
    href: '/org/:org/people',
    group: 'organization',
    label: 'organization.area.people',
    admission: ['organizationAdmin', 'qaLead'],
  },
  {
    href: '/org/:org/settings',
    group: 'organization',
    label: 'organization.area.settings',
    admission: ['organizationAdmin'],
  },
  { href: '/admin', group: 'site', label: 'organization.area.admin', admission: ['platformAdmin'] },
] as const satisfies readonly Area[]
export const panels = [] as const satisfies readonly Panel[]
