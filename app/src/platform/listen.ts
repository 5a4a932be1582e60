import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'

export interface Listening {
  readonly port: number
  /** Takes no new connections, lets running requests end, then closes what is left. */
  close(patienceMs: number): Promise<void>
}
export interface Place {
  readonly port: number
  readonly host: string
  /** Addresses that speak for many people: their sockets are not counted together. */
  readonly trustedProxies?: ReadonlySet<string>
  readonly patience?: Partial<Patience>
}
/** 08-trust.md 10.6: how long a client may take, and how many sockets are kept open for it. */
export interface Patience {
  readonly headersMs: number
  readonly bodyIdleMs: number
  readonly bodyMs: number
  readonly keepAliveMs: number
  readonly sockets: number
  readonly socketsPerAddress: number
}
const PATIENCE: Patience = {
  headersMs: 10_000,
  bodyIdleMs: 30_000,
  bodyMs: 60_000,
  keepAliveMs: 5_000,
  sockets: 1_024,
  socketsPerAddress: 100,
}
/** A file, or a part of one, on a slow line. */
const FILE_MS = 300_000

type Fetch = Parameters<typeof getRequestListener>[0]

export function listen(app: { fetch: Fetch }, place: Place): Promise<Listening> {
  const patience = { ...PATIENCE, ...place.patience }
  const server = createServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: patience.headersMs,
      requestTimeout: FILE_MS,
      keepAliveTimeout: patience.keepAliveMs,
      // How often the two limits above are looked at; the built-in half minute would be theirs too.
      connectionsCheckingInterval: Math.min(1_000, patience.headersMs / 4),
    },
    getRequestListener(app.fetch),
  )
  server.maxConnections = patience.sockets
  server.maxHeadersCount = 64
  server.maxRequestsPerSocket = 1_000
  endSlowBodies(server, patience)
  shareSockets(server, { most: patience.socketsPerAddress, except: place.trustedProxies ?? new Set() })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(place.port, place.host, () =>
      resolve({ port: (server.address() as AddressInfo).port, close: (patienceMs) => drain(server, patienceMs) }),
    )
  })
}

/** A body that rests too long or never ends closes its connection; whatever waited for it ends with it. */
function endSlowBodies(server: Server, { bodyIdleMs, bodyMs }: Patience): void {
  server.on('request', (request: IncomingMessage) => {
    const { headers, socket, method } = request
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
    let read = socket.bytesRead
    const end = () => request.complete || socket.destroy()
    const carriesFile = method === 'PATCH' || (headers['content-type'] ?? '').startsWith('multipart/form-data')
    const whole = setTimeout(end, carriesFile ? FILE_MS : bodyMs)
    const resting = setInterval(() => {
      if (socket.bytesRead === read) end()
      read = socket.bytesRead
    }, bodyIdleMs)
    const over = () => {
      clearTimeout(whole)
      clearInterval(resting)
    }
    request.once('end', over).once('close', over)
  })
}

/** An address with too many sockets loses the one that was idle longest; without an idle one, the newest is refused. */
function shareSockets(server: Server, { most, except }: { most: number; except: ReadonlySet<string> }): void {
  const idle = new Map<string, Set<Socket>>()
  const open = new Map<string, number>()
  const of = (socket: Socket) => (socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
  server.on('connection', (socket: Socket) => {
    const address = of(socket)
    if (except.has(address)) return
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    const resting = idle.get(address) ?? new Set()
    idle.set(address, resting)
    socket.once('close', () => {
      resting.delete(socket)
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else for (const counted of [open, idle]) counted.delete(address)
    })
    if (count > most) [...resting, socket][0]?.destroy()
    if (!socket.destroyed) resting.add(socket)
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const resting = idle.get(of(socket))
    resting?.delete(socket)
    response.once('close', () => !socket.destroyed && resting?.add(socket))
  })
}

function drain(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patienceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
