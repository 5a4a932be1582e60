import type { Params } from '../../../platform/route.ts'
import { declare, said } from '../actions/declare.ts'
import type { World } from '../actions/world.ts'
import type { DeclarationForm } from '../model.ts'

/** What was said so far, kept while the page stands open. */
export async function answer(ctx: World, input: DeclarationForm, { id }: Params<'id'>): Promise<void> {
  await declare(ctx, id, said(input))
}
