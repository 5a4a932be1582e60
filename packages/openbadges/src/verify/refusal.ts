import { StrictJsonError } from '../encoding/strict-json.ts'
import { OpenBadgesError } from '../errors.ts'
import type { FindingCode } from './codes.ts'
import type { Finding } from './report.ts'
import { finding } from './run.ts'

/** More than is read; the message is the JSON pointer, or `bytes`. */
export class TooLarge extends Error {}

const BAKED: Readonly<Record<string, FindingCode>> = {
  OB_BAKE_NONE: 'BAKE_NONE',
  OB_BAKE_TOO_LARGE: 'BAKE_TOO_LARGE',
}

/** Why an input could not be read, as a finding. */
export function refusal(cause: unknown): Finding {
  if (cause instanceof TooLarge) return finding('PARSE_TOO_LARGE', cause.message)
  if (cause instanceof OpenBadgesError) return finding(BAKED[cause.code] ?? 'BAKE_CORRUPT')
  if (cause instanceof StrictJsonError)
    return finding(cause.kind === 'duplicate' ? 'PARSE_DUPLICATE_KEY' : 'PARSE_JSON', '', { place: cause.detail })
  return finding('PARSE_JSON', '', { place: 'UTF-8' })
}
