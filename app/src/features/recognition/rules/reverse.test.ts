import { expect, test } from 'vitest'
import { answerRevocation, type LiveRecognition } from './reverse.ts'

const now = { periodKey: '2026-27', date: '2026-10-01' }
const live: LiveRecognition = {
  id: 'r1',
  unitId: 'usd',
  restsOn: ['a1', 'a2'],
  units: 20_000n,
  paid: 0n,
  carried: 0n,
  reported: false,
}

test.each([
  ['nothing paid', {}, { state: 'reversed', quantities: [-20_000n], recovery: null, correction: false }],
  ['part paid', { paid: 15_000n }, { state: 'reversing', quantities: [-5_000n], recovery: 15_000n, correction: false }],
  ['all paid', { paid: 20_000n }, { state: 'reversing', quantities: [], recovery: 20_000n, correction: false }],
  [
    'hours already reported',
    { reported: true },
    { state: 'reversed', quantities: [-20_000n], recovery: null, correction: true },
  ],
  [
    'a part still carried',
    { carried: 10_000n },
    { state: 'reversed', quantities: [-20_000n, -10_000n], recovery: null, correction: false },
  ],
] as const)('%s', (_case, change, { state, quantities, recovery, correction }) => {
  const { reversals } = answerRevocation({ awardId: 'a2', reason: 'revoked' }, [{ ...live, ...change }], now)
  expect(reversals).toMatchObject([{ recognitionId: 'r1', state, recovery, correction }])
  expect(reversals[0]?.entries.map((entry) => entry.quantity)).toEqual(quantities)
  expect(reversals[0]?.entries.every((entry) => entry.periodKey === now.periodKey)).toBe(true)
})

test('a giving that does not rest on the award is left alone', () => {
  expect(answerRevocation({ awardId: 'a9', reason: 'revoked' }, [live], now)).toEqual({ reversals: [], moved: [] })
})

test('a later edition is the same award: the giving moves to it', () => {
  const answer = answerRevocation({ awardId: 'a1', reason: 'superseded', successorId: 'a7' }, [live], now)
  expect(answer).toEqual({ reversals: [], moved: [{ recognitionId: 'r1', from: 'a1', to: 'a7' }] })
})
