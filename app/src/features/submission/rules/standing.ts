import type { Pause } from '../../../lib/business-time.ts'
import type { Moved, SubmissionEntry, SubmissionEntryType, SubmissionStatus } from '../model.ts'
import { isOpen } from './moves.ts'
import type { Practice } from './practice-lock.ts'

/** Everything the log says about where a Submission stands. */
export interface Standing {
  readonly status: SubmissionStatus
  /** Where `submit` came from: an undone or sent-back attempt goes back there. */
  readonly cameFrom: 'draft' | 'returned'
  /** Number of the last freeze; a later freeze takes the next one, also after undo and sendBack. */
  readonly attemptNo: number
  /** Attempts that reached the readers; only these count. */
  readonly attemptsCounted: number
  readonly startedAt: Date | null
  readonly lastEditAt: Date | null
  readonly submittedAt: Date | null
  readonly admittedAt: Date | null
  readonly dueAt: Date | null
  /** The later date the learner was given, and why; null while the promise holds. */
  readonly moved: { readonly expectedAt: Date; readonly because: Moved } | null
  /** Pauses of the clock of the present attempt. */
  readonly pauses: readonly Pause[]
  readonly returnedAt: readonly Date[]
  /** Conversations with a coach, and gates that opened by themselves. */
  readonly coachOpenedAt: readonly Date[]
  readonly practice: Practice
  readonly closedAt: Date | null
  readonly decisionId: string | null
}

type Steps = {
  readonly [Type in SubmissionEntryType]: (
    standing: Standing,
    entry: Extract<SubmissionEntry, { type: Type }>,
  ) => Partial<Standing>
}

const EMPTY: Standing = {
  status: 'draft',
  cameFrom: 'draft',
  attemptNo: 0,
  attemptsCounted: 0,
  startedAt: null,
  lastEditAt: null,
  submittedAt: null,
  admittedAt: null,
  dueAt: null,
  moved: null,
  pauses: [],
  returnedAt: [],
  coachOpenedAt: [],
  practice: { openedAt: null, laterAt: null, locked: false },
  closedAt: null,
  decisionId: null,
}

/** What each line changes; most lines move nothing. */
const STEPS: Steps = {
  'submission.started': (_, { at }) => ({ status: 'draft', startedAt: at, lastEditAt: at }),
  'submission.edited': edited,
  'submission.itemReceived': () => ({}),
  'submission.itemCaptioned': () => ({}),
  'submission.itemRemoved': () => ({}),
  'submission.itemSorted': edited,
  'submission.classChanged': () => ({}),
  'submission.consentGiven': () => ({}),
  'submission.consentWithdrawn': () => ({}),
  'submission.evidenceErased': () => ({}),
  'submission.wordsErased': () => ({}),
  'submission.submitted': (_, { at, body }) => ({
    status: 'submitted',
    attemptNo: body.attemptNo,
    submittedAt: at,
    admittedAt: null,
    dueAt: null,
    moved: null,
    pauses: [],
  }),
  'submission.submitUndone': backToWork,
  'submission.precheckStarted': () => ({ status: 'precheck' }),
  'submission.sentBack': sentBack,
  'submission.admitted': ({ attemptsCounted }, { at, body }) => ({
    status: 'inReview',
    attemptsCounted: attemptsCounted + 1,
    admittedAt: at,
    dueAt: new Date(body.dueAt),
  }),
  'submission.promiseMoved': (_, { body }) => ({
    moved: { expectedAt: new Date(body.expectedAt), because: body.because },
  }),
  'submission.clockPaused': ({ pauses }, { at }) =>
    pauses.at(-1)?.to === null ? {} : { pauses: [...pauses, { from: at, to: null }] },
  'submission.clockResumed': ({ pauses }, { at }) => ({
    pauses: pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause)),
  }),
  'submission.versionMoved': edited,
  'submission.practiceOpened': ({ practice }, { at }) => ({ lastEditAt: at, practice: { ...practice, openedAt: at } }),
  'submission.practiceLocked': ({ practice }, { at }) => ({
    lastEditAt: at,
    practice: { ...practice, laterAt: practice.laterAt ?? at, locked: true },
  }),
  'submission.practiceUnlocked': unlocked,
  'submission.coachMet': ({ coachOpenedAt }, { body }) => ({ coachOpenedAt: [...coachOpenedAt, new Date(body.at)] }),
  'submission.coachGateLapsed': ({ coachOpenedAt }, { at }) => ({ coachOpenedAt: [...coachOpenedAt, at] }),
  'submission.retirementTold': () => ({}),
  'submission.reminded': () => ({}),
  'submission.returned': ({ returnedAt }, { at, body }) => ({
    status: 'returned',
    cameFrom: 'returned',
    returnedAt: [...returnedAt, at],
    lastEditAt: at,
    decisionId: body.decisionId,
  }),
  'submission.earned': (_, { at, body }) => ({ status: 'earned', closedAt: at, decisionId: body.decisionId }),
  'submission.withdrawn': (_, { at }) => ({ status: 'withdrawn', closedAt: at }),
}

/** An award or a withdrawal ends a Submission: no later line moves it. */
export function afterEntry(standing: Standing, entry: SubmissionEntry): Standing {
  if (!isOpen(standing.status)) return standing
  const step = STEPS[entry.type] as (standing: Standing, entry: SubmissionEntry) => Partial<Standing>
  return { ...standing, ...step(standing, entry) }
}

export function standingOf(log: readonly SubmissionEntry[]): Standing {
  return log.reduce(afterEntry, EMPTY)
}

/**
 * The log is the truth; the status is only how we read it.
 * @internal The truth that tests hold the column of statuses against.
 */
export function statusOf(log: readonly SubmissionEntry[]): SubmissionStatus {
  return standingOf(log).status
}

function edited(_: Standing, { at }: { at: Date }): Partial<Standing> {
  return { lastEditAt: at }
}

/** What was seen stays seen: the later results stay open. */
function unlocked({ practice }: Standing): Partial<Standing> {
  return { practice: { ...practice, locked: false } }
}

/** What readers had already counts as never sent; whatever has to be mended can be. */
function sentBack(standing: Standing, entry: { at: Date }): Partial<Standing> {
  const { status, attemptsCounted } = standing
  return {
    ...backToWork(standing, entry),
    ...unlocked(standing),
    ...{ admittedAt: null, dueAt: null, moved: null },
    attemptsCounted: status === 'inReview' ? attemptsCounted - 1 : attemptsCounted,
  }
}

function backToWork({ cameFrom }: Standing, { at }: { at: Date }): Partial<Standing> {
  return { status: cameFrom, lastEditAt: at, submittedAt: null, pauses: [] }
}
