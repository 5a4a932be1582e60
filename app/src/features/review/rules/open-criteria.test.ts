import { expect, test } from 'vitest'
import { identitiesOf } from './identities.ts'
import { openCriteria } from './open-criteria.ts'

const ids = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `C${i + 1}` }))
const kept = (...list: string[]) => list.map((criterionId) => ({ criterionId }))

test.each([
  ['a first attempt', 3, kept(), ['C1', 'C2', 'C3']],
  ['one of three left', 3, kept('C1', 'C3'), ['C2']],
  ['two of five left', 5, kept('C1', 'C2', 'C3'), ['C4', 'C5']],
  ['half left: the whole is read again', 4, kept('C1', 'C2'), ['C1', 'C2', 'C3', 'C4']],
])('%s', (_case, n, banked, open) => expect(openCriteria(ids(n), banked)).toEqual(open))

test('a person is recognized by name, its parts, the address, its handle and the school', () => {
  const forms = identitiesOf({ name: 'Ana M. Petrov', email: 'apetrov@x.example', schools: ['Birch Middle'] })
  expect(forms).toEqual(['Ana M. Petrov', 'Ana', 'Petrov', 'apetrov@x.example', 'apetrov', 'Birch Middle'])
  expect(identitiesOf({ name: '', email: null, schools: [] })).toEqual([])
})
