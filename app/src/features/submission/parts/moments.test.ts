import { expect, test } from 'vitest'
import type { SubmissionStatus } from '../model.ts'
import type { TimelineView } from '../views/timeline.ts'
import { momentsOf } from './moments.tsx'

const AT = new Date('2026-10-05T15:00:00Z')
const view = (status: SubmissionStatus): TimelineView => ({
  ...{
    id: 's',
    title: 'Greet at the door',
    code: 'B9',
    slug: 'greet',
    language: 'en',
    wordsIn: 'en',
    version: '1.0.0',
    shownIn: 'en',
    editable: false,
    returned: false,
    takenBack: false,
  },
  ...{
    status,
    issuer: 'North',
    tenantId: 't',
    personId: 'p',
    attemptNo: 1,
    submittedAt: AT,
    admittedAt: AT,
    dueAt: AT,
  },
  ...{ expired: false, keptUntil: null, retired: null },
  ...{ moved: null, late: false, returnedAt: null, closedAt: AT, undoUntil: null, mayWithdraw: true, sentBack: [] },
  zone: 'UTC',
})

test.each<[SubmissionStatus, string[]]>([
  ['precheck', ['Sent in and safe', 'Check', 'Reading', 'Decision']],
  ['inReview', ['Sent in and safe', 'Checked', 'Reading', 'Decision']],
  ['earned', ['Sent in and safe', 'Checked', 'Read', 'Decision']],
])('%s: what is still going on is not told as done', (status, titles) => {
  expect(momentsOf(view(status)).map(({ title }) => title)).toEqual(titles)
})

test('nobody is told that every piece opens before that was looked at', () => {
  const notes = momentsOf(view('precheck')).map(({ note }) => String(note))
  expect(notes[1]).toBe(
    'A machine checks that every piece opens and that nothing is missing. It never speaks about quality.',
  )
  expect(String(momentsOf(view('earned'))[2]?.note)).toContain('They did not see your name.')
})

test.each<[string, Partial<TimelineView>, string[]]>([
  ['never sent', { submittedAt: null, admittedAt: null }, []],
  ['sent', { admittedAt: null }, ['Sent in and safe']],
  ['with readers', {}, ['Sent in and safe', 'Checked']],
  ['come back once', { returnedAt: AT }, ['Sent in and safe', 'Checked', 'Read', 'Decision']],
])('of work that ended, %s, no more is told than there was', (_case, given, titles) => {
  expect(momentsOf({ ...view('withdrawn'), ...given }).map(({ title }) => title)).toEqual(titles)
})
