import type { Ctx } from '../../../platform/ctx.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { ownFirstPage } from '../views/first-page.ts'

export async function answer(ctx: Ctx<never>): Promise<Redirect> {
  return redirect(await ownFirstPage(ctx))
}
