import { expect, test } from 'vitest'
import { ConsentForm } from './model.ts'

const said = {
  scope: 'review',
  collectedBy: 'self',
  keptWhere: 'School office',
  collectedOn: '2026-09-01',
  untilOn: '',
}

test.each([['0'], [''], ['-1']])('a consent for “%s” people is none', (people) => {
  const answer = ConsentForm.safeParse({ ...said, people })
  expect(answer.error?.issues).toMatchObject([{ path: ['people'], message: 'refusal.people-none' }])
})

test('a consent counts its people', () => {
  expect(ConsentForm.parse({ ...said, people: '24' }).people).toBe(24)
})
