import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { seeCredential } from '../actions/see.ts'
import type { Nothing } from '../model.ts'

export async function answer(ctx: Ctx<never>, _input: Nothing, { id }: Params<'id'>): Promise<Redirect> {
  await seeCredential(ctx, id)
  return redirect('/me/today')
}
