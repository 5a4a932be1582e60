import { expect, test } from 'vitest'
import { refusalOf } from './upload-refusal.ts'

test.each([
  ['a file of a kind that is not taken', 415, 'file-renamed', true],
  ['a file with a password', 422, 'file-locked', true],
  ['a file that changed on its way', 422, 'upload-changed', false],
  ['somebody who was signed out meanwhile', 401, 'sign-in', false],
  ['too many at once', 429, 'rate', false],
  ['a server in trouble', 500, 'trouble', false],
])('%s: whether the device may let its copy go', (_case, status, code, final) => {
  expect(refusalOf(status, JSON.stringify({ title: 'A sentence.', code }))).toEqual({ sentence: 'A sentence.', final })
})

test('an answer that is no problem document says nothing and ends nothing', () => {
  expect(refusalOf(422, '<html>')).toEqual({ sentence: null, final: false })
})
