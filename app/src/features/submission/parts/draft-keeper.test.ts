import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { DraftKeeper, type DraftSource } from './draft-keeper.ts'

/** What a browser has and Node has not: a shelf of texts. */
const shelf = new Map<string, string>()
const localStorage = {
  getItem: (key: string) => shelf.get(key) ?? null,
  setItem: (key: string, value: string) => void shelf.set(key, value),
  removeItem: (key: string) => void shelf.delete(key),
}
let server: Server
let address: string
let heard: string[]

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request.method ?? '')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ revision: 9, savedAt: '2026-10-05T15:00:00.000Z' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  heard = []
  shelf.clear()
  vi.stubGlobal('localStorage', localStorage)
})
afterEach(() => vi.unstubAllGlobals())

const page = (body: string, revision: number, more: Partial<DraftSource> = {}) =>
  new DraftKeeper({ store: 'draft', address, body, revision, savedAt: null, other: null, ...more }, () => undefined)
function typedAndSent(): DraftKeeper {
  const keeper = page('Before.', 3)
  keeper.type('What the form took along.')
  keeper.go()
  return keeper
}

test('what its form brought to the server never comes back, whatever was written since', () => {
  typedAndSent()
  const next = page('Written on another device, later.', 5)
  expect(next.draft).toMatchObject({ body: 'Written on another device, later.', revision: 5, other: null })
  expect(next.draft.mark).not.toBe('conflict')
  expect(shelf.size).toBe(0)
})

test('what never arrived is still here', () => {
  typedAndSent()
  expect(page('Before.', 3).draft).toMatchObject({ body: 'What the form took along.', mark: 'device' })
  expect(page('Newer.', 4).draft).toMatchObject({ body: 'What the form took along.', mark: 'conflict' })
})

test('while the form is on its way nothing is sent beside it', async () => {
  const keeper = typedAndSent()
  await keeper.save({ leaving: true })
  expect(heard).toEqual([])
})

test('a page that is in sight again sends what may never have arrived', async () => {
  const keeper = typedAndSent()
  keeper.stay()
  await vi.waitFor(() => expect(shelf.size).toBe(0))
  expect(heard).toEqual(['PUT'])
  expect(keeper.draft).toMatchObject({ revision: 9, mark: 'saved' })
})

test('a form that came back because of a newer text leaves both in sight, also after the page was left', () => {
  typedAndSent()
  const theirs = { body: 'Newer.', revision: 4, at: '' }
  expect(page('What the form took along.', 3, { other: theirs }).draft.mark).toBe('conflict')
  expect(page('Newer.', 4).draft).toMatchObject({ mark: 'conflict', other: { body: 'Newer.' } })
})

test('what was typed and sent nowhere stands beside the newer text', () => {
  page('Before.', 3).type('Only on this device.')
  expect(page('Newer.', 4).draft).toMatchObject({ mark: 'conflict', body: 'Only on this device.' })
})
