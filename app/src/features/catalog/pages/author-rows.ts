import * as z from 'zod'
import type { Route } from '../../../platform/route.ts'
import { InviteAuthor } from '../rules/co-author.ts'
import { AnswerComment, SettleComment, WriteComment } from '../rules/comment-form.ts'
import {
  ArchiveQuery,
  AutosaveDraft,
  DraftsQuery,
  EditQuery,
  ImportFiles,
  Nothing,
  SaveDraft,
} from '../rules/draft-input.ts'
import { KeepFinding } from '../rules/kept-findings.ts'
import { PreviewQuery } from '../rules/preview-query.ts'
import {
  AnswerDraft,
  AnswerPublication,
  ApproveDraft,
  AssignReviewer,
  ProposePublication,
  RetireVersion,
  SendBack,
} from '../rules/review-form.ts'
import { LookAtSource, SourceQuery } from '../rules/source-news.ts'

const slug = { noun: 'achievement', param: 'slug' } as const
const version = { noun: 'achievementVersion', param: 'version', parent: 'slug' } as const
const inside = { auth: 'session', scope: 'tenant', cache: 'private' } as const
const draft = { noun: 'draft', param: 'draft' } as const
const drafts = { ...inside, path: '/author/drafts', page: () => import('./drafts.tsx') } as const
const importing = { path: '/author/import', page: () => import('./import-drafts.tsx') } as const
const edit = { ...inside, page: () => import('./edit-draft.tsx'), object: draft } as const
const rubric = { ...edit, path: '/author/m/:draft/rubric', page: () => import('./rubric.tsx') } as const
const keeping = {
  ...inside,
  path: '/api/v1/drafts/:draft',
  api: () => import('../api/draft.tsx'),
  object: draft,
} as const
const draftFile = {
  ...inside,
  path: '/author/m/:draft/file.yaml',
  api: () => import('../api/draft-file.ts'),
  object: draft,
} as const
const archive = { ...inside, path: '/author/catalogue.zip', api: () => import('../api/archive.ts') } as const
const review = { ...inside, page: () => import('./review.tsx'), object: draft } as const
const comments = { ...inside, page: () => import('./draft-comments.tsx'), object: draft } as const
const talking = { ...comments, method: 'POST', action: 'achievement.comment', rate: 'write' } as const
const versions = { ...inside, page: () => import('./versions.tsx'), object: draft } as const
const fork = {
  ...inside,
  path: '/author/fork/:slug/:version',
  page: () => import('./fork.tsx'),
  action: 'catalog.write',
  object: [slug, version],
} as const
const sources = { ...inside, page: () => import('./sources.tsx'), object: draft, action: 'catalog.source' } as const
const number = z.string().max(20).optional().catch(undefined)

/** What authors and those who read with them do: rows of the door of the feature. */
export const authorRows = [
  { ...drafts, method: 'GET', action: 'catalog.drafts', query: DraftsQuery, rate: 'page' },
  { ...drafts, method: 'POST', action: 'catalog.write', input: Nothing, rate: 'write' },
  { ...drafts, ...importing, method: 'GET', action: 'catalog.drafts', rate: 'page' },
  {
    ...drafts,
    ...importing,
    method: 'POST',
    action: 'catalog.write',
    input: ImportFiles,
    maxBody: 16_777_216,
    rate: 'upload',
  },
  { ...edit, method: 'GET', path: '/author/m/:draft/edit', action: 'catalog.drafts', query: EditQuery, rate: 'page' },
  { ...edit, method: 'POST', path: '/author/m/:draft/edit', action: 'catalog.write', input: SaveDraft, rate: 'write' },
  { ...draftFile, method: 'GET', action: 'catalog.drafts', rate: 'export' },
  { ...archive, method: 'GET', action: 'catalog.drafts', query: ArchiveQuery, rate: 'export' },
  { ...rubric, method: 'GET', action: 'catalog.drafts', rate: 'page' },
  { ...rubric, method: 'POST', action: 'catalog.write', input: SaveDraft, rate: 'write' },
  { ...keeping, method: 'PUT', action: 'catalog.write', input: AutosaveDraft, rate: 'write' },
  {
    ...edit,
    method: 'POST',
    path: '/author/m/:draft/discard',
    verb: 'discard',
    action: 'catalog.write',
    input: Nothing,
    rate: 'write',
  },
  {
    ...edit,
    method: 'POST',
    path: '/author/m/:draft/findings',
    verb: 'findings',
    action: 'catalog.write',
    input: KeepFinding,
    rate: 'write',
  },
  {
    ...edit,
    method: 'POST',
    path: '/author/m/:draft/authors',
    verb: 'authors',
    action: 'catalog.write',
    input: InviteAuthor,
    rate: 'write',
  },
  { ...review, method: 'GET', path: '/author/m/:draft/review', action: 'achievement.review', rate: 'page' },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/request',
    verb: 'request',
    action: 'catalog.write',
    input: AnswerDraft,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/answers',
    verb: 'answer',
    action: 'achievement.review',
    input: AnswerDraft,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/readers',
    verb: 'assign',
    action: 'achievement.approve',
    input: AssignReviewer,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/approve',
    verb: 'approve',
    action: 'achievement.approve',
    input: ApproveDraft,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/back',
    verb: 'back',
    action: 'achievement.approve',
    input: SendBack,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/publication',
    verb: 'propose',
    action: 'achievement.publish',
    input: ProposePublication,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/publication/answer',
    verb: 'publish',
    action: 'achievement.publish',
    input: AnswerPublication,
    rate: 'write',
  },
  { ...comments, method: 'GET', path: '/author/m/:draft/comments', action: 'achievement.review', rate: 'page' },
  { ...talking, path: '/author/m/:draft/comments', input: WriteComment },
  { ...talking, path: '/author/m/:draft/comments/answer', verb: 'answer', input: AnswerComment },
  { ...talking, path: '/author/m/:draft/comments/settle', verb: 'settle', input: SettleComment },
  {
    ...inside,
    method: 'GET',
    path: '/author/m/:draft/preview',
    page: () => import('./preview-draft.tsx'),
    object: draft,
    action: 'achievement.review',
    query: PreviewQuery,
    rate: 'page',
  },
  {
    ...versions,
    method: 'GET',
    path: '/author/m/:draft/versions',
    action: 'catalog.drafts',
    query: z.strictObject({ from: number, to: number }),
    rate: 'page',
  },
  {
    ...versions,
    method: 'POST',
    path: '/author/m/:draft/versions/begin',
    verb: 'begin',
    action: 'catalog.write',
    input: z.strictObject({ achievementId: z.uuid() }),
    rate: 'write',
  },
  {
    ...versions,
    method: 'POST',
    path: '/author/m/:draft/versions/retire',
    verb: 'retire',
    action: 'achievement.retire',
    input: RetireVersion,
    rate: 'write',
  },
  { ...sources, method: 'GET', path: '/author/m/:draft/original', query: SourceQuery, rate: 'page' },
  { ...sources, method: 'POST', path: '/author/m/:draft/original', input: LookAtSource, rate: 'write' },
  { ...fork, method: 'GET', rate: 'page' },
  { ...fork, method: 'POST', input: z.strictObject({}), rate: 'write' },
] as const satisfies readonly Route[]
