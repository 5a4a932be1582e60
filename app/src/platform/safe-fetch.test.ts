import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
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
    if (request.url === '/round') response.writeHead(302, { location: '/round' })
    if (request.url === '/silent') return
    if (request.url === '/drop') return drop(response)
    response.end(name)
  })
  return new Promise((done) => server.listen(at, host, () => done(server)))
}

/** How many bytes of a thousand had gone out when whoever asked had left. */
let dropped: Promise<number>

/** One byte after the other, each long before anybody would call the connection idle; the whole takes ten seconds. */
function drop(response: ServerResponse): void {
  let sent = 0
  response.writeHead(200, { 'content-length': 1_000 }).flushHeaders()
  const timer = setInterval(() => {
    if (++sent < 1_000) response.write('x')
    else response.end('x')
  }, 10)
  dropped = new Promise((done) => {
    response.on('close', () => {
      clearInterval(timer)
      done(sent)
    })
  })
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

describe('A-status-host-failing: what is asked is over when its time is over', () => {
  const late = { ...LIMITS, timeoutMs: 150 }

  test('one byte after the other: the host is left in the middle', async () => {
    await expect(resolver(['127.0.0.1']).ask(`http://badges.example:${port}/drop`, late)).rejects.toThrow('timeout')
    expect(await dropped).toBeLessThan(1_000)
  })

  test('silence, before the name is found and after', async () => {
    await expect(resolver(['127.0.0.1']).ask(`http://badges.example:${port}/silent`, late)).rejects.toThrow('timeout')
    const never = safeFetch({ lookup: () => new Promise(() => {}) })
    await expect(never('https://badges.example/', late)).rejects.toThrow('timeout')
  })

  test('a way on that leads round and round has no time of its own at each step', async () => {
    hits.length = 0
    const lookup = async () => ['127.0.0.1']
    const ask = safeFetch({ lookup, allow: () => true, plainHttp: true, ports: new Set([port]) })
    const round = `http://badges.example:${port}/round`
    await expect(ask(round, { ...late, redirects: Number.POSITIVE_INFINITY })).rejects.toThrow('timeout')
    expect(hits.length).toBeGreaterThan(1)
  })
})

test.each([
  ['http://badges.example/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['data:text/plain,hello', 'scheme'],
  ['gopher://badges.example/', 'scheme'],
  ['ftp://badges.example/', 'scheme'],
  ['https://badges.example:22/', 'port'],
  ['https://badges.example:8443/', 'port'],
  ['https://user@badges.example/', 'user-info'],
  ['https://:pass@badges.example/', 'user-info'],
  ['https://127.0.0.1/', 'address'],
  ['https://127.1/', 'address'],
  ['https://0x7f000001/', 'address'],
  ['https://2130706433/', 'address'],
  ['https://0.0.0.0/', 'address'],
  ['https://[::]/', 'address'],
  ['https://[::1]/', 'address'],
  ['https://[::ffff:127.0.0.1]/', 'address'],
  ['https://[::ffff:7f00:1]/', 'address'],
  ['https://[64:ff9b::7f00:1]/', 'address'],
  ['https://[fe80::1]/', 'address'],
  ['https://[fd00::1]/', 'address'],
  ['https://169.254.169.254/latest', 'address'],
  ['https://10.0.0.1/', 'address'],
  ['https://localhost./', 'address'],
  ['https://ⓛocalhost/', 'address'],
  ['https://xn--a/', 'unreachable'],
  ['https://', 'unreachable'],
  ['badges', 'unreachable'],
])('A-ssrf-targets: %s is refused (%s), and nobody is asked', async (url, because) => {
  const connect = vi.spyOn(Socket.prototype, 'connect')
  // As the system resolves: an address is itself, and this machine has its name with a dot and without.
  const lookup = async (host: string) => [/^localhost\.?$/.test(host) ? '127.0.0.1' : host]
  await expect(safeFetch({ lookup })(url, LIMITS)).rejects.toMatchObject({ because })
  expect(connect).not.toHaveBeenCalled()
  connect.mockRestore()
})
