import { expect, test } from 'vitest'
import { stillOpen } from './said-form.ts'

const base = { aiTools: '', aiPurpose: 'to plan', attestations: [] }

test.each([
  ['what was typed here and saved nowhere comes back', base, { aiTools: 'a chatbot' }],
  ['what is saved by now needs nothing', { ...base, aiTools: 'a chatbot' }, {}],
  ['what was written elsewhere meanwhile is not written over', { ...base, aiTools: 'another' }, {}],
])('%s', (_case, now, open) => expect(stillOpen(now, { base, said: { ...base, aiTools: 'a chatbot' } })).toEqual(open))

test('boxes that were ticked come back as a list', () =>
  expect(stillOpen(base, { base, said: { ...base, attestations: ['own-work'] } })).toEqual({
    attestations: ['own-work'],
  }))
