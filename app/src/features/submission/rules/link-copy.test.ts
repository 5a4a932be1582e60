import { expect, test } from 'vitest'
import { isVideoHost, linkFacts, readableText } from './link-copy.ts'

test('a page is copied as its words', () => {
  const page = `<html><head><title>Away</title></head><body><h1>Exit tickets</h1><!-- not this -->
    <p>Twenty &amp; more &#233;&#x2013; students</p><script>alert(1)</script><ul><li>one</li><li>two</li></ul></body></html>`
  expect(readableText(page)).toBe('Exit tickets\n\nTwenty & more é– students\n\none\n\ntwo')
})

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
  ['a page of words', 200, '<p>Some words</p>', { signInForm: false, copied: true }],
  ['a wall', 200, '<form><input type="password"></form> Sign in', { signInForm: true, copied: true }],
  ['no words', 200, '', { signInForm: false, copied: false }],
  ['an error', 404, 'Gone for good', { signInForm: false, copied: false }],
])('facts of a link: %s', (_case, status, body, facts) => {
  expect(linkFacts(status, body, readableText(body))).toMatchObject(facts)
})

test('a page made to run the reader out of time is still quick', () => {
  const hostile = `${'<'.repeat(20_000)}${'&#'.repeat(20_000)}${'<!--'.repeat(20_000)}`
  expect(readableText(hostile).length).toBeLessThan(hostile.length + 1)
})
