import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { safeFetch } from './safe-fetch.ts'

/** Two servers on one port: the checked address, and the one a lying resolver would like to be asked. */
const hits: string[] = []
let servers: Server[]
let port: number
beforeAll(async () => {
  const checked = await answering('127.0.0.1', 0, 'checked')
  port = (checked.address() as AddressInfo).port
  servers = [checked, await answering('127.0.0.2', port, 'second')]
})
afterAll(() => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))))

function answering(host: string, at: number, name: string): Promise<Server> {
  const server = createServer((request, response) => {
    hits.push(`${name} ${request.headers.host}${request.url}`)
    if (request.url === '/on') response.writeHead(302, { location: `http://second.example:${port}/` })
    response.end(name)
  })
  return new Promise((done) => server.listen(at, host, () => done(server)))
}

const LIMITS = { accept: 'application/json', maxBytes: 1_000 }
/** A resolver whose answer is another one each time it is asked. */
function resolver(...answers: readonly (readonly string[])[]) {
  const asked: string[] = []
  const lookup = async (host: string) => {
    asked.push(host)
    return answers[asked.length - 1] ?? ['127.0.0.2']
  }
  const allow = (address: string) => address === '127.0.0.1'
  return { asked, ask: safeFetch({ lookup, allow, plainHttp: true, ports: new Set([port]) }) }
}

test('A-dns-rebinding: a name is resolved once, and the checked address is the one connected to', async () => {
  hits.length = 0
  const { asked, ask } = resolver(['127.0.0.1'], ['127.0.0.2'])
  const { body } = await ask(`http://badges.example:${port}/key`, LIMITS)
  expect([new TextDecoder().decode(body), asked]).toEqual(['checked', ['badges.example']])
  expect(hits).toEqual([`checked badges.example:${port}/key`])
})

test.each([
  ['one good and one bad address', [['127.0.0.1', '127.0.0.2']], '/'],
  ['no address', [[]], '/'],
])('A-dns-rebinding: %s: nobody is asked', async (_what, answers, path) => {
  hits.length = 0
  await expect(resolver(...answers).ask(`http://badges.example:${port}${path}`, LIMITS)).rejects.toThrow(
    /address|unreachable/,
  )
  expect(hits).toEqual([])
})

test('A-dns-rebinding, A-ssrf-targets: a way on is checked like the first address', async () => {
  hits.length = 0
  const { asked, ask } = resolver(['127.0.0.1'], ['127.0.0.2'])
  await expect(ask(`http://badges.example:${port}/on`, { ...LIMITS, redirects: 3 })).rejects.toThrow('address')
  expect([asked, hits]).toEqual([['badges.example', 'second.example'], [`checked badges.example:${port}/on`]])
})
