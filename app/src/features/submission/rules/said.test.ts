import { expect, test } from 'vitest'
import type { SaidWords } from '../model.ts'
import { joined, seenIn } from './said.ts'

const seen: SaidWords = {
  attestations: [],
  aiUsed: '',
  aiTools: '',
  aiPurpose: 'to plan',
  activityFrom: '',
  activityUntil: '',
  showName: 'no',
}

test.each<[string, Partial<SaidWords>, Partial<SaidWords>, Partial<SaidWords>, string[]]>([
  ['typed here alone counts', { aiTools: 'a chatbot' }, {}, { aiTools: 'a chatbot' }, []],
  ['said elsewhere alone stays', {}, { aiUsed: 'yes' }, { aiUsed: 'yes' }, []],
  [
    'two fields from two windows both count',
    { aiTools: 'a chatbot' },
    { attestations: ['privacy'] },
    { aiTools: 'a chatbot', attestations: ['privacy'] },
    [],
  ],
  ['the same from both is no quarrel', { aiUsed: 'no' }, { aiUsed: 'no' }, { aiUsed: 'no' }, []],
  ['one field from both is nobody’s to write over', { aiUsed: 'no' }, { aiUsed: 'yes' }, { aiUsed: 'yes' }, ['aiUsed']],
  ['a text emptied here is emptied', { aiPurpose: '' }, {}, { aiPurpose: '' }, []],
])('%s', (_case, typed, elsewhere, said, both) =>
  expect(joined({ ...seen, ...typed }, { ...seen, ...elsewhere }, [seen])).toEqual({
    said: { ...seen, ...said },
    both,
  }),
)

test('what the page itself had on its way is no change from elsewhere', () => {
  const under = { ...seen, aiTools: 'a chat' }
  expect(joined({ ...seen, aiTools: 'a chatbot' }, under, [seen, under])).toMatchObject({ both: [] })
})

test.each(['', 'null', '[]', '{"aiTools":""}', '[{"aiTools":"x"}]', '[1'])('%j was never said on our page', (text) =>
  expect(seenIn(text)).toBeNull(),
)
