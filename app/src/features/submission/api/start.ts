import { type Redirect, redirect } from '../../../platform/route.ts'
import { startSubmission } from '../actions/start.ts'
import type { World } from '../actions/world.ts'
import type { StartSubmission } from '../model.ts'

export async function answer(ctx: World, input: StartSubmission): Promise<Redirect> {
  return redirect(`/me/work/${await startSubmission(ctx, input)}`)
}
