import type { Params } from '../../../platform/route.ts'
import { declare, said } from '../actions/declare.ts'
import type { World } from '../actions/world.ts'
import type { DeclarationForm } from '../model.ts'

/** What was said so far, kept while the page stands open; answers what is kept now, also from elsewhere. */
export async function answer(ctx: World, input: DeclarationForm, { id }: Params<'id'>) {
  return { said: await declare(ctx, id, said(input)) }
}
