import type { Tables } from '../database.ts'
import { removeDemo } from '../features/organization/actions/demo.ts'
import type { Installation } from '../platform/installation.ts'
import { atConsole } from './console.ts'

/** The command `demo remove`, and the sentence it ends with. */
export async function removeDemonstration(home: Installation<Tables>, console: string): Promise<string> {
  const ctx = atConsole(home, console)
  return (await ctx.transact((tx) => removeDemo(ctx, tx)))
    ? 'The demonstration is gone: nobody can step in, nothing of it is offered. What it signed stays verifiable and says so.'
    : 'There is no demonstration here.'
}
