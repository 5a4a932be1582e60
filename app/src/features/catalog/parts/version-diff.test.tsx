import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { inLocale } from '../../../text.ts'
import type { FieldDiff } from '../rules/content-diff.ts'
import { VersionDiff } from './version-diff.tsx'

const moved: FieldDiff = {
  ...{ path: 'nextReview', field: 'nextReview', of: '', list: false },
  pieces: [
    { kind: 'out', text: '2027-05-01' },
    { kind: 'in', text: '2027-08-01' },
  ],
}

test.each([
  ['en', 'May 1, 2027', 'August 1, 2027'],
  ['es', '1 de mayo de 2027', '1 de agosto de 2027'],
] as const)('a next review reads as every other date, in the language of the reader: %s', (locale, before, after) => {
  const html = inLocale(locale, () => renderToString(<VersionDiff fields={[moved]} lang="de" />))
  expect(html).toContain(`${before}</del>`)
  expect(html).toContain(`${after}</ins>`)
  expect(html).not.toContain('lang="de"')
})
