import type { Ctx } from '../../../platform/ctx.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { cookieJar, readCookie } from '../../../platform/session.ts'
import { setAppearance } from '../actions/profile.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { Appearance } from '../model.ts'
import { isLocalPath } from '../rules/local-path.ts'
import { readLook } from '../rules/look.ts'

/** One press in the header, signed in or not; back to where the person was. */
export async function answer(
  ctx: Ctx<AccountWorld>,
  input: Appearance,
  _params: object,
  request: Request,
): Promise<Redirect> {
  const name = cookieJar(ctx.baseUrl).name('appearance')
  const before = readLook(readCookie(request.headers.get('cookie') ?? undefined, name))
  const cookie = await setAppearance(ctx, input, before)
  return redirect(isLocalPath(input.back) ? input.back : '/', { cookies: [cookie] })
}
