import { expect, test } from 'vitest'
import { draftLife, takesIn } from './draft.ts'
import { mayStart } from './start.ts'
import { mayUndo, precheckMayBegin, undoUntil } from './undo.ts'

const edited = new Date('2026-03-01T12:00:00Z')
const after = (days: number, milliseconds = 0) => new Date(edited.getTime() + days * 86_400_000 + milliseconds)

test.each([
  ['fresh', 0, null, false, 150],
  ['a moment before the first reminder', 149.9, null, false, 150],
  ['30 days left', 150, 30, false, 173],
  ['8 days left', 172, 30, false, 173],
  ['7 days left', 173, 7, false, 180],
  ['the last second', 179.99999, 7, false, 180],
  ['over', 180, null, true, 180],
])('a draft, %s', (_case, days, reminder, expired, next) => {
  const life = draftLife({ lastEditAt: edited, draftDays: 180 }, after(days))
  expect(life).toEqual({ expiresAt: after(180), reminder, expired, nextAt: after(next) })
})

test('a draft that lives for twenty days is reminded in its last week alone', () => {
  const facts = { lastEditAt: edited, draftDays: 20 }
  expect(draftLife(facts, edited)).toMatchObject({ reminder: null, nextAt: after(13) })
  expect(draftLife(facts, after(13))).toMatchObject({ reminder: 7, nextAt: after(20) })
  expect(draftLife({ ...facts, draftDays: 10 }, after(9))).toMatchObject({ reminder: null, nextAt: after(10) })
})

test('a retired version takes its drafts for 180 days, however lively they are', () => {
  const facts = { lastEditAt: after(100), draftDays: 180, retiredAt: edited }
  expect(draftLife(facts, after(100))).toMatchObject({ expiresAt: after(180), nextAt: after(150) })
  const resting = { ...facts, lastEditAt: edited, draftDays: 30 }
  expect(draftLife(resting, after(160))).toMatchObject({ reminder: 30, expired: false, nextAt: after(173) })
  // The day that was named counts to its end.
  expect(draftLife(resting, after(180))).toMatchObject({ reminder: null, expired: false, nextAt: after(181) })
  expect(draftLife(resting, after(181)).expired).toBe(true)
  expect([180.9, 181].map((day) => takesIn({ retiredAt: edited }, after(day)))).toEqual([true, false])
})

test('what came back late on a retired version is not closed while its decision may be questioned', () => {
  const facts = { lastEditAt: after(170), returnedAt: after(170), draftDays: 180, retiredAt: edited }
  expect(draftLife(facts, after(180))).toMatchObject({ reminder: null, expired: false, nextAt: after(200) })
  expect(draftLife(facts, after(200)).expired).toBe(true)
})

test.each([
  ['at once', 0, true],
  ['a millisecond before the end', 600_000 - 1, true],
  ['at the end', 600_000, false],
])('undo %s', (_case, milliseconds, allowed) => {
  const standing = { status: 'submitted', submittedAt: edited } as const
  const window = { undoUntil: undoUntil(edited, 10), now: after(0, milliseconds) }
  expect(mayUndo(standing, window).ok).toBe(allowed)
  expect(precheckMayBegin(standing, window).ok).toBe(!allowed)
})

test('undo needs a submitted attempt, and a window', () => {
  const window = { undoUntil: undoUntil(edited, 10), now: edited }
  expect(mayUndo({ status: 'precheck', submittedAt: edited }, window)).toEqual({
    ok: false,
    because: 'move-not-allowed',
  })
  expect(precheckMayBegin({ status: 'draft', submittedAt: null }, window)).toEqual({
    ok: false,
    because: 'move-not-allowed',
  })
  expect(
    mayUndo({ status: 'submitted', submittedAt: edited }, { undoUntil: undoUntil(edited, 0), now: edited }),
  ).toEqual({
    ok: false,
    because: 'undo-over',
  })
})

const open = { versionStatus: 'published', prerequisites: [], earned: new Set<string>(), hasOpenSubmission: false }
test.each([
  ['a published version', {}, null],
  ['a retired version', { versionStatus: 'retired' }, 'not-published'],
  ['a second one at a time', { hasOpenSubmission: true }, 'already-open'],
  [
    'a required prerequisite that is missing',
    { prerequisites: [{ achievementId: 'a', kind: 'required' }] },
    'prerequisite-missing',
  ],
  ['a recommended one that is missing', { prerequisites: [{ achievementId: 'a', kind: 'recommended' }] }, null],
  [
    'a required one that is held',
    { prerequisites: [{ achievementId: 'a', kind: 'required' }], earned: new Set(['a']) },
    null,
  ],
] as const)('starting %s', (_case, change, because) => {
  expect(mayStart({ ...open, ...change })).toEqual(because ? { ok: false, because } : { ok: true })
})
