import type { Route } from '../../../platform/route.ts'
import { GuideFile } from '../rules/guide-file.ts'
import { AskUpdates, ChooseUpdates, FeedQuery, NoInput, PublishNews, ThatNews } from '../rules/update-inputs.ts'

const open = { method: 'GET', auth: 'public', action: 'catalog.read', scope: 'public' } as const
const shown = { cache: 'private', kept: true, perLanguage: true } as const
const subscribe = { auth: 'public', action: 'catalog.subscribe', scope: 'public', cache: 'private' } as const
const ownChoice = { noun: 'subscriber', param: 'token' } as const
const askedFor = { noun: 'updateRequest', param: 'token' } as const
const updates = () => import('./updates.tsx')
const confirmUpdates = () => import('./updates-confirm.tsx')
const updatesOwn = () => import('./updates-own.tsx')
const news = {
  page: () => import('./news.tsx'),
  auth: 'session',
  action: 'catalog.announce',
  scope: 'platform',
  cache: 'private',
} as const
const reading = { method: 'GET', rate: 'page' } as const
const writing = { method: 'POST', rate: 'write' } as const

/** Guides, what is new and what the site says: rows of the door of the feature. */
export const readingRows = [
  { ...open, ...shown, path: '/guides', page: () => import('./guides.tsx'), rate: 'page' },
  {
    ...open,
    path: '/guides/:file{[a-z0-9-]+[.]pdf}',
    api: () => import('../api/guide-pdf.ts'),
    object: { noun: 'guide', param: 'file' },
    query: GuideFile,
    rate: 'page',
    cache: 'private',
  },
  {
    ...open,
    path: '/guides/:slug',
    page: () => import('./guide.tsx'),
    object: { noun: 'guide', param: 'slug' },
    rate: 'page',
    ...shown,
  },
  { ...subscribe, ...reading, path: '/updates', page: updates, ...shown },
  { ...subscribe, ...writing, path: '/updates', page: updates, input: AskUpdates },
  { ...subscribe, ...reading, path: '/updates/confirm/:token', page: confirmUpdates, object: askedFor },
  { ...subscribe, ...writing, path: '/updates/confirm/:token', page: confirmUpdates, object: askedFor, input: NoInput },
  { ...subscribe, ...reading, path: '/updates/own/:token', page: updatesOwn, object: ownChoice },
  { ...subscribe, ...writing, path: '/updates/own/:token', page: updatesOwn, object: ownChoice, input: ChooseUpdates },
  {
    ...subscribe,
    ...writing,
    path: '/updates/own/:token/leave',
    page: updatesOwn,
    verb: 'leave',
    object: ownChoice,
    input: NoInput,
  },
  {
    ...subscribe,
    ...reading,
    path: '/updates/own/:token/one-click',
    api: () => import('../api/leave-page.ts'),
    object: ownChoice,
  },
  {
    ...subscribe,
    ...writing,
    // The secret of the address is what counts: mail programs have no page of ours to come from.
    auth: 'capability',
    path: '/updates/own/:token/one-click',
    api: () => import('../api/leave-updates.ts'),
    object: ownChoice,
    raw: true,
  },
  {
    ...open,
    path: '/updates.atom',
    api: () => import('../api/updates-atom.ts'),
    query: FeedQuery,
    rate: 'page',
    cache: 'public-300',
  },
  { ...news, ...reading, path: '/admin/news' },
  { ...news, ...writing, path: '/admin/news', input: PublishNews },
  { ...news, ...writing, path: '/admin/news/withdraw', verb: 'withdraw', input: ThatNews },
] as const satisfies readonly Route[]
