import { type Params, type Redirect, redirect } from '../../../platform/route.ts'

/** Whoever opens the address that mail programs press comes to the page where a person leaves. */
export async function answer(_ctx: unknown, _input: unknown, { token }: Params<'token'>): Promise<Redirect> {
  return redirect(`/updates/own/${encodeURIComponent(token)}`)
}
