/** Codes thrown while making things. Public contract: never renamed, only added. */
export const ERROR_CODES = [
  'OB_DRAFT_INVALID',
  'OB_SHAPE_DUPLICATE',
  'OB_TEXT_FORBIDDEN',
  'OB_TOO_LARGE',
  'OB_CANON_FAILED',
  'OB_CANON_AMBIGUOUS',
  'OB_CONTEXT_PIN',
  'OB_SIGNER_MISMATCH',
  'OB_SIGN_FAILED',
  'OB_STATUS_RANGE',
  'OB_STATUS_LENGTH',
  'OB_STATUS_ONE_WAY',
  'OB_BAKE_NOT_IMAGE',
  'OB_BAKE_NONE',
  'OB_BAKE_EXISTS',
  'OB_BAKE_CORRUPT',
  'OB_BAKE_TOO_LARGE',
  'OB_DERIVE_POINTER',
  'DID_SYNTAX',
  'DID_KEY_FORMAT',
] as const

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Everything this package throws. `code` is stable; `path` is a JSON pointer into the document or draft. */
export class OpenBadgesError extends Error {
  override name = 'OpenBadgesError'
  readonly code: ErrorCode
  readonly path?: string
  constructor(code: ErrorCode, message: string, path?: string) {
    super(message)
    this.code = code
    if (path !== undefined) this.path = path
  }
}

/** What is made, or undefined when an error of this kind refuses it; every other error is thrown on. @internal */
export function unlessRefused<T>(kind: new (...args: never[]) => Error, make: () => T): T | undefined {
  try {
    return make()
  } catch (cause) {
    if (cause instanceof kind) return undefined
    throw cause
  }
}
