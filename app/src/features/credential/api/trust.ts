import type { Ctx } from '../../../platform/ctx.ts'
import { trustFile } from '../views.ts'

/** Every issuer of this site with every key it ever had: pinned once, it lets anybody verify without this site. */
export async function answer(ctx: Ctx<never>) {
  return trustFile(ctx)
}
