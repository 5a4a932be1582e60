import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { didKey, explain, type Finding, type KeyRecord, readPinnedKeys } from '@cairn/openbadges'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { credentialCrypto } from '../platform/signing.ts'
import { type Locale, textIn } from '../text.ts'
import { MIB, orUnreadable, readAtMost } from './read-at-most.ts'

export interface Trust {
  readonly keys: readonly KeyRecord[]
  readonly issuers: ReadonlySet<string>
}
const MOST_BYTES = 10 * MIB

/** Keys pinned beforehand: a site's `/.well-known/cairn-trust.json`, one issuer's `keys.json`, or a folder of such files. */
export async function readTrust(path: string, now: Date, locale: Locale = 'en'): Promise<Trust> {
  const files = await Promise.all(filesAt(path, locale).map((file) => pinnedIn(file, now, locale)))
  const keys = files.flatMap((each) => each.keys).sort((a, b) => CAUTION[a.state] - CAUTION[b.state])
  insistOnOneKeyEach(keys, locale)
  return { keys, issuers: new Set(files.flatMap(({ issuers }) => issuers)) }
}

/** Of two files that speak of one key the one that trusts it less is heard: the first record found is the one that counts. */
const CAUTION = { compromised: 0, ended: 1, active: 2 } as const satisfies Record<KeyRecord['state'], number>

function filesAt(path: string, locale: Locale): readonly string[] {
  if (!orUnreadable(path, locale, () => statSync(path).isDirectory())) return [path]
  const names = orUnreadable(path, locale, () => readdirSync(path)).filter((name) => name.endsWith('.json'))
  if (names.length === 0) throw new OperatorProblem(textIn(locale, 'cli.trust.empty', { path }))
  return names.sort().map((name) => join(path, name))
}

async function pinnedIn(file: string, now: Date, locale: Locale) {
  const bytes = await readAtMost({ file, most: MOST_BYTES, tooLarge: 'cli.trust.large', locale })
  const pinned = await readPinnedKeys(bytes, { now, crypto: credentialCrypto })
  for (const finding of pinned.findings) throw new OperatorProblem(sentenceOf(finding, file, locale))
  return pinned
}

function sentenceOf(finding: Finding, file: string, locale: Locale): string {
  const { issuer, key } = finding.detail ?? {}
  const because = explain(finding, locale)
  if (key) return textIn(locale, 'cli.trust.key', { key, file, because })
  return issuer ? textIn(locale, 'cli.trust.issuer', { file, because }) : textIn(locale, 'cli.trust.none', { file })
}

function insistOnOneKeyEach(keys: readonly KeyRecord[], locale: Locale): void {
  const seen = new Map<string, string>()
  for (const { id, key } of keys) {
    const text = didKey(key)
    if ((seen.get(id) ?? text) !== text) throw new OperatorProblem(textIn(locale, 'cli.trust.two', { key: id }))
    seen.set(id, text)
  }
}
