import { describe, expect, test } from 'vitest'
import { isOpenTo, VERSION_MOVES, VERSION_STATES, type VersionMove, versionStateOf } from './version-life.ts'

describe('the life of a version', () => {
  const MOVES: readonly VersionMove[] = ['requestReview', 'requestChanges', 'approve', 'publish', 'retire', 'discard']
  test('each move is open in the states of the design and nowhere else', () => {
    expect(MOVES.map((move) => [move, VERSION_STATES.filter((state) => isOpenTo(state, move))])).toEqual([
      ['requestReview', ['draft', 'changesRequested']],
      ['requestChanges', ['inReview', 'approved']],
      ['approve', ['inReview']],
      ['publish', ['approved']],
      ['retire', ['published']],
      ['discard', ['draft', 'changesRequested']],
    ])
  })

  test('nothing leaves what is over', () => expect([VERSION_MOVES.retired, VERSION_MOVES.discarded]).toEqual([[], []]))

  test.each([
    ['nothing said', [], 'draft'],
    ['asked, sent back, asked again', ['reviewRequested', 'changesRequested', 'reviewRequested'], 'inReview'],
    ['a line that moves nothing', ['reviewRequested', 'signedOff'], 'inReview'],
    ['to its end', ['reviewRequested', 'approved', 'published', 'retired'], 'retired'],
  ])('the log tells it: %s', (_what, types, state) =>
    expect(versionStateOf(types.map((type) => ({ type: `achievement.${type}` })))).toBe(state),
  )
})
