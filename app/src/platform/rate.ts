import { isIPv4 } from 'node:net'
import { groupsOf } from '../lib/addresses.ts'
import type { RateClass } from './route.ts'

interface Limit {
  readonly perMinute: number
  readonly burst: number
}
/** 08-trust.md 10.5, the classes that need no row in the database. Sign-in and codes are counted by their feature, in it. */
const LIMITS: Record<RateClass, Limit | null> = {
  page: { perMinute: 300, burst: 60 },
  write: { perMinute: 60, burst: 30 },
  search: { perMinute: 60, burst: 20 },
  verify: { perMinute: 30, burst: 10 },
  export: { perMinute: 5, burst: 5 },
  upload: { perMinute: 240, burst: 60 },
  signIn: { perMinute: 20, burst: 20 },
  none: null,
}

export interface RateLimiter {
  /** Seconds to wait, or 0 when the request may go on. */
  take(kind: RateClass, who: string, at: Date): number
}

/** Token buckets in memory: full at `burst`, refilled by the minute's share. */
export function rateLimiter(scale = 1): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(kind, who, at) {
      const limit = LIMITS[kind]
      if (!limit) return 0
      const now = at.getTime()
      const perMs = (limit.perMinute * scale) / 60_000
      const key = `${kind} ${who}`
      const bucket = buckets.get(key) ?? { tokens: limit.burst * scale, at: now }
      const tokens = Math.min(limit.burst * scale, bucket.tokens + Math.max(0, now - bucket.at) * perMs)
      buckets.delete(key)
      if (buckets.size > 50_000) buckets.delete(buckets.keys().next().value ?? '')
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs / 1000)
    },
  }
}

/** IPv4 address, or the /64 of an IPv6 one, written in one way; mapped forms unfolded. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '')
  if (isIPv4(plain)) return plain
  const groups = groupsOf(address)
  if (!groups) return address
  const [high = 0, low = 0] = groups.slice(6)
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (mapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')
}
