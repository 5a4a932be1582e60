import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { openExemplarFile } from '../actions/judge-exemplar.ts'

/** A fresh address for an example's file that is for members, or one's own. */
export async function answer(ctx: Ctx<never>, _input: unknown, { exemplar }: Params<'exemplar'>): Promise<Redirect> {
  return redirect(await openExemplarFile(ctx, exemplar))
}
