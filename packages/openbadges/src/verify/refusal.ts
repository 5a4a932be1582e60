import { StrictJsonError } from '../encoding/strict-json.ts'
import { OpenBadgesError } from '../errors.ts'
import type { FindingCode } from './codes.ts'
import type { Finding } from './report.ts'
import { finding } from './run.ts'

/** More than is read; the message is the JSON pointer, or `bytes`. */
export class TooLarge extends Error {}

const BAKED: Readonly<Record<string, FindingCode>> = {
  OB_BAKE_NONE: 'BAKE_NONE',
  OB_BAKE_CORRUPT: 'BAKE_CORRUPT',
  OB_BAKE_TOO_LARGE: 'BAKE_TOO_LARGE',
  OB_BAKE_NOT_IMAGE: 'BAKE_CORRUPT',
}

/** Why an input could not be read, as a finding. */
export function refusal(cause: unknown): Finding {
  if (cause instanceof TooLarge) return finding('PARSE_TOO_LARGE', cause.message)
  if (cause instanceof OpenBadgesError) return finding(BAKED[cause.code] ?? 'PARSE_JSON')
  if (cause instanceof StrictJsonError)
    return finding(cause.kind === 'duplicate' ? 'PARSE_DUPLICATE_KEY' : 'PARSE_JSON', '', { place: cause.detail })
  return finding('PARSE_JSON', '', { place: 'UTF-8' })
}
