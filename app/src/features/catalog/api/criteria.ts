import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, redirect } from '../../../platform/route.ts'
import { getPublicVersion } from '../views.ts'

/** The address that credentials carry for their criteria: the rubric of exactly this version. */
export async function answer(ctx: Ctx<never>, _input: unknown, { slug, version }: Params<'slug' | 'version'>) {
  const found = await getPublicVersion(ctx, slug, version)
  return redirect(`/m/${found.slug}/v/${found.version}#rubric`)
}
