import * as z from 'zod'
import { isStackCode, KINDS } from '../model.ts'
import { type StackContent, TAKES } from './own-stack.ts'
import { keyOf } from './progress.ts'

/** Kept as it was typed: what is too long or wrong is said beside the field when it stands there again. */
const typed = (most: number) => z.string().normalize('NFC').max(most).default('')
/** Of a stack in a pathway. */
const StackCode = z.string().max(10).refine(isStackCode)
const partId = z.string().regex(/^p[1-8]$/)

export const BeginStack = z.strictObject({ kind: z.enum(KINDS) })
export type BeginStack = z.infer<typeof BeginStack>

/** A stack of the organization's own by its code: to begin its next version, or to take it out of the offer. */
export const OwnCode = z.strictObject({ stack: z.string().regex(/^O[SP]-[0-9]{1,5}$/) })
export type OwnCode = z.infer<typeof OwnCode>

export const SaveStack = z.strictObject({
  revision: z.coerce.number().int().min(1).max(1_000_000_000),
  /** Which button: save, search, add:…, up:…, down:…, drop:…, addPart, dropPart:…. */
  do: z.string().max(60).default('save'),
  title: typed(400),
  summary: typed(2000),
  titleEs: typed(400),
  summaryEs: typed(2000),
  takes: z.enum(TAKES).default('all'),
  anyOf: typed(40),
  find: typed(200),
  parts: z
    .partialRecord(
      partId,
      z.strictObject({
        title: typed(400),
        titleEs: typed(400),
        min: typed(40),
        after: z.array(partId).max(8).default([]),
      }),
    )
    .default({}),
  members: z
    .record(z.union([z.uuid(), StackCode]), z.strictObject({ part: z.union([partId, z.literal('')]).default('') }))
    .default({}),
})
export type SaveStack = z.infer<typeof SaveStack>

export const ProposeStack = z.strictObject({ revision: z.coerce.number().int().min(1).max(1_000_000_000) })
export type ProposeStack = z.infer<typeof ProposeStack>

export const AnswerStack = z.strictObject({ id: z.uuid(), answer: z.enum(['accept', 'refuse']) })
export type AnswerStack = z.infer<typeof AnswerStack>

export const Nothing = z.strictObject({})

/** What the form says, over what was there: rows are made and taken away by their own buttons. */
export function withSent(content: StackContent, sent: SaveStack): StackContent {
  const { title, summary, titleEs, summaryEs, takes, anyOf } = sent
  return {
    ...{ title, summary, titleEs, summaryEs, takes, anyOf },
    parts: content.parts.map((part) => ({ ...part, ...sent.parts[part.id] })),
    members: content.members.map((member) => ({ ...member, ...sent.members[keyOf(member)] })),
  }
}

/** Codes in what was typed, when it is nothing but codes. One of `stacks` without a hyphen reads like a word: it is one in capitals. */
export function codesIn(find: string, stacks: ReadonlySet<string>): readonly string[] | null {
  const words = find.split(/[\s,;]+/).filter((word) => word !== '')
  const codes = words.map((word) => (stacks.has(word) ? word : codeOf(word, stacks)))
  return words.length > 0 && codes.every((code) => code !== null) ? [...new Set(codes)] : null
}

function codeOf(word: string, stacks: ReadonlySet<string>): string | null {
  const code = word.toUpperCase()
  return /^[A-Z]{1,4}[0-9]{1,3}$/.test(code) || (code.includes('-') && stacks.has(code)) ? code : null
}
