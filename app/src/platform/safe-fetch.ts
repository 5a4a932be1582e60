import { lookup as systemLookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isPublicAddress } from '../lib/addresses.ts'

export interface FetchLimits {
  readonly accept: string
  readonly maxBytes: number
  /** For everything together: finding the host, every way on, the last byte. 5 seconds unless said. */
  readonly timeoutMs?: number
  /** Each one is checked again like the first address. */
  readonly redirects?: number
  /** A POST with this body; headers beside our own, such as its type. */
  readonly send?: { readonly body: string; readonly headers: Readonly<Record<string, string>> }
}
export interface FetchAnswer {
  readonly url: string
  readonly status: number
  readonly mediaType: string
  readonly body: Uint8Array
}
/** The one door for addresses that are not fixed in the configuration; refuses what is not public unicast. */
export type SafeFetch = (url: string, limits: FetchLimits) => Promise<FetchAnswer>

export class FetchRefused extends Error {
  override name = 'FetchRefused'
  readonly because: 'scheme' | 'port' | 'user-info' | 'address' | 'redirect' | 'too-large' | 'timeout' | 'unreachable'
  constructor(because: FetchRefused['because']) {
    super(because)
    this.because = because
  }
}

export interface SafeFetchOptions {
  /** Resolves a name to every address it has; tests inject one, so that no real address is ever asked. */
  readonly lookup?: (host: string) => Promise<readonly string[]>
  /** Tests reach loopback servers through this alone. */
  readonly allow?: (address: string) => boolean
  readonly ports?: ReadonlySet<number>
  readonly plainHttp?: boolean
}

const PATIENCE_MS = 5_000

/** Resolves once, checks every answer, connects to the checked address; no redirect unless asked for. */
export function safeFetch(options: SafeFetchOptions = {}): SafeFetch {
  return async (address, limits) => {
    const timed = begun(limits)
    let url = address
    for (let hops = 0; ; hops++) {
      const answer = await once(urlOf(url), timed, options)
      if (!leadsOn(answer.status) || !answer.location) return answer.answer
      if (hops >= (limits.redirects ?? 0)) throw new FetchRefused('redirect')
      url = ahead(answer.location, url)
    }
  }
}

/** Strangers' documents name addresses that are none, as `https://xn--a/`. */
function urlOf(text: string): URL {
  if (!URL.canParse(text)) throw new FetchRefused('unreachable')
  return new URL(text)
}

function begun(limits: FetchLimits): Timed {
  return { ...limits, signal: AbortSignal.timeout(limits.timeoutMs ?? PATIENCE_MS) }
}

function leadsOn(status: number): boolean {
  return status >= 300 && status < 400
}

/** A page that leads nowhere is refused like one that leads too far. */
function ahead(location: string, from: string): string {
  if (!URL.canParse(location, from)) throw new FetchRefused('redirect')
  return new URL(location, from).href
}

interface Timed extends FetchLimits {
  readonly signal: AbortSignal
}

async function once(
  url: URL,
  limits: Timed,
  options: SafeFetchOptions,
): Promise<{ status: number; location: string | undefined; answer: FetchAnswer }> {
  check(url, options)
  const address = await inTime(resolve(url.hostname.replace(/^\[|\]$/g, ''), options), limits.signal)
  const message = await open({ url, address, limits })
  const body = await collect(message, limits.maxBytes)
  const mediaType = (message.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
  return {
    status: message.statusCode ?? 0,
    location: message.headers.location,
    answer: { url: url.href, status: message.statusCode ?? 0, mediaType, body },
  }
}

function check(url: URL, { ports, plainHttp }: SafeFetchOptions): void {
  if (url.protocol !== 'https:' && !(plainHttp && url.protocol === 'http:')) throw new FetchRefused('scheme')
  if (url.username || url.password) throw new FetchRefused('user-info')
  if (url.port && !(ports ?? new Set([443])).has(Number(url.port))) throw new FetchRefused('port')
}

async function resolve(host: string, options: SafeFetchOptions): Promise<string> {
  const lookup =
    options.lookup ??
    ((name: string) => systemLookup(name, { all: true }).then((all) => all.map(({ address }) => address)))
  const addresses = await lookup(host).catch(() => {
    throw new FetchRefused('unreachable')
  })
  const good = options.allow ?? isPublicAddress
  if (!addresses[0]) throw new FetchRefused('unreachable')
  if (!addresses.every(good)) throw new FetchRefused('address')
  return addresses[0]
}

/** A resolver cannot be stopped; what it says too late is not waited for. */
function inTime<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new FetchRefused('timeout'))
    if (signal.aborted) late()
    signal.addEventListener('abort', late, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', late))
  })
}

function open({ url, address, limits }: { url: URL; address: string; limits: Timed }): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        // The checked address is the one connected to: a second answer of the resolver is never used.
        lookup: (_host, options, done) => {
          const family = address.includes(':') ? 6 : 4
          if (options.all) done(null, [{ address, family }])
          else done(null, address, family)
        },
        method: limits.send ? 'POST' : 'GET',
        headers: {
          ...limits.send?.headers,
          accept: limits.accept,
          'user-agent': 'Cairn',
          'accept-encoding': 'identity',
        },
        signal: limits.signal,
        agent: false,
      },
      resolve,
    )
    asked.on('error', (error) =>
      reject(
        new FetchRefused(
          (error as { name?: string }).name === 'AbortError' || (error as { name?: string }).name === 'TimeoutError'
            ? 'timeout'
            : 'unreachable',
        ),
      ),
    )
    asked.end(limits.send?.body)
  })
}

async function collect(message: IncomingMessage, most: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of message as AsyncIterable<Buffer>) {
      size += part.length
      if (size > most) throw new FetchRefused('too-large')
      parts.push(part)
    }
  } catch (error) {
    message.destroy()
    throw error instanceof FetchRefused ? error : new FetchRefused('timeout')
  }
  return new Uint8Array(Buffer.concat(parts))
}
