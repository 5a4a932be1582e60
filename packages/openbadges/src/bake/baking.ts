import { OpenBadgesError } from '../errors.ts'
import type { BakedForm, Place } from './standard.ts'

/** A text on its way into an image. */
export interface Baking {
  readonly text: string
  readonly form: BakedForm
  readonly place: Place
  /** Takes out what is baked in already, whichever standard it follows. */
  readonly overwrite: boolean
}

/** The refusal of an image that holds a credential already. */
export function exists(): OpenBadgesError {
  return new OpenBadgesError('OB_BAKE_EXISTS', 'The image holds a credential already.')
}
