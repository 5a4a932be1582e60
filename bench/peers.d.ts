// Peers and the load generator ship no types: what the bench calls.
declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function createList(options: { length: number }): Promise<{ setStatus(index: number, value: boolean): void }>
  export function createCredential(options: {
    id: string
    list: object
    statusPurpose: string
  }): Promise<import('@cairn/openbadges').JsonObject>
}
declare module 'autocannon' {
  interface Spread {
    readonly p50: number
    readonly p99: number
  }
  interface Result {
    readonly duration: number
    readonly latency: Spread
    readonly requests: { readonly total: number }
    readonly errors: number
    readonly timeouts: number
    readonly non2xx: number
    readonly '2xx': number
  }
  const autocannon: (options: {
    url: string
    connections: number
    duration: number
    reconnectRate?: number
    headers?: Readonly<Record<string, string>>
  }) => Promise<Result>
  export default autocannon
}
