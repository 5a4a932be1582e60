import { describe, expect, test } from 'vitest'
import { networkOf, rateLimiter } from './rate.ts'

const NOON = new Date('2026-11-20T12:00:00Z')

describe('C-rate-limit-bypass', () => {
  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2::ffff:ffff'],
    ['2001:db8:1:2::1', '2001:DB8:1:2:a:b:c:d'],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002:0000:0000:0000:0001'],
    ['2001:db8::1', '2001:db8:0:0:9:9:9:9'],
    ['fe80::1%eth0', 'fe80::2%eth1'],
    ['203.0.113.9', '::ffff:203.0.113.9'],
    ['203.0.113.9', '::FFFF:203.0.113.9'],
    ['203.0.113.9', '::ffff:cb00:7109'],
    ['203.0.113.9', '0:0:0:0:0:ffff:cb00:7109'],
  ])('%s and %s are one network', (one, other) => expect(networkOf(other)).toBe(networkOf(one)))

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['203.0.113.9', '203.0.113.10'],
    ['::ffff:203.0.113.9', '::ffff:203.0.113.10'],
  ])('%s and %s are two', (one, other) => expect(networkOf(other)).not.toBe(networkOf(one)))

  test('whatever was taken by a minute’s flood, the next one waits, and nobody else does', () => {
    const limiter = rateLimiter()
    const taken = Array.from({ length: 1_000 }, () => limiter.take('verify', 'one', NOON)).filter((wait) => wait === 0)
    expect(taken).toHaveLength(10)
    expect(limiter.take('verify', 'one', NOON)).toBe(2)
    expect(limiter.take('verify', 'another', NOON)).toBe(0)
    expect(limiter.take('page', 'one', NOON)).toBe(0)
    expect(limiter.take('verify', 'one', new Date(NOON.getTime() + 2_000))).toBe(0)
  })

  test('a clock that steps back gives nothing away and locks nobody out for longer than its step', () => {
    const limiter = rateLimiter()
    for (let n = 0; n < 10; n++) limiter.take('verify', 'one', NOON)
    expect(limiter.take('verify', 'one', new Date(NOON.getTime() - 86_400_000))).toBeLessThanOrEqual(2)
  })
})
