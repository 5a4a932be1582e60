import type { EvidenceKind } from '../model.ts'
import { type Finding, type FindingCode, findingsAt, type Severity } from './finding.ts'
import type { Requirement } from './ready-content.ts'
import { lengthSeverity } from './responses.ts'

const QUIET_LUFS = -40
const SMALL_PX = 600
/** Variance of the Laplacian at 1024 px long side; an untested threshold, hence advice only. */
const BLURRED = 60
const SIGN_IN_WORDS = 200

/** What the machine found out about one piece; absent means not known yet, and then nothing is said. */
export interface MediaFacts {
  readonly readable?: boolean | undefined
  readonly encrypted?: boolean | undefined
  readonly malware?: boolean | undefined
  readonly seconds?: number | undefined
  readonly pages?: number | undefined
  readonly words?: number | undefined
  readonly link?: LinkFacts | undefined
  readonly audioTrack?: boolean | undefined
  readonly loudness?: number | undefined
  readonly shortSide?: number | undefined
  readonly sharpness?: number | undefined
  readonly speech?: boolean | undefined
  readonly captions?: boolean | undefined
  readonly rosterNames?: number | undefined
  readonly location?: boolean | undefined
}

export interface LinkFacts {
  /** Status of the last answer; 0 when there was none. */
  readonly status: number
  readonly signInForm: boolean
  readonly words: number
  /** A readable copy is kept. */
  readonly copied: boolean
  /** Why a document behind it could not be kept. */
  readonly problem?: string | undefined
}

export interface MediaItem {
  readonly evidenceId: string
  readonly requirementId: string
  readonly kind: EvidenceKind
  readonly facts: MediaFacts
}

type Test = readonly [FindingCode, boolean, Severity?]

export function mediaFindings({ evidenceId, requirementId, kind, facts }: MediaItem, limits: Requirement): Finding[] {
  const tests = [
    ...fileTests(facts),
    ...linkTests(kind === 'link' ? facts.link : undefined),
    ...lengthTests(kind, facts, limits),
    ...soundTests(kind, facts),
    ...pictureTests(kind, facts),
  ]
  return findingsAt({ requirementId, evidenceId }, tests)
}

function fileTests({ readable, encrypted, malware }: MediaFacts): Test[] {
  return [
    ['malware', malware === true],
    ['file-unreadable', readable === false || encrypted === true],
  ]
}

function linkTests(link: LinkFacts | undefined): Test[] {
  if (!link) return []
  const answered = link.status >= 200 && link.status < 300
  const wall = answered && link.signInForm && link.words < SIGN_IN_WORDS
  const unread = !wall && !(answered && link.copied)
  const document = unread ? DOCUMENT[link.problem ?? ''] : undefined
  return [
    ['link-not-readable', unread && !document],
    ...(document ? [[document, true] as const] : []),
    ['link-needs-sign-in', wall],
  ]
}
const DOCUMENT: Readonly<Record<string, FindingCode>> = {
  'file-locked': 'link-document-locked',
  'file-truncated': 'link-document-cut',
  'file-names-author': 'link-document-names',
}

function lengthTests(kind: EvidenceKind, { seconds, pages, words }: MediaFacts, limits: Requirement): Test[] {
  const minutes = severityOver(seconds, limits.maxMinutes && limits.maxMinutes * 60)
  const length = severityOver(words, limits.maxWords)
  return [
    ['duration-too-long', minutes !== null, minutes ?? 'warn'],
    ['pages-too-many', severityOver(pages, limits.maxPages) !== null],
    // Words drawn out of a document include its headings and tables: advice, where a typed text is counted exactly.
    ['response-too-long', length !== null, kind === 'text' ? (length ?? 'warn') : 'warn'],
  ]
}

function severityOver(amount: number | undefined, limit: number | undefined): 'block' | 'warn' | null {
  return amount === undefined || limit === undefined ? null : lengthSeverity(amount, limit)
}

function soundTests(kind: EvidenceKind, { audioTrack, loudness, speech, captions }: MediaFacts): Test[] {
  const heard = kind === 'video' || kind === 'audio'
  return [
    ['video-silent', kind === 'video' && audioTrack === false],
    ['audio-quiet', heard && audioTrack !== false && loudness !== undefined && loudness < QUIET_LUFS],
    ['captions-missing', heard && speech === true && captions === false],
  ]
}

function pictureTests(kind: EvidenceKind, { shortSide, sharpness }: MediaFacts): Test[] {
  if (kind !== 'image') return []
  return [
    ['image-small', shortSide !== undefined && shortSide < SMALL_PX],
    ['image-blurred', sharpness !== undefined && sharpness < BLURRED],
  ]
}
