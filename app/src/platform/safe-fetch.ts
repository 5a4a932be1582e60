export interface FetchLimits {
  readonly accept: string
  readonly maxBytes: number
  readonly timeoutMs?: number
  /** Each one is checked again like the first address. */
  readonly redirects?: number
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
