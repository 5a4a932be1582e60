import { expect, test } from 'vitest'
import { Anchor } from './model.ts'

test('a quote that is too long is told so, by the length that people count', () => {
  const quote = (text: string) =>
    Anchor.safeParse({ kind: 'quote', evidenceId: '01890000-0000-7000-8000-000000000001', text })
  expect(quote('𝒜'.repeat(500)).success).toBe(true)
  expect(quote('𝒜'.repeat(501)).error?.issues[0]?.message).toBe('invalid.too_big')
})
