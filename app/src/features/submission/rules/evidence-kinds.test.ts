import { expect, test } from 'vitest'
import { fittingTypes, typeOf } from './evidence-kinds.ts'

test.each([
  ['a text where a video or notes are asked for', 'text', ['video', 'observation_notes'], 'observation_notes'],
  ['a text where several fit', 'text', ['video', 'observation_notes', 'statement'], null],
  ['a text where only a video is asked for', 'text', ['video'], 'document'],
  ['a paper where only a photo is asked for', 'file', ['photo'], 'document'],
  ['a recording where several fit', 'video', ['student_work', 'video'], 'video'],
  ['a picture of notes', 'image', ['observation_notes'], 'observation_notes'],
  ['a picture where a photo is asked for', 'image', ['document', 'photo'], 'photo'],
  ['a link where one thing is asked for', 'link', ['video'], 'video'],
  ['a link where several are asked for', 'link', ['video', 'document'], null],
] as const)('what %s is called, or that somebody must say it', (_case, kind, asked, type) => {
  expect(typeOf(kind, asked, undefined)).toBe(type)
})

test('what is said counts where such a piece can be it, and nowhere else', () => {
  expect(typeOf('text', ['video', 'observation_notes', 'statement'], 'statement')).toBe('statement')
  expect(typeOf('text', ['video', 'observation_notes', 'statement'], 'video')).toBeNull()
  expect(fittingTypes('text', ['video', 'transcript'])).toEqual(['transcript'])
})
