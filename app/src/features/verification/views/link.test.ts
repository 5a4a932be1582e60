import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { safeFetch } from '../../../platform/safe-fetch.ts'
import { hostedCopy } from './link.ts'

/** A host that leads on from /3 by /2 and /1 to /0, and from /far to another one. */
let server: Server
let port: number
beforeAll(async () => {
  server = createServer(({ url, headers }, response) => {
    const step = Number(url?.slice(1))
    if (url === '/far') response.writeHead(302, { location: `http://second.example:${port}/0` })
    else if (step > 0) response.writeHead(302, { location: `/${step - 1}` })
    response.end(headers.host)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((done) => server.close(done)))

const at = new Date('2026-11-20T16:05:00Z')
function copyAt(path: string) {
  const fetch = safeFetch({
    lookup: async () => ['127.0.0.1'],
    allow: () => true,
    plainHttp: true,
    ports: new Set([port]),
  })
  const url = `http://badges.example:${port}${path}`
  return hostedCopy({ fetch, now: () => at }, { url, kind: 'hosted', accept: 'application/json', maxBytes: 1_000 })
}

describe('the copy of a badge that its issuer keeps', () => {
  test.each(['/0', '/1', '/3'])('is read under its own address, from %s in three steps at most', async (path) => {
    const { url, status, body, at: read } = await copyAt(path)
    const told = new TextDecoder().decode(body)
    const own = `badges.example:${port}`
    expect([url, status, told, read]).toEqual([`http://${own}${path}`, 200, own, at])
  })

  test.each(['/4', '/far'])('is not looked for further, nor with another host: %s', async (path) => {
    await expect(copyAt(path)).rejects.toMatchObject({ because: 'redirect' })
  })
})
