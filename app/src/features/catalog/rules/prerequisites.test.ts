import { expect, test } from 'vitest'
import { type Before, circleAmong, circleFrom, lintPrerequisites, type Named } from './prerequisites.ts'

test.each([
  ['A needs B needs A', { A: ['B'], B: ['A'] }, ['A', 'B', 'A']],
  ['A needs itself', { A: ['A'] }, ['A', 'A']],
  ['a longer way round', { A: ['B', 'C'], B: ['D'], C: [], D: ['A'] }, ['A', 'B', 'D', 'A']],
  ['a circle that A only leads to', { A: ['B'], B: ['C'], C: ['B'] }, undefined],
  ['two ways to one end', { A: ['B', 'C'], B: ['D'], C: ['D'], D: [] }, undefined],
])('%s', (_case, needs, circle) => expect(circleFrom('A', new Map(Object.entries(needs)))).toEqual(circle))

const entry = (code: string, draft = false): Named => ({ key: `id of ${code}`, code, draft })
const [self, b, c, d] = [entry('A'), entry('B'), entry('C'), entry('D', true)]
const before: Before = {
  self,
  named: new Map([
    ['B', b],
    [c.key, c],
    ['D', d],
    ['A', self],
  ]),
  needs: new Map([
    [self.key, [b, c, d]],
    [b.key, [c]],
    [c.key, []],
    [d.key, [b, self]],
  ]),
}

test.each([
  ['known by code', { code: 'B' }, []],
  ['known by id', { achievementId: c.key }, []],
  ['a slip of the pen', { code: 'Q99' }, ['prerequisites.0.code: prerequisite_unknown']],
  ['an id of nothing', { achievementId: 'x' }, ['prerequisites.0.achievementId: prerequisite_unknown']],
  ['itself', { code: 'A' }, ['prerequisites.0.code: prerequisite_cycle']],
  ['a row that is blank', {}, []],
])('%s', (_case, need, found) => {
  expect(lintPrerequisites([need], before).map(({ path, code }) => `${path}: ${code}`)).toEqual(found)
})

test('a circle names its codes, and a draft that leads to none may wait', () => {
  expect(lintPrerequisites([{ code: 'B' }, { code: 'D' }], before)).toMatchObject([
    { path: 'prerequisites.1.code', level: 'error', message: 'A needs D needs A' },
  ])
  expect(circleAmong([{ code: 'B' }, { code: 'D' }], before)).toEqual(['A', 'D', 'A'])
  const open = { ...before, needs: new Map([[self.key, [d]]]) }
  expect(circleAmong([{ code: 'D' }], open)).toBeUndefined()
  expect(lintPrerequisites([{ code: 'D' }], open)).toMatchObject([{ code: 'prerequisite_draft', level: 'warning' }])
})
