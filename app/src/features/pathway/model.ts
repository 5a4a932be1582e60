import * as z from 'zod'
import { SLUG, text, whole } from '../catalog/rules/field.ts'

const Group = z.strictObject({
  id: z.string().regex(SLUG).max(40),
  title: text(4, 70),
  titleEs: text(4, 70),
  /** How many of its members it takes. */
  min: whole(1, 20),
})

/** A stack as a file says it: members in any order, so many of them, and from a group at least so many. */
export const StackFile = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z]{2,4}(-[A-Z])?$/)
    .max(8),
  slug: z.string().regex(SLUG).max(60),
  title: text(4, 70),
  summary: text(40, 240),
  titleEs: text(4, 70),
  summaryEs: text(40, 240),
  rule: z.strictObject({ anyOf: whole(1, 50), groups: z.array(Group).max(6).default([]) }),
  members: z
    .array(z.strictObject({ code: z.string().max(8), group: z.string().max(40).optional() }))
    .min(2)
    .max(60),
})
export type StackFile = z.infer<typeof StackFile>
export const StackFiles = z.array(StackFile).max(200)
