import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { EvidenceKind } from '../model.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3

/** 08-trust.md 10.6 is the single source of these figures. */
export const EVIDENCE_LIMITS = {
  chunkBytes: 5 * MIB,
  resumableDays: 7,
  filesPerAttempt: 40,
  attemptGib: 5,
  personGib: 20,
  linkCopyBytes: 20 * MIB,
  textCodePoints: 20_000,
} as const

/** Largest piece of one kind, in bytes. */
export const MOST_BYTES = {
  video: 2 * GIB,
  audio: 500 * MIB,
  file: 100 * MIB,
  image: 100 * MIB,
  text: 100 * MIB,
  link: EVIDENCE_LIMITS.linkCopyBytes,
} as const satisfies Record<EvidenceKind, number>

export interface Stored {
  readonly files: number
  readonly bytes: number
}
export interface Room {
  /** Already in this Submission. */
  readonly attempt: Stored
  /** Everything this person keeps here. */
  readonly personBytes: number
  /** Setting of the issuer; 5 unless changed. */
  readonly attemptGib?: number
}

export type LimitRefusal = 'file-too-large' | 'quota-files' | 'quota-attempt' | 'quota-person'

export function mayAdd(
  { kind, bytes }: { readonly kind: EvidenceKind; readonly bytes: number },
  { attempt, personBytes, attemptGib = EVIDENCE_LIMITS.attemptGib }: Room,
): Verdict<LimitRefusal> {
  if (bytes > MOST_BYTES[kind]) return no('file-too-large')
  if (attempt.files + 1 > EVIDENCE_LIMITS.filesPerAttempt) return no('quota-files')
  if (attempt.bytes + bytes > attemptGib * GIB) return no('quota-attempt')
  return personBytes + bytes > EVIDENCE_LIMITS.personGib * GIB ? no('quota-person') : yes
}
