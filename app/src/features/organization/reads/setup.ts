import * as z from 'zod'
import type { Db } from '../../../platform/ctx.ts'
import { readKept } from '../../../platform/kept.ts'
import { CatalogueForm } from '../model.ts'

export const SET_UP_STEPS = 'setup.steps'
export const STEPS = ['site', 'issuer', 'mail', 'catalogue', 'demo'] as const
export type Step = (typeof STEPS)[number]

const Done = z.partialRecord(z.enum(STEPS), z.string())

/** Which steps were done, and when. */
export async function readSteps<T>(db: Db<T>): Promise<Readonly<Partial<Record<Step, string>>>> {
  const read = Done.safeParse(await readKept(db, SET_UP_STEPS))
  return read.success ? read.data : {}
}

export const PROMISED = 'setup.promised'

/** What the set-up was last told to offer; null before anybody chose. */
export async function readPromise<T>(db: Db<T>): Promise<CatalogueForm | null> {
  const read = CatalogueForm.safeParse(await readKept(db, PROMISED))
  return read.success ? read.data : null
}
