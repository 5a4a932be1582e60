import { describe, expect, test } from 'vitest'
import { lintSaid, readSaid } from './said.ts'

describe('what educators say', () => {
  test('is a list of short phrases for each entry', () => {
    expect(readSaid({ K1: ['burned out'] })).toEqual(new Map([['K1', ['burned out']]]))
    expect(lintSaid({ K1: ['burned out'] }, ['K1'])).toEqual([])
  })

  test.each([
    ['no list', ['K1'], 'said_shape'],
    ['a phrase without end', { K1: ['x'.repeat(61)] }, 'said_shape'],
    ['an entry that is not there', { K1: ['burned out'], Z9: ['lost'] }, 'unknown_entry'],
    ['an entry nobody speaks of', {}, 'said_missing'],
  ])('%s is a problem', (_case, raw, code) =>
    expect(lintSaid(raw, ['K1']).map((problem) => problem.code)).toEqual([code]),
  )

  test('a phrase under three entries leads nowhere', () => {
    const everywhere = { K1: ['help'], K2: ['help'], K3: ['help'] }
    expect(lintSaid(everywhere, ['K1', 'K2', 'K3']).map(({ code }) => code)).toEqual(['said_often'])
  })
})
