import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import {
  Appearance,
  AskErasure,
  ChooseKeys,
  ClaimSetUp,
  ConfirmCode,
  NewEmail,
  NewPasskey,
  Next,
  Nothing,
  Onward,
  PasskeyAnswer,
  Profile,
  RenamePasskey,
  Reopen,
  StartSignIn,
  StepIn,
  SwitchKeys,
  SwitchOrganization,
  ThatOne,
  TypedCode,
  UseLink,
  Welcome,
} from './model.ts'

const open = { auth: 'public', action: 'account.signIn', scope: 'public', cache: 'private' } as const
const own = { auth: 'session', action: 'account.edit', scope: 'person', cache: 'private' } as const
const token = { noun: 'signIn', param: 'token' } as const
const Ahead = z.object({ next: Next })
const OnlyCode = z.object({ code: z.string().max(80).optional() })
const Away = z.object({ next: Next, link: z.literal('1').optional(), fresh: z.literal('1').optional() })
// What a provider sends back is its own affair; the state in it is ours and judged by the action.
const Returned = z.record(z.string().max(60), z.string().max(4_000))

const signIn = () => import('./pages/sign-in.tsx')
const code = () => import('./pages/sign-in-code.tsx')
const link = () => import('./pages/sign-in-link.tsx')
const welcome = () => import('./pages/welcome.tsx')
const settings = () => import('./pages/settings.tsx')
const stepUp = () => import('./pages/step-up.tsx')
const notMe = () => import('./pages/not-me.tsx')
const demo = () => import('./pages/demo.tsx')
const setup = () => import('./pages/setup.tsx')
const setupAddress = () => import('./pages/setup-address.tsx')
const accounts = () => import('./pages/accounts.tsx')

const read = { method: 'GET', rate: 'page' } as const
const write = { method: 'POST', rate: 'write' } as const
const change = { ...own, ...write, page: settings } as const

