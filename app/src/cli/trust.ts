import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { didKey, explain, type Finding, type KeyRecord, readPinnedKeys } from '@cairn/openbadges'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { credentialCrypto } from '../platform/signing.ts'

export interface Trust {
  readonly keys: readonly KeyRecord[]
  readonly issuers: ReadonlySet<string>
}

/** Keys pinned beforehand: a site's `/.well-known/cairn-trust.json`, one issuer's `keys.json`, or a folder of such files. */
export async function readTrust(path: string, now: Date): Promise<Trust> {
  const files = await Promise.all(filesAt(path).map((file) => pinnedIn(file, now)))
  const keys = files.flatMap((each) => each.keys).sort((a, b) => CAUTION[a.state] - CAUTION[b.state])
  insistOnOneKeyEach(keys)
  return { keys, issuers: new Set(files.flatMap(({ issuers }) => issuers)) }
}

/** Of two files that speak of one key the one that trusts it less is heard: the first record found is the one that counts. */
const CAUTION = { compromised: 0, ended: 1, active: 2 } as const satisfies Record<KeyRecord['state'], number>

function filesAt(path: string): readonly string[] {
  if (!orUnreadable(path, () => statSync(path).isDirectory())) return [path]
  const names = orUnreadable(path, () => readdirSync(path)).filter((name) => name.endsWith('.json'))
  if (names.length === 0)
    throw new OperatorProblem(`${path} holds no .json file. Save the trust file of a site there, or name it.`)
  return names.sort().map((name) => join(path, name))
}

async function pinnedIn(file: string, now: Date) {
  const bytes = new Uint8Array(orUnreadable(file, () => readFileSync(file)))
  const pinned = await readPinnedKeys(bytes, { now, crypto: credentialCrypto })
  for (const finding of pinned.findings) throw new OperatorProblem(sentenceOf(finding, file))
  return pinned
}

function sentenceOf(finding: Finding, file: string): string {
  const { issuer, key } = finding.detail ?? {}
  if (key) return `The key ${key} of ${file} cannot be used. ${explain(finding)} Fetch the file again.`
  if (issuer) return `${file} cannot be used. ${explain(finding)} Fetch the file again.`
  return `${file} is no trust file: one holds {"issuers": […]} or one issuer with its keys.`
}

function insistOnOneKeyEach(keys: readonly KeyRecord[]): void {
  const seen = new Map<string, string>()
  for (const { id, key } of keys) {
    const text = didKey(key)
    if ((seen.get(id) ?? text) !== text)
      throw new OperatorProblem(`The trust files name two keys ${id}. Keep the one that its issuer publishes.`)
    seen.set(id, text)
  }
}

function orUnreadable<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new OperatorProblem(`${path} cannot be read (${(error as { code?: string }).code}).`)
  }
}
