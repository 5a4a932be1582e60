import * as z from 'zod'
import type { Db } from '../../../platform/ctx.ts'
import { readKept } from '../../../platform/kept.ts'

export const SET_UP_CODE = 'setup.code'
export const SET_UP_CLAIM = 'setup.claim'
export const SET_UP_FINISHED = 'setup.finished'

const Claim = z.object({ personId: z.string(), at: z.string() })

/** Who used the one-time code; null while nobody did. */
export async function findSetUp<T>(db: Db<T>): Promise<z.infer<typeof Claim> | null> {
  const read = Claim.safeParse(await readKept(db, SET_UP_CLAIM))
  return read.success ? read.data : null
}

export async function isSetUpFinished<T>(db: Db<T>): Promise<boolean> {
  return (await readKept(db, SET_UP_FINISHED)) !== null
}
