import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { parseStrict } from '../src/encoding/strict-json.ts'
import { fromUtf8 } from '../src/encoding/text.ts'
import { isObject, type JsonObject } from '../src/json.ts'
import { type Answer, malformed, Refused, refusal } from './answers.ts'
import { openLists } from './lists.ts'
import { openProfiles } from './profiles.ts'
import { answered, type Served } from './routes.ts'
import { selfSigned } from './tls.ts'

/** A running server. */
export interface Running {
  /** `https://127.0.0.1:{port}` */
  readonly url: string
  /** Its certificate in PEM: nobody else vouches for it. */
  readonly cert: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const MAX_BODY = 2 * 1024 * 1024

/** Starts the test server on this machine's own address alone; port 0 takes a free one. Keys, lists and certificate are new and end with it. */
export async function startServer(port: number): Promise<Running> {
  const { cert, key } = selfSigned(new Date())
  const all = new Map<string, Served>()
  const server = createServer({ cert, key }, (request, response) => void respond(request, response, all))
  await listening(server, port)
  const url = `https://${HOST}:${(server.address() as AddressInfo).port}`
  for (const [name, profile] of openProfiles()) all.set(name, { profile, lists: openLists(`${url}/${name}`, profile) })
  return { url, cert, close: () => closed(server) }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve)
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((cause) => (cause ? reject(cause) : resolve()))
    server.closeAllConnections()
  })
}

async function respond(request: IncomingMessage, response: ServerResponse, all: ReadonlyMap<string, Served>) {
  const { status, body } = await answerTo(request, all)
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

async function answerTo(request: IncomingMessage, all: ReadonlyMap<string, Served>): Promise<Answer> {
  try {
    const path = new URL(request.url ?? '/', `https://${HOST}`).pathname
    return await answered({ method: request.method ?? '', path, read: () => bodyOf(request) }, all)
  } catch (cause) {
    if (cause instanceof Refused) return refusal(cause)
    process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`)
    return {
      status: 500,
      body: { errors: [{ code: 'INTERNAL', message: 'The server failed; its own output says why.' }] },
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<JsonObject> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length <= MAX_BODY) parts.push(part)
  }
  if (length > MAX_BODY) throw malformed('', `A request has at most ${MAX_BODY} bytes.`)
  const body = parsed(Buffer.concat(parts))
  if (!isObject(body)) throw malformed('', 'The request must be a JSON object.')
  return body
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseStrict(fromUtf8(bytes))
  } catch {
    throw malformed('', 'The request must be JSON in UTF-8, with no key twice in one object.')
  }
}
