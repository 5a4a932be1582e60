import { say } from '../../../text.ts'

/** What the linter may say about one cell of the grid. */
export const MARKS = ['R1', 'R2', 'R3', 'R4', 'descriptor_duplicate'] as const

export function markText(code: string): string {
  const words = say(`catalog.lint.${code}`)
  return /^R\d$/.test(code) ? `${code}: ${words}` : words
}
