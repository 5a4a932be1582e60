import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookAtBytes } from './media-apart.ts'
import { readableText } from './media-page.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function seen(page: string | Uint8Array, ending = 'html') {
  const task = { work: 'page', ending, picture: false, folder, name: 'page' } as const
  const { made, facts } = await lookAtBytes(typeof page === 'string' ? Buffer.from(page) : page, task)
  return { text: Buffer.from(made).toString(), facts }
}

const PAGE = `<html><head><title>Away</title></head><body><h1>Exit tickets</h1><!-- not this -->
    <p>Twenty &amp; more &#233;&#x2013; students</p><script>alert(1)</script><ul><li>one</li><li>two</li></ul></body></html>`

test('a page is copied as its words, by a program apart that leaves no file behind', async () => {
  expect(await seen(PAGE)).toEqual({
    text: 'Exit tickets\n\nTwenty & more é– students\n\none\n\ntwo',
    facts: { signInForm: false, words: 8 },
  })
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['a wall', '<form><input type="password"></form> Sign in', 'html', { signInForm: true, words: 2 }],
  ['a page without a word', '<img src="a.png">', 'html', { signInForm: false, words: 0 }],
  ['nothing', '', 'html', { signInForm: false, words: 0 }],
  ['bytes that are no text', Buffer.from([0xff, 0x00, 0x80, 0x3c]), 'html', { signInForm: false }],
])('what is found in %s', async (_case, page, ending, facts) => {
  expect((await seen(page, ending)).facts).toMatchObject(facts)
})

test('plain text keeps its signs', async () => {
  expect((await seen('1 < 2 &amp; 3', 'txt')).text).toBe('1 < 2 &amp; 3')
})

test('a letter that grows when it is written small moves nothing', () => {
  expect(readableText('İİİİİİ<script>alert(1)</script><p>İstanbul</p>')).toBe('İİİİİİ\nİstanbul')
})

test('a page made to run the reader out of time is still quick', () => {
  const hostile = `${'<'.repeat(20_000)}${'&#'.repeat(20_000)}${'<!--'.repeat(20_000)}`
  expect(readableText(hostile).length).toBeLessThan(hostile.length + 1)
})

test('B-zip-abuse: a page that wants more memory than one may take is refused in words, and the next one is read', async () => {
  await expect(seen(Buffer.alloc(20 * 1024 ** 2, 'a '))).rejects.toMatchObject({ because: 'file-too-heavy' })
  expect((await seen(PAGE)).facts?.words).toBe(8)
})
