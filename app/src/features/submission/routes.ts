import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import * as form from './model.ts'

const own = { auth: 'session', scope: 'person', rate: 'page', cache: 'private' } as const
const write = { ...own, method: 'POST', rate: 'write' } as const
const draft = { ...own, action: 'submission.draft' } as const
const change = { ...write, action: 'submission.draft' } as const
const submission = { noun: 'submission', param: 'id' } as const
const requirement = [submission, { noun: 'requirement', param: 'r', parent: 'id' }] as const
const inboxItem = { noun: 'inboxItem', param: 'item' } as const
const upload = { noun: 'upload', param: 'upload' } as const
const inbox = { ...own, action: 'evidence.inbox' } as const
const keep = { ...write, action: 'evidence.inbox' } as const
const sending = {
  auth: 'session',
  scope: 'person',
  action: 'evidence.inbox',
  rate: 'upload',
  cache: 'private',
  raw: true,
} as const
const Nothing = z.strictObject({})

const pages = {
  works: () => import('./pages/works.tsx'),
  work: () => import('./pages/work.tsx'),
  requirement: () => import('./pages/requirement.tsx'),
  write: () => import('./pages/write.tsx'),
  ready: () => import('./pages/ready.tsx'),
  practice: () => import('./pages/practice.tsx'),
  timeline: () => import('./pages/timeline.tsx'),
  inbox: () => import('./pages/inbox.tsx'),
  consents: () => import('./pages/consents.tsx'),
}
const place = '/me/work/:id/requirements/:r'

