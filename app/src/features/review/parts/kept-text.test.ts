import { describe, expect, test } from 'vitest'
import { beginningOf } from './kept-text.ts'

const isSame = (one: string, other: string) => one === other
const page = { version: 4, state: 'stored', stored: 'stored', typedOn: null }

describe('what a desk begins with', () => {
  test('the stored text, which the server has', () =>
    expect(beginningOf(page, null, isSame)).toEqual({ version: 4, state: 'stored', saved: 'stored', stopped: null }))

  test('what was written without a network stands there again, and is not called saved until it was sent', () =>
    expect(beginningOf(page, { version: 4, state: 'written on the train' }, isSame)).toEqual({
      version: 4,
      state: 'written on the train',
      saved: null,
      stopped: null,
    }))

  test('it is sent as a change of the version it was written on, so that another window is not written over', () =>
    expect(beginningOf(page, { version: 3, state: 'mine' }, isSame)).toMatchObject({ version: 3, state: 'mine' }))

  test('what waits in the tab and is stored already needs no sending', () =>
    expect(beginningOf(page, { version: 3, state: 'stored' }, isSame)).toMatchObject({ version: 4, saved: 'stored' }))

  test('a text that came back from a press because another window had saved: both stay in reach', () => {
    const back = { ...page, state: 'typed', typedOn: 3 }
    expect(beginningOf(back, { version: 2, state: 'older' }, isSame)).toEqual({
      version: 4,
      state: 'typed',
      saved: null,
      stopped: 'stale',
    })
  })

  test('a text that came back for another reason is sent again by itself', () =>
    expect(beginningOf({ ...page, state: 'typed', typedOn: 4 }, null, isSame)).toMatchObject({
      saved: null,
      stopped: null,
    }))

  test('words typed before the script came are on the screen and nowhere else', () =>
    expect(beginningOf({ ...page, state: 'quick' }, null, isSame)).toMatchObject({ state: 'quick', saved: null }))
})
