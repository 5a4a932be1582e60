import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import {
  AddReader,
  DeskForm,
  LiftEarlier,
  NewBankLine,
  Nothing,
  RaiseFlag,
  RulingForm,
  SaveRulings,
  SaveSheet,
  SubmitSheet,
  TakeNext,
} from './model.ts'
import { practiceRows } from './pages/practice-rows.ts'

const inside = { auth: 'session', scope: 'tenant', cache: 'private' } as const
const get = { ...inside, method: 'GET', rate: 'page' } as const
const post = { ...inside, method: 'POST', rate: 'write' } as const
const review = { noun: 'review', param: 'review' } as const
const queue = () => import('./pages/queue.tsx')
const read = () => import('./pages/read.tsx')
const adjudicate = () => import('./pages/adjudicate.tsx')
const readers = () => import('./pages/readers.tsx')
const decision = [
  { noun: 'submission', param: 'id' },
  { noun: 'decision', param: 'n', parent: 'id' },
] as const
const Sent = z.object({ sent: z.uuid().optional().catch(undefined) })
const desk = { action: 'review.read', object: review } as const
const ruling = { action: 'review.adjudicate', object: review } as const
const api = '/api/v1/reviews/:review'

/** The door of the feature. */
export const routes = [
  { ...get, path: '/assess/queue', page: queue, action: 'review.queue', query: Sent },
  { ...post, path: '/assess/queue', page: queue, action: 'review.queue', input: TakeNext },
  { ...get, ...desk, path: '/assess/read/:review', page: read },
  { ...post, ...desk, path: '/assess/read/:review', page: read, input: DeskForm },
  { ...post, ...desk, path: '/assess/read/:review/release', page: read, verb: 'release', input: Nothing },
  { ...post, ...desk, path: '/assess/read/:review/conflict', page: read, verb: 'conflict', input: Nothing },
  { ...post, ...desk, path: '/assess/read/:review/flag', page: read, verb: 'flag', input: RaiseFlag },
  {
    ...post,
    path: '/assess/undo/:review',
    page: queue,
    verb: 'undo',
    action: 'review.queue',
    object: review,
    input: Nothing,
  },
  { ...get, ...ruling, path: '/assess/adjudicate/:review', page: adjudicate },
  { ...post, ...ruling, path: '/assess/adjudicate/:review', page: adjudicate, input: RulingForm },
  { ...post, ...ruling, path: '/assess/adjudicate/:review/release', page: adjudicate, verb: 'release', input: Nothing },
  {
    ...post,
    ...ruling,
    path: '/assess/adjudicate/:review/conflict',
    page: adjudicate,
    verb: 'conflict',
    input: Nothing,
  },
  {
    ...get,
    path: '/assess/practice-case/:review',
    page: () => import('./pages/practice-case.tsx'),
    action: 'review.evidence',
    object: review,
  },
  {
    ...get,
    path: '/assess/practice-case/:review/table.csv',
    api: () => import('./api/practice-case-csv.ts'),
    action: 'review.evidence',
    object: review,
    rate: 'export',
  },
  {
    ...get,
    path: '/me/work/:id/decision/:n{[0-9]+}',
    page: () => import('./pages/decision.tsx'),
    action: 'review.decision',
    scope: 'person',
    object: decision,
  },
  { ...get, path: '/qa/readers', page: readers, action: 'review.manage' },
  { ...post, path: '/qa/readers', page: readers, action: 'review.manage', input: AddReader },
  {
    ...post,
    path: '/qa/readers/:reader/pause',
    page: readers,
    verb: 'pause',
    action: 'review.manage',
    object: { noun: 'reader', param: 'reader' },
    input: Nothing,
  },
  {
    ...post,
    path: '/qa/readers/:reader/resume',
    page: readers,
    verb: 'resume',
    action: 'review.manage',
    object: { noun: 'reader', param: 'reader' },
    input: Nothing,
  },
  {
    ...post,
    path: '/qa/attempts/:attempt/lift',
    page: readers,
    verb: 'lift',
    action: 'review.manage',
    object: { noun: 'attempt', param: 'attempt' },
    input: LiftEarlier,
  },
  { ...post, path: '/qa/bank', page: readers, verb: 'addLine', action: 'review.manage', input: NewBankLine },
  {
    ...post,
    path: '/qa/bank/:line/retire',
    page: readers,
    verb: 'takeOutLine',
    action: 'review.manage',
    object: { noun: 'bankLine', param: 'line' },
    input: Nothing,
  },
  {
    ...post,
    path: '/qa/flags/:flag/settle',
    page: readers,
    verb: 'settleFlag',
    action: 'review.manage',
    object: { noun: 'flag', param: 'flag' },
    input: Nothing,
  },
  {
    ...post,
    path: '/qa/flags/:flag/lost',
    page: readers,
    verb: 'giveUp',
    action: 'review.manage',
    object: { noun: 'flag', param: 'flag' },
    input: Nothing,
  },
  {
    ...post,
    path: '/api/v1/reviews/next',
    api: () => import('./api/next.ts'),
    action: 'review.queue',
    input: TakeNext,
  },
  { ...get, ...desk, path: `${api}/packet`, api: () => import('./api/packet.ts') },
  { ...get, ...desk, action: 'review.evidence', path: `${api}/evidence`, api: () => import('./api/evidence.ts') },
  { ...post, ...desk, method: 'PUT', path: `${api}/scores`, api: () => import('./api/scores.ts'), input: SaveSheet },
  {
    ...post,
    ...ruling,
    method: 'PUT',
    path: `${api}/rulings`,
    api: () => import('./api/rulings.ts'),
    input: SaveRulings,
  },
  { ...post, ...desk, path: `${api}/submit`, api: () => import('./api/submit.ts'), input: SubmitSheet },
  { ...post, ...desk, path: `${api}/undo`, api: () => import('./api/undo.ts'), input: Nothing },
  { ...post, ...desk, path: `${api}/release`, api: () => import('./api/release.ts'), input: Nothing },
  { ...post, ...desk, path: `${api}/conflict`, api: () => import('./api/conflict.ts'), input: Nothing },
  { ...post, ...desk, path: `${api}/flag`, api: () => import('./api/flag.ts'), input: RaiseFlag },
  ...practiceRows,
] as const satisfies readonly Route[]

export const areas = [
  { href: '/assess/queue', group: 'assessment', label: 'review.area.queue', admission: ['assessor', 'adjudicator'] },
  { href: '/qa/readers', group: 'assessment', label: 'review.area.readers', admission: ['qaLead'] },
] as const satisfies readonly Area[]
export const panels = [
  { slot: 'draft.desk', panel: () => import('./parts/sample-desk-panel.tsx') },
  { slot: 'work.decision', panel: () => import('./parts/decision-panel.tsx') },
  { slot: 'work.feedback', panel: () => import('./parts/feedback-panel.tsx') },
  { slot: 'members.news', panel: () => import('./parts/unseen-panel.tsx') },
  { slot: 'achievement.practice', panel: () => import('./parts/practice-panel.tsx') },
  { slot: 'admin.news', panel: () => import('./parts/unseen-there-panel.tsx') },
] as const satisfies readonly Panel[]
