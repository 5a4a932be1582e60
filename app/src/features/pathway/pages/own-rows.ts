import * as z from 'zod'
import type { Route } from '../../../platform/route.ts'
import { AnswerStack, BeginStack, Nothing, OwnCode, ProposeStack, SaveStack } from '../rules/own-input.ts'

const inside = { auth: 'session', scope: 'tenant', cache: 'private' } as const
const list = { ...inside, page: () => import('./own-stacks.tsx') } as const
const draft = { noun: 'stackDraft', param: 'draft' } as const
const one = { ...inside, page: () => import('./own-stack.tsx'), object: draft } as const
const press = { method: 'POST', rate: 'write' } as const
const find = z.object({ find: z.string().max(200).optional().catch(undefined) })

/** Stacks and pathways of an organization's own: rows of the door of the feature. */
export const ownRows = [
  { ...list, method: 'GET', path: '/author/stacks', action: 'pathway.drafts', rate: 'page' },
  { ...list, ...press, path: '/author/stacks', verb: 'begin', action: 'pathway.write', input: BeginStack },
  { ...list, ...press, path: '/author/stacks/own/next', verb: 'next', action: 'pathway.write', input: OwnCode },
  {
    ...list,
    ...press,
    path: '/author/stacks/own/withdraw',
    verb: 'withdraw',
    action: 'stack.withdraw',
    input: OwnCode,
  },
  { ...one, method: 'GET', path: '/author/stacks/:draft', action: 'pathway.drafts', query: find, rate: 'page' },
  { ...one, ...press, path: '/author/stacks/:draft', verb: 'save', action: 'pathway.write', input: SaveStack },
  { ...one, ...press, path: '/author/stacks/:draft/discard', verb: 'discard', action: 'pathway.write', input: Nothing },
  { ...one, ...press, path: '/author/stacks/:draft/back', verb: 'back', action: 'pathway.write', input: Nothing },
  {
    ...one,
    ...press,
    path: '/author/stacks/:draft/publication',
    verb: 'propose',
    action: 'stack.publish',
    input: ProposeStack,
  },
  {
    ...one,
    ...press,
    path: '/author/stacks/:draft/publication/answer',
    verb: 'publish',
    action: 'stack.publish',
    input: AnswerStack,
  },
] as const satisfies readonly Route[]
