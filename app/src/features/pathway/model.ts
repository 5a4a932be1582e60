import * as z from 'zod'
import { SLUG, text, whole } from '../catalog/rules/field.ts'

export const KINDS = ['stack', 'pathway'] as const
export type Kind = (typeof KINDS)[number]

/** Codes of stacks and pathways: no micro-credential has one like them. */
const STACK_CODE = /^[A-Z]{2,4}(-[A-Z]{1,3}|-[0-9]{1,5})?$/

export function isStackCode(code: string): boolean {
  return STACK_CODE.test(code)
}

export interface Words {
  readonly title: string
  readonly summary: string
  /** What each group or step of the rule is called. */
  readonly groups: Readonly<Record<string, string>>
}

/** English is what is signed; Spanish stands beside it where somebody wrote it. */
export interface StackWords {
  readonly en: Words
  readonly es?: Words
}

const named = { id: z.string().regex(SLUG).max(40), title: text(4, 70), titleEs: text(4, 70) }
const Group = z.strictObject({
  ...named,
  /** How many of its members it takes. */
  min: whole(1, 20),
})
const Step = z.strictObject({
  ...named,
  /** How many of its members open the gate behind it; left out, all of them. */
  min: whole(1, 20).optional(),
  /** Steps that come before it; left out, the one above it in the file. */
  after: z.array(z.string().max(40)).max(6).optional(),
})

/** Members in any order: all, or so many of them, or from each group at least so many. A pathway has steps instead. */
const Rule = z.strictObject({
  all: z.literal(true).optional(),
  anyOf: whole(1, 50).optional(),
  groups: z.array(Group).max(6).default([]),
  steps: z.array(Step).max(8).default([]),
})

const Member = z.strictObject({
  /** Of a micro-credential, or in a pathway of a stack. */
  code: z.string().max(8),
  group: z.string().max(40).optional(),
  step: z.string().max(40).optional(),
  /** The oldest edition of the micro-credential that counts; left out, any. */
  minMajor: whole(1, 99).optional(),
})

/** A stack or a pathway as a file says it. */
export const StackFile = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z]{2,4}(-[A-Z]{1,3})?$/)
    .max(8),
  slug: z.string().regex(SLUG).max(60),
  kind: z.enum(KINDS).default('stack'),
  title: text(4, 70),
  summary: text(40, 240),
  titleEs: text(4, 70),
  summaryEs: text(40, 240),
  rule: Rule,
  members: z.array(Member).min(2).max(60),
})
export type StackFile = z.infer<typeof StackFile>
export const StackFiles = z.array(StackFile).max(200)
