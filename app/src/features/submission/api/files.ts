import type { Params, Reply } from '../../../platform/route.ts'
import type { World } from '../actions/world.ts'
import { streamFile } from '../views/file.ts'

/** The cookieless origin: one token, one file, everything else is not there. */
export async function answer(
  ctx: World,
  _input: unknown,
  { token }: Params<'token'>,
  request: Request,
): Promise<Reply> {
  return streamFile(ctx, token, request)
}
