import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { openJudgedFile } from '../actions/judge-exemplar.ts'

/** The file of an example that waits, for the quality lead who reads it. */
export async function answer(ctx: Ctx<never>, _input: unknown, { exemplar }: Params<'exemplar'>): Promise<Redirect> {
  return redirect(await openJudgedFile(ctx, exemplar))
}
