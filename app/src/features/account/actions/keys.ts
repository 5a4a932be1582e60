import { Invalid, insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import type { ChooseKeys } from '../model.ts'
import { mayEdit } from '../policy.ts'
import { getPerson } from '../reads.ts'
import { DESK_KEYS, type KeptKeys, keptKeys, keyProblems, ownKeys, swapped, typedKeys } from '../rules/desk-keys.ts'
import { updatePerson } from '../writes.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>

/** A person's own keys of the desk: all of them are taken or none. */
export async function chooseKeys(ctx: World, { keys: typed, swap }: ChooseKeys): Promise<void> {
  await change(ctx, ({ on, keys: kept }) => {
    const wished = typedKeys(kept, typed)
    const keys = swap ? swapped(kept, wished, swap) : wished
    const problems = keyProblems(kept, keys)
    if (problems.length > 0)
      throw new Invalid(
        'keys-refused',
        Object.fromEntries(problems.map(({ deed, because }) => [`keys.${deed}`, `account.keys.${because}`])),
      )
    return { on, keys }
  })
}

export async function backToStandardKeys(ctx: World): Promise<void> {
  await change(ctx, ({ on }) => ({ on, keys: DESK_KEYS }))
}

export async function switchKeys(ctx: World, on: boolean): Promise<void> {
  await change(ctx, ({ keys }) => ({ on, keys }))
}

async function change(ctx: World, next: (kept: KeptKeys) => KeptKeys): Promise<void> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  await ctx.transact(async (tx: Db<AccountWorld>) => {
    const { on, keys } = next(keptKeys((await getPerson(tx, personId)).shortcuts))
    await updatePerson(tx, ctx.person, {
      shortcuts: JSON.stringify({ ...(on ? {} : { off: true }), desk: ownKeys(keys) }),
    })
    await append(ctx, tx, { type: 'account.keysChanged', subjectId: personId, personId, body: {} })
  })
}
