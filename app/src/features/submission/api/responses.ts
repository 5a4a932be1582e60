import type { Params } from '../../../platform/route.ts'
import { saveResponse } from '../actions/responses.ts'
import type { World } from '../actions/world.ts'
import type { Autosave } from '../model.ts'

export async function answer(ctx: World, input: Autosave, { id, p: promptId }: Params<'id' | 'p'>) {
  const { revision, words, savedAt } = await saveResponse(ctx, id, { ...input, promptId })
  return { revision, words, savedAt: savedAt.toISOString() }
}
