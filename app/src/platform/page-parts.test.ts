import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filled, gzipped, MARKS, partsOf, takesGzip, type Visitation } from './page-parts.ts'

const pieces = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(MARKS.nonce, MARKS.csrf, '', '<p>'.repeat(30_000), '🦉'.repeat(9_000)),
  ),
)
const visits = fc.record({ nonce: fc.string(), csrf: fc.string({ maxLength: 300 }) })

function written(html: string, { nonce, csrf }: Visitation): string {
  return html
    .split(MARKS.nonce)
    .map((text) => text.split(MARKS.csrf).join(csrf))
    .join(nonce)
}

test('a page of parts is the page that was cut, with what belongs to the visit in its places', () => {
  fc.assert(
    fc.property(pieces, visits, (texts, visit) => {
      const html = texts.join('')
      const whole = Buffer.from(written(html, visit))
      const parts = partsOf(html)
      expect(filled(parts, visit).equals(whole)).toBe(true)
      expect(gunzipSync(gzipped(parts, visit)).equals(whole)).toBe(true)
    }),
    {
      examples: [
        [[], { nonce: '', csrf: '' }],
        [[MARKS.nonce], { nonce: '', csrf: '' }],
      ],
    },
  )
})

test('what repeats is packed, and what only the visit may know stands as it is', () => {
  const html = `${'<li>A row like the others</li>'.repeat(1_000)}<input value="${MARKS.csrf}">`
  const parts = partsOf(html)
  const one = gzipped(parts, { nonce: '', csrf: 'one-secret-of-a-visit' })
  expect(one.length).toBeLessThan(html.length / 20)
  expect(one.includes('one-secret-of-a-visit')).toBe(true)
  // Nothing that a stranger puts into the page makes the answer shorter because it is like the secret.
  const like = partsOf(`one-secret-of-a-visit ${html}`)
  const unlike = partsOf(`xne-xecrxt-xf-x-xxsit ${html}`)
  const lengthOf = (page: typeof like, csrf: string) => gzipped(page, { nonce: '', csrf }).length
  expect(lengthOf(like, 'one-secret-of-a-visit')).toBe(lengthOf(like, 'two-other-of-a-visits'))
  expect(lengthOf(unlike, 'one-secret-of-a-visit')).toBe(lengthOf(unlike, 'two-other-of-a-visits'))
})

describe('gzip is sent to those who take it', () => {
  test.each([
    ['gzip, deflate, br, zstd', true],
    ['br;q=1.0, GZip;q=0.2', true],
    ['gzip;q=0', false],
    ['gzip; q=0.000, br', false],
    ['br', false],
    ['xgzip', false],
    ['identity', false],
    ['', false],
    [null, false],
  ])('%s: %s', (encodings, taken) => expect(takesGzip(encodings)).toBe(taken))
})
