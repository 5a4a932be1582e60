import { expect, test } from 'vitest'
import type { DraftContent } from './draft.ts'
import type { Finding } from './draft-lint.ts'
import { judged } from './kept-findings.ts'

const remark = (path: string): Finding => ({
  ...{ path, code: 'R3', level: 'warning', message: 'Two checks in one.' },
  ...{ section: 'rubric', values: {} },
})
const rubric = (criteria: readonly object[]) => ({ rubric: { criteria } }) as unknown as DraftContent
const keyOf = (path: string, content: DraftContent) => judged([remark(path)], { content, notes: {} }, String)[0]?.key

const first = { descriptors: { met: 'Counts and writes.', not_yet: 'Counts.' } }
const one = 'rubric.criteria.0.descriptors.met'

test.each([
  ['in a row that moved is the same', 'rubric.criteria.1.descriptors.met', rubric([{ id: 'C2' }, first]), true],
  ['with other words is another', one, rubric([{ descriptors: { met: 'Counts or writes.' } }]), false],
  [
    'beside other words is the same',
    one,
    rubric([{ descriptors: { met: 'Counts and writes.', not_yet: 'Looks.' } }]),
    true,
  ],
])('a remark %s', (_case, path, content, same) => {
  expect(keyOf(path, content) === keyOf(one, rubric([first]))).toBe(same)
})

test('a remark on a whole group is blind to the order of its parts, and to what is filled in for them', () => {
  const said = rubric([{ id: 'C1', title: 'Count', descriptors: { met: 'Yes', not_yet: 'No' } }])
  const kept = rubric([
    { mustHave: false, descriptors: { not_yet: 'No', met: 'Yes' }, title: 'Count', id: 'C1', note: '' },
  ])
  const other = rubric([{ id: 'C1', title: 'Counts', descriptors: { met: 'Yes', not_yet: 'No' } }])
  expect(keyOf('rubric.criteria', kept)).toBe(keyOf('rubric.criteria', said))
  expect(keyOf('rubric.criteria', other)).not.toBe(keyOf('rubric.criteria', said))
})

test('an error is never kept, whatever the notes say', () => {
  const error: Finding = { ...remark(one), level: 'error' }
  const content = rubric([first])
  const key = keyOf(one, content) ?? ''
  const notes = { kept: [{ key, code: 'R3', reason: 'Because it is so.', by: 'a', at: '2026-11-01T00:00:00Z' }] }
  expect(judged([remark(one)], { content, notes }, String)[0]?.kept?.by).toBe('a')
  expect(judged([error], { content, notes }, String)[0]?.kept).toBeNull()
})
