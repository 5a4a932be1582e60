import type { EvidenceKind } from '../model.ts'

const RECORDED: readonly string[] = ['video', 'audio', 'photo']
/** What a piece is said to be where the place asks for nothing that it could be. */
const GENERAL = { text: 'document', file: 'document', link: 'document', image: 'photo', audio: 'audio', video: 'video' }

const FITS: Readonly<Record<EvidenceKind, (type: string) => boolean>> = {
  // Behind a link may lie anything.
  link: () => true,
  text: (type) => !RECORDED.includes(type),
  file: (type) => !RECORDED.includes(type),
  image: (type) => type !== 'video' && type !== 'audio',
  audio: (type) => ['audio', 'student_work', 'statement'].includes(type),
  video: (type) => ['video', 'student_work', 'statement'].includes(type),
}

/** What such a piece may be said to be there: never a text a video. */
export function fittingTypes(kind: EvidenceKind, asked: readonly string[]): readonly string[] {
  const fitting = asked.filter(FITS[kind])
  return fitting.length > 0 ? fitting : [GENERAL[kind]]
}

/** As it was said, or what needs no saying; null while its holder has to choose. */
export function typeOf(kind: EvidenceKind, asked: readonly string[], said: string | undefined): string | null {
  const fitting = fittingTypes(kind, asked)
  if (said !== undefined && fitting.includes(said)) return said
  if (RECORDED.includes(GENERAL[kind]) && fitting.includes(GENERAL[kind])) return GENERAL[kind]
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}