/** The door of the feature. */
export const routes = [
  { ...open, ...read, path: '/sign-in', page: signIn, query: Ahead },
  { ...open, ...write, path: '/sign-in', page: signIn, input: StartSignIn },
  { ...open, ...read, path: '/sign-in/code', page: code },
  { ...open, ...write, path: '/sign-in/code', page: code, input: TypedCode },
  { ...open, ...read, path: '/sign-in/link/:token', page: link, object: token },
  { ...open, ...write, path: '/sign-in/link/:token', page: link, object: token, input: UseLink },
  {
    ...open,
    ...read,
    path: '/sign-in/organization/:provider',
    page: () => import('./pages/sign-in-organization.tsx'),
    object: { noun: 'signInProvider', param: 'provider' },
    query: Away,
  },
  { ...open, ...read, path: '/sign-in/return', page: () => import('./pages/sign-in-return.tsx'), query: Returned },
  { ...open, ...read, path: '/not-me/:token', page: notMe, object: token },
  { ...open, ...write, path: '/not-me/:token', page: notMe, object: token, input: Nothing },
  {
    ...open,
    ...write,
    path: '/api/v1/passkeys/sign-in/options',
    api: () => import('./api/begin-passkey-sign-in.ts'),
    input: Nothing,
  },
  {
    ...open,
    ...write,
    path: '/api/v1/passkeys/sign-in',
    api: () => import('./api/passkey-sign-in.ts'),
    input: PasskeyAnswer,
    rate: 'signIn',
    maxBody: 65_536,
  },
  {
    ...own,
    ...write,
    path: '/api/v1/passkeys/options',
    api: () => import('./api/begin-passkey.ts'),
    input: Nothing,
  },
  {
    ...own,
    ...write,
    path: '/api/v1/passkeys',
    api: () => import('./api/passkey.ts'),
    input: NewPasskey,
    maxBody: 65_536,
  },
  {
    ...own,
    ...write,
    path: '/api/v1/passkeys/step-up/options',
    api: () => import('./api/begin-step-up.ts'),
    input: Nothing,
  },
  {
    ...own,
    ...write,
    path: '/api/v1/passkeys/step-up',
    api: () => import('./api/step-up.ts'),
    input: PasskeyAnswer,
    maxBody: 65_536,
  },
  {
    ...own,
    ...write,
    action: 'session.end',
    path: '/sign-out',
    api: () => import('./api/sign-out.ts'),
    input: Nothing,
  },
  { ...own, ...read, action: 'account.read', path: '/welcome', page: welcome, query: Ahead },
  { ...own, ...write, path: '/welcome', page: welcome, input: Welcome },
  {
    ...own,
    ...read,
    action: 'account.read',
    path: '/me/passkey',
    page: () => import('./pages/passkey.tsx'),
    query: Ahead,
  },
  { ...own, ...read, action: 'account.read', path: '/step-up', page: stepUp, query: Ahead },
  { ...own, ...write, path: '/step-up/send', page: stepUp, verb: 'send', input: Onward },
  { ...own, ...write, path: '/step-up/confirm', page: stepUp, verb: 'confirm', input: ConfirmCode },
  { ...own, ...write, path: '/step-up/recover', page: stepUp, verb: 'recover', input: Onward },
  { ...own, ...read, action: 'account.read', path: '/me/settings', page: settings },
  { ...change, path: '/me/settings', verb: 'profile', input: Profile },
  { ...change, path: '/me/settings/keys', verb: 'keys', input: ChooseKeys },
  { ...change, path: '/me/settings/keys/standard', verb: 'standardKeys', input: Nothing },
  { ...change, path: '/me/settings/keys/switch', verb: 'switchKeys', input: SwitchKeys },
  {
    ...own,
    ...write,
    method: 'PUT',
    path: '/api/v1/me/keys/switch',
    api: () => import('./api/switch-keys.ts'),
    input: SwitchKeys,
  },
  { ...change, path: '/me/settings/passkeys/rename', verb: 'renamePasskey', input: RenamePasskey },
  { ...change, path: '/me/settings/passkeys/remove', verb: 'removePasskey', input: ThatOne },
  { ...change, path: '/me/settings/identities/remove', verb: 'removeIdentity', input: ThatOne },
  { ...change, path: '/me/settings/recovery/cancel', verb: 'cancelRecovery', input: Nothing },
  { ...change, path: '/me/settings/emails', verb: 'addEmail', input: NewEmail },
  { ...change, path: '/me/settings/emails/prove', verb: 'proveEmail', input: TypedCode },
  { ...change, path: '/me/settings/emails/remove', verb: 'removeEmail', input: ThatOne },
  { ...change, path: '/me/settings/emails/prefer', verb: 'preferEmail', input: ThatOne },
  { ...change, action: 'privacy.export', path: '/me/settings/data', verb: 'askExport', input: Nothing, rate: 'export' },
  { ...change, action: 'privacy.export', path: '/me/settings/data/open', verb: 'openExport', input: ThatOne },
  { ...change, action: 'privacy.erase', path: '/me/settings/erase', verb: 'askErasure', input: AskErasure },
  { ...change, action: 'privacy.erase', path: '/me/settings/erase/cancel', verb: 'cancelErasure', input: Nothing },
  { ...change, action: 'session.end', path: '/me/settings/sessions/end', verb: 'endSession', input: ThatOne },
  { ...change, action: 'session.end', path: '/me/settings/sessions/end-others', verb: 'endOthers', input: Nothing },
  {
    ...open,
    ...write,
    action: 'account.appearance',
    path: '/me/settings/appearance',
    api: () => import('./api/appearance.ts'),
    input: Appearance,
  },
  {
    ...own,
    ...write,
    path: '/me/organizations/switch',
    api: () => import('./api/switch-organization.ts'),
    input: SwitchOrganization,
  },
  { ...open, ...read, action: 'account.stepIn', path: '/demo', page: demo },
  { ...open, ...write, action: 'account.stepIn', path: '/demo', page: demo, input: StepIn },
  { ...open, ...read, auth: 'bootstrap', action: 'account.setUp', path: '/setup', page: setup, query: OnlyCode },
  { ...open, ...write, auth: 'bootstrap', action: 'account.setUp', path: '/setup', page: setup, input: ClaimSetUp },
  { ...own, ...read, action: 'account.read', path: '/setup/address', page: setupAddress },
  { ...own, ...write, path: '/setup/address', page: setupAddress, input: TypedCode },
  { ...own, ...read, scope: 'platform', action: 'account.reopen', path: '/admin/accounts', page: accounts },
  {
    ...own,
    ...write,
    scope: 'platform',
    action: 'account.reopen',
    path: '/admin/accounts/look',
    page: accounts,
    verb: 'look',
    input: NewEmail,
  },
  {
    ...own,
    ...write,
    scope: 'platform',
    action: 'account.reopen',
    path: '/admin/accounts',
    page: accounts,
    verb: 'reopen',
    input: Reopen,
  },
] as const satisfies readonly Route[]
export const areas = [] as const satisfies readonly Area[]
export const panels = [] as const satisfies readonly Panel[]