/** The door of the feature. */
export const routes = [
  { ...draft, method: 'GET', path: '/me/work', page: pages.works },
  {
    ...write,
    action: 'submission.start',
    path: '/me/work/start',
    input: form.StartSubmission,
    api: () => import('./api/start.ts'),
  },
  { ...draft, method: 'GET', path: '/me/work/:id', object: submission, page: pages.work },

  { ...draft, method: 'GET', path: place, object: requirement, query: form.Refused, page: pages.requirement },
  {
    ...change,
    path: `${place}/text`,
    object: requirement,
    input: form.TypedEvidence,
    page: pages.requirement,
    verb: 'text',
  },
  {
    ...change,
    path: `${place}/link`,
    object: requirement,
    input: form.LinkedEvidence,
    page: pages.requirement,
    verb: 'link',
  },
  {
    ...change,
    path: `${place}/piece`,
    object: requirement,
    input: form.PieceAnswers,
    page: pages.requirement,
    verb: 'piece',
  },
  {
    ...change,
    path: `${place}/remove`,
    object: requirement,
    input: form.NamedPiece,
    page: pages.requirement,
    verb: 'remove',
  },
  {
    ...change,
    path: `${place}/checks`,
    object: requirement,
    input: form.CheckAnswers,
    page: pages.requirement,
    verb: 'checks',
  },
  {
    ...change,
    path: `${place}/sort`,
    object: requirement,
    input: form.NamedItem,
    page: pages.requirement,
    verb: 'sort',
  },
  {
    ...change,
    path: `${place}/consent`,
    object: requirement,
    input: form.ConsentForm,
    page: pages.requirement,
    verb: 'consent',
  },
  { ...sending, method: 'POST', path: `${place}/file`, object: requirement, api: () => import('./api/form-upload.ts') },

  {
    ...change,
    path: '/me/work/:id/version',
    object: submission,
    input: form.MoveVersion,
    page: pages.work,
    verb: 'move',
  },
  { ...draft, method: 'GET', path: '/me/work/:id/write', object: submission, page: pages.write },
  { ...change, path: '/me/work/:id/write', object: submission, input: form.WrittenAnswers, page: pages.write },
  {
    ...change,
    method: 'PUT',
    path: '/me/work/:id/responses/:p',
    object: [submission, { noun: 'prompt', param: 'p', parent: 'id' }],
    input: form.Autosave,
    maxBody: 524_288,
    api: () => import('./api/responses.ts'),
  },

  { ...draft, method: 'GET', path: '/me/work/:id/practice', object: submission, page: pages.practice },
  {
    ...draft,
    method: 'GET',
    path: '/me/work/:id/practice.csv',
    object: submission,
    rate: 'export',
    api: () => import('./api/practice-csv.ts'),
  },
  {
    ...change,
    path: '/me/work/:id/practice/open',
    object: submission,
    input: Nothing,
    page: pages.practice,
    verb: 'open',
  },
  {
    ...change,
    path: '/me/work/:id/practice/lock',
    object: submission,
    input: form.LockPart,
    page: pages.practice,
    verb: 'lock',
  },

  { ...draft, method: 'GET', path: '/me/work/:id/ready', object: submission, page: pages.ready },
  {
    ...change,
    path: '/me/work/:id/declarations',
    object: submission,
    input: form.DeclarationForm,
    page: pages.ready,
    verb: 'save',
  },
  {
    ...change,
    method: 'PUT',
    path: '/me/work/:id/declarations',
    object: submission,
    input: form.DeclarationForm,
    api: () => import('./api/declarations.ts'),
  },
  {
    ...write,
    action: 'submission.submit',
    path: '/me/work/:id/ready',
    object: submission,
    input: form.DeclarationForm,
    page: pages.ready,
  },
  { ...draft, method: 'GET', path: '/me/work/:id/timeline', object: submission, page: pages.timeline },
  {
    ...write,
    action: 'submission.submit',
    path: '/me/work/:id/undo',
    object: submission,
    input: Nothing,
    page: pages.timeline,
    verb: 'undo',
  },
  {
    ...write,
    action: 'submission.submit',
    path: '/me/work/:id/withdraw',
    object: submission,
    input: form.Withdrawing,
    page: pages.timeline,
    verb: 'withdraw',
  },

  { ...draft, method: 'GET', path: '/me/consents', page: pages.consents },
  {
    ...change,
    path: '/me/consents/:consent/withdraw',
    object: { noun: 'consent', param: 'consent' },
    input: form.EndConsent,
    page: pages.consents,
  },

  { ...inbox, method: 'GET', path: '/me/inbox', query: form.Refused, page: pages.inbox },
  { ...keep, path: '/me/inbox/text', input: form.TypedItem, page: pages.inbox, verb: 'text' },
  { ...keep, path: '/me/inbox/link', input: form.LinkedItem, page: pages.inbox, verb: 'link' },
  { ...sending, method: 'POST', path: '/me/inbox/file', api: () => import('./api/form-upload.ts') },
  {
    ...keep,
    path: '/me/inbox/items/:item/caption',
    object: inboxItem,
    input: form.Caption,
    page: pages.inbox,
    verb: 'caption',
  },
  {
    ...keep,
    path: '/me/inbox/items/:item/sort',
    object: inboxItem,
    input: form.SortForm,
    page: pages.inbox,
    verb: 'sort',
  },
  {
    ...keep,
    path: '/me/inbox/items/:item/remove',
    object: inboxItem,
    input: Nothing,
    page: pages.inbox,
    verb: 'remove',
  },
  {
    ...keep,
    path: '/me/inbox/items/:item/open',
    object: inboxItem,
    input: Nothing,
    api: () => import('./api/open.ts'),
  },

  { ...sending, method: 'POST', path: '/me/uploads', api: () => import('./api/uploads.ts') },
  { ...sending, method: 'GET', path: '/me/uploads/:upload', object: upload, api: () => import('./api/uploads.ts') },
  { ...sending, method: 'PATCH', path: '/me/uploads/:upload', object: upload, api: () => import('./api/uploads.ts') },
  { ...sending, method: 'DELETE', path: '/me/uploads/:upload', object: upload, api: () => import('./api/uploads.ts') },
  {
    ...keep,
    path: '/me/uploads/:upload/receipt',
    object: upload,
    input: form.AskReceipt,
    api: () => import('./api/receipt.ts'),
  },

  {
    ...write,
    action: 'evidence.open',
    path: '/me/evidence/:piece/open',
    object: { noun: 'evidence', param: 'piece' },
    input: Nothing,
    api: () => import('./api/open.ts'),
  },
  {
    method: 'GET',
    path: '/f/:token',
    auth: 'capability',
    action: 'evidence.stream',
    scope: 'public',
    object: { noun: 'capability', param: 'token' },
    rate: 'none',
    cache: 'private',
    origin: 'files',
    api: () => import('./api/files.ts'),
  },
] as const satisfies readonly Route[]
export const areas = [
  { href: '/me/work', group: 'learning', label: 'submission.area.work', admission: 'signedIn' },
  { href: '/me/inbox', group: 'learning', label: 'submission.area.inbox', admission: 'signedIn' },
] as const satisfies readonly Area[]
export const panels = [
  { slot: 'today.cards', panel: () => import('./parts/today-panel.tsx') },
  { slot: 'draft.work', panel: () => import('./parts/sample-work-panel.tsx') },
] as const satisfies readonly Panel[]
