import type { Finding } from './report.ts'
import { SENTENCES_EN } from './sentences-en.ts'
import { SENTENCES_ES } from './sentences-es.ts'

/**
 * One plain sentence for a finding, in English, or Spanish when `locale` begins with `es`. Blanks without a value read as "?".
 * The text is not escaped: show it as text.
 */
export function explain(finding: Finding, locale = 'en'): string {
  const sentences = locale.toLowerCase().startsWith('es') ? SENTENCES_ES : SENTENCES_EN
  const values: Readonly<Record<string, string>> = { path: finding.path ?? '', ...finding.detail }
  return sentences[finding.code].replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] || '?')
}
