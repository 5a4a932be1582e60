import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256OfFile, sha256Stream } from './sha256.ts'

const known = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('the digest in the browser is the digest on the server, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (parts) => {
      const { update, hex } = sha256Stream()
      for (const part of parts) update(part)
      expect(hex()).toBe(known(Buffer.concat(parts)))
    }),
  )
})

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 100_000])('a file of %i bytes', async (size) => {
  const bytes = new Uint8Array(size).map((_, at) => at * 7)
  expect(await sha256OfFile(new Blob([bytes]))).toBe(known(bytes))
})
