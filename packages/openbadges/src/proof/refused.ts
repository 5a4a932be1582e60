import { OpenBadgesError } from '../errors.ts'

/** Why no canonical form exists: a term without meaning, a graph beyond the limits, a context that is not pinned, or other. */
export type RefusedFor = 'term' | 'limit' | 'context' | 'other'

/** `OB_CANON_FAILED` with its reason; `subject` names the property, type or URL. */
export class CanonRefused extends OpenBadgesError {
  readonly reason: RefusedFor
  readonly subject: string
  constructor(reason: RefusedFor, subject: string) {
    super('OB_CANON_FAILED', `No canonical form (${reason}): ${subject}`, subject)
    this.reason = reason
    this.subject = subject
  }
}
