import type { Tables } from '../database.ts'
import { seedDemo } from '../demo.ts'
import { hasDemo } from '../features/account/reads/sign-in.ts'
import { removeDemo } from '../features/organization/actions/demo.ts'
import type { Installation } from '../platform/installation.ts'
import { atConsole } from './console.ts'

/** The command `seed --demo`, and the sentence it ends with. What was removed is not founded again: its people and its signatures stay what they were. */
export async function foundDemonstration(home: Installation<Tables>, console: string): Promise<string> {
  if (await seedDemo(home)) return 'The demonstration district is founded.'
  return (await atConsole(home, console).transact((tx) => hasDemo(tx)))
    ? 'The demonstration district was there already.'
    : 'The demonstration district was removed from this site, and stays so. A new CAIRN_DATA folder, or another database, gets one of its own.'
}

/** The command `demo remove`, and the sentence it ends with. */
export async function removeDemonstration(home: Installation<Tables>, console: string): Promise<string> {
  const ctx = atConsole(home, console)
  return (await ctx.transact((tx) => removeDemo(ctx, tx)))
    ? 'The demonstration is gone: nobody can step in, nothing of it is offered. What it signed stays verifiable and says so.'
    : 'There is no demonstration here.'
}
