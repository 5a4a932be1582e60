import * as z from 'zod'
import type { Db } from '../../../platform/ctx.ts'
import { readKept } from '../../../platform/kept.ts'

export const SET_UP_STEPS = 'setup.steps'
export const STEPS = ['site', 'issuer', 'mail', 'catalogue', 'demo'] as const
export type Step = (typeof STEPS)[number]

const Done = z.partialRecord(z.enum(STEPS), z.string())

/** Which steps were done, and when. */
export async function readSteps<T>(db: Db<T>): Promise<Readonly<Partial<Record<Step, string>>>> {
  const read = Done.safeParse(await readKept(db, SET_UP_STEPS))
  return read.success ? read.data : {}
}
