import { z } from 'zod'
import { error, type Problem } from './problem.ts'

/** How educators put what leads them to an entry, in their own words; searched, never shown. */
export type Said = ReadonlyMap<string, readonly string[]>

const SaidFile = z.record(z.string().regex(/^[A-Z]{1,4}[0-9]{1,3}$/), z.array(z.string().min(2).max(60)).min(1).max(12))
/** A phrase that leads everywhere leads nowhere. */
const MOST_ENTRIES = 2

/** `catalog/said/en.yaml`; null where it is no list of phrases by code. */
export function readSaid(raw: unknown): Said | null {
  const parsed = SaidFile.safeParse(raw)
  return parsed.success ? new Map(Object.entries(parsed.data)) : null
}

/** Codes that no entry has, entries nobody speaks of, and phrases that stand under too many. */
export function lintSaid(raw: unknown, codes: readonly string[]): Problem[] {
  const said = readSaid(raw)
  if (!said) return [error('', 'said_shape', 'It should be a list of short phrases for each code.')]
  const under = new Map<string, string[]>()
  for (const [code, phrases] of said)
    for (const phrase of phrases) under.set(phrase, [...(under.get(phrase) ?? []), code])
  return [
    ...[...said.keys()]
      .filter((code) => !codes.includes(code))
      .map((code) => error(code, 'unknown_entry', `There is no entry ${code}.`)),
    ...codes.filter((code) => !said.has(code)).map((code) => error(code, 'said_missing', `${code} has no phrases.`)),
    ...[...under]
      .filter(([, among]) => among.length > MOST_ENTRIES)
      .map(([phrase, among]) => error(among[0] ?? '', 'said_often', `"${phrase}" stands under ${among.join(', ')}.`)),
  ]
}
