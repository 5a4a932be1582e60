import type { Route } from '../../../platform/route.ts'
import { Nothing } from '../model.ts'
import { CallPanel, ScorePanel } from '../rules/panel-input.ts'

const set = { noun: 'scoringSet', param: 'set' } as const
const inside = { auth: 'session', scope: 'tenant', cache: 'private' } as const
const read = { ...inside, method: 'GET', rate: 'page', action: 'practice.read' } as const
const key = { ...inside, action: 'practice.key', object: set, page: () => import('./practice-key.tsx') } as const
const panel = { ...inside, object: set, page: () => import('./scoring-panel.tsx') } as const
const call = { ...panel, method: 'POST', rate: 'write', action: 'practice.callPanel' } as const

/** Scoring sets: rows of the door of the feature. */
export const practiceRows = [
  {
    method: 'GET',
    path: '/practice',
    page: () => import('./practice.tsx'),
    auth: 'public',
    action: 'practice.find',
    scope: 'public',
    rate: 'page',
    cache: 'private',
    kept: true,
  },
  { ...read, path: '/practice/:set', page: () => import('./practice-set.tsx'), object: set },
  {
    ...read,
    path: '/practice/:set/portfolio/:portfolio',
    page: () => import('./practice-portfolio.tsx'),
    object: [set, { noun: 'scoringPortfolio', param: 'portfolio', parent: 'set' }],
  },
  { ...read, path: '/practice/:set/print', page: () => import('./practice-print.tsx'), object: set },
  { ...read, path: '/practice/:set/sheet', page: () => import('./practice-sheet.tsx'), object: set },
  { ...key, method: 'GET', rate: 'page', path: '/practice/:set/key' },
  { ...key, method: 'POST', rate: 'write', path: '/practice/:set/key', input: Nothing },
  { ...panel, method: 'GET', rate: 'page', path: '/practice/:set/panel', action: 'practice.panel' },
  {
    ...panel,
    method: 'POST',
    rate: 'write',
    path: '/practice/:set/panel',
    action: 'practice.panel',
    input: ScorePanel,
  },
  { ...call, path: '/practice/:set/panel/call', verb: 'call', input: CallPanel },
  { ...call, path: '/practice/:set/panel/cancel', verb: 'cancel', input: Nothing },
] as const satisfies readonly Route[]
