import { expect, test } from 'vitest'
import { SubmissionEntry } from '../model.ts'
import { isOnPractice, laterDay, lockedPart, partToMend } from './practice-lock.ts'
import { standingOf } from './standing.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 16, minute))
const log = (...types: readonly string[]) =>
  types.map((type, minute) => {
    const body = type.startsWith('practice') && type !== 'practiceOpened' ? { requirementId: 'R2' } : BODIES[type]
    return SubmissionEntry.parse({ type: `submission.${type}`, at: at(minute), body: body ?? {} })
  })
const id = '01890000-0000-7000-8000-000000000001'
const BODIES: Readonly<Record<string, object>> = {
  started: { achievementVersionId: id },
  submitted: { attemptNo: 1, manifestDigest: `sha256:${'0'.repeat(64)}` },
  sentBack: { codes: ['original-lost'] },
  returned: { decisionId: id },
}

test.each([
  ['nothing yet', log('started'), { openedAt: null, laterAt: null, locked: false }],
  ['opened', log('started', 'practiceOpened'), { openedAt: at(1), laterAt: null, locked: false }],
  ['locked', log('started', 'practiceOpened', 'practiceLocked'), { openedAt: at(1), laterAt: at(2), locked: true }],
  [
    'sent in and taken back, it stays locked',
    log('started', 'practiceOpened', 'practiceLocked', 'submitted', 'submitUndone'),
    { openedAt: at(1), laterAt: at(2), locked: true },
  ],
  [
    'sent back by the house, it opens, and what was seen stays seen',
    log('started', 'practiceOpened', 'practiceLocked', 'submitted', 'precheckStarted', 'sentBack'),
    { openedAt: at(1), laterAt: at(2), locked: false },
  ],
  [
    'opened again by readers',
    log('started', 'practiceOpened', 'practiceLocked', 'submitted', 'precheckStarted', 'practiceUnlocked', 'returned'),
    { openedAt: at(1), laterAt: at(2), locked: false },
  ],
])('%s', (_case, entries, practice) => expect(standingOf(entries).practice).toEqual(practice))

const part = (id: string, minItems: number) => ({ id, minItems }) as never
const ASKED = {
  practiceCase: { kind: 'split-table', opensIn: 'R1', laterAfter: 'R2' },
  part2: { requirements: [part('R1', 1), part('R2', 1), part('R3', 1)] },
} as const
const LOCKED = { openedAt: at(1), laterAt: at(2), locked: true }

test.each([
  ['a locked part with its piece', LOCKED, ['R1', 'R2'], 'R2'],
  ['a locked part whose piece was erased can be filled again', LOCKED, ['R1'], null],
  ['a part that was opened again', { ...LOCKED, locked: false }, ['R2'], null],
])('%s', (_case, practice, pieces, locked) => {
  expect(
    lockedPart(
      ASKED as never,
      practice,
      pieces.map((requirementId) => ({ requirementId })),
    ),
  ).toBe(locked)
})

test.each([
  ['a criterion that looks at it', ['C2'], 'R2'],
  ['only one that looks elsewhere', ['C1'], null],
  ['none', [], null],
])('opens again for %s', (_case, notYet, opened) => {
  const criteria = [
    { id: 'C1', looksAt: ['O1', 'R1.a'] },
    { id: 'C2', looksAt: ['R1.b', 'R2.a'] },
  ]
  expect(partToMend({ ...ASKED, rubric: { criteria } } as never, notYet)).toBe(opened)
})

test('what was sent in before the case was opened is not on it', () => {
  expect(isOnPractice(LOCKED, at(0))).toBe(false)
  expect(isOnPractice(LOCKED, at(5))).toBe(true)
  expect(isOnPractice({ ...LOCKED, openedAt: null }, at(5))).toBe(false)
})

test('the later results are of six weeks after', () => {
  expect(laterDay(at(0)).toISOString()).toBe('2027-01-01T16:00:00.000Z')
})
