import { expect, test } from 'vitest'
import { beside } from './said-form.ts'

const base = { aiTools: '', aiPurpose: 'to plan', attestations: [] }
const left = { base, said: { ...base, aiTools: 'a chatbot' } }

test.each([
  ['what was typed here and saved nowhere comes back', base, { mine: { aiTools: 'a chatbot' }, both: [] }],
  ['what is saved by now needs nothing', { ...base, aiTools: 'a chatbot ' }, { mine: {}, both: [] }],
  [
    'what was written elsewhere meanwhile stands beside it',
    { ...base, aiTools: 'another' },
    { mine: { aiTools: 'a chatbot' }, both: ['aiTools'] },
  ],
  [
    'what was changed elsewhere alone stays as it is there',
    { ...base, aiPurpose: 'to draw' },
    { mine: { aiTools: 'a chatbot' }, both: [] },
  ],
])('%s', (_case, now, expected) => expect(beside(now, left)).toEqual(expected))

test('what this page itself sent, and never heard of again, is nobody else’s', () =>
  expect(beside({ ...base, aiTools: 'a chat' }, { ...left, sent: { ...base, aiTools: 'a chat' } })).toEqual({
    mine: { aiTools: 'a chatbot' },
    both: [],
  }))

test('boxes that were ticked come back as a list', () =>
  expect(beside(base, { base, said: { ...base, attestations: ['own-work'] } }).mine).toEqual({
    attestations: ['own-work'],
  }))
