import { expect, test } from 'vitest'
import { afterLook, isCutOff, openingOf } from './links.ts'

test('what is surely gone fails; a door closed to programs may be open to people', () => {
  const of = (status: number) => openingOf({ status })
  expect([200, 204, 301].map(of)).toEqual(['opens', 'opens', 'opens'])
  expect([404, 410, 500, 503].map(of)).toEqual(['fails', 'fails', 'fails', 'fails'])
  expect([401, 403, 405, 429].map(of)).toEqual(['unsure', 'unsure', 'unsure', 'unsure'])
  expect(
    ['too-large', 'timeout', 'unreachable', 'redirect', 'address'].map((refused) => openingOf({ refused })),
  ).toEqual(['opens', 'fails', 'fails', 'unsure', 'unsure'])
})

test('where nothing at all is reached, no address is to blame', () => {
  const away = { refused: 'unreachable' }
  expect(isCutOff([away, { refused: 'timeout' }])).toBe(true)
  expect(isCutOff([away, { status: 404 }])).toBe(false)
  expect(isCutOff([])).toBe(false)
})

test('failures are counted in a row, from the first day on', () => {
  const [first, later] = [new Date('2026-10-05T15:00:00Z'), new Date('2026-10-12T15:00:00Z')]
  const once = afterLook({ failures: 0, failingSince: null }, 'fails', first)
  expect(once).toEqual({ failures: 1, failingSince: first })
  expect(afterLook(once, 'unsure', later)).toEqual(once)
  expect(afterLook(once, 'fails', later)).toEqual({ failures: 2, failingSince: first })
  expect(afterLook(once, 'opens', later)).toEqual({ failures: 0, failingSince: null })
})
