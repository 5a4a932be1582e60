import { expect, test } from 'vitest'
import { newsFor, type TalkLine, tellAt, untold } from './draft-talk.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 9, 5, 15, minute))
const line = (type: string, actorId: string, body: object = {}, minute = 0): TalkLine => ({
  ...{ type: `achievement.${type}`, at: at(minute), actorId, body },
})
const comments = [
  { id: 'c1', answers: null, writtenBy: 'reader' },
  { id: 'c2', answers: 'c1', writtenBy: 'ada' },
  { id: 'c3', answers: 'c1', writtenBy: 'lead' },
]
const about = { authorIds: ['ada', 'ben'], comments }
const told = (...lines: TalkLine[]) => Object.fromEntries(newsFor(lines, about))

test('a comment is told to the authors, an answer to those who spoke under it too, and nobody hears of their own', () => {
  expect(told(line('commented', 'reader', { commentId: 'c1' }))).toEqual({
    ada: { words: 1, kept: 0 },
    ben: { words: 1, kept: 0 },
  })
  const answered = line('commentAnswered', 'ada', { commentId: 'c2' })
  expect(Object.keys(told(answered)).toSorted()).toEqual(['ben', 'lead', 'reader'])
  expect(told(line('findingKept', 'ben', { code: 'x', path: 'method' }))).toEqual({ ada: { words: 0, kept: 1 } })
})

test('what was told before is over, and so is a remark that was kept and judged again', () => {
  const kept = line('findingKept', 'ada', { code: 'x', path: 'method' })
  const released = line('findingReleased', 'ada', { code: 'x', path: 'method' })
  expect(
    untold([line('commented', 'ada'), line('talkTold', 'system:draft-talk'), line('reviewRequested', 'ada')]),
  ).toEqual([])
  expect(untold([kept, released])).toEqual([])
  expect(untold([kept, released, kept])).toEqual([kept])
})

test('ten minutes are waited for more words, and an hour after the last letter', () => {
  expect(tellAt([], at(0))).toEqual(at(10))
  expect(tellAt([line('talkTold', 'system:draft-talk')], at(5))).toEqual(at(60))
  expect(tellAt([line('talkTold', 'system:draft-talk')], at(55))).toEqual(at(65))
})
