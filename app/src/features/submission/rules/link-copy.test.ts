import { expect, test } from 'vitest'
import { isVideoHost, linkFacts } from './link-copy.ts'

test.each([
  ['www.youtube.com', true],
  ['youtu.be', true],
  ['player.vimeo.com', true],
  ['notyoutube.com', false],
  ['school.example', false],
])('H-third-party-video: %s', (host, video) => {
  expect(isVideoHost(host)).toBe(video)
})

test.each([
  ['a page of words', 200, { signInForm: false, words: 2 }, { signInForm: false, copied: true }],
  ['a wall', 200, { signInForm: true, words: 2 }, { signInForm: true, copied: true }],
  ['no words', 200, { words: 0 }, { signInForm: false, copied: false }],
  ['an error', 404, { words: 3 }, { signInForm: false, copied: false }],
  ['no answer', 0, {}, { signInForm: false, words: 0, copied: false }],
])('facts of a link: %s', (_case, status, found, facts) => {
  expect(linkFacts(status, found)).toMatchObject(facts)
})
