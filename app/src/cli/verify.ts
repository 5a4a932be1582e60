import { readFileSync } from 'node:fs'
import { type Fetched, type Need, type Report, verifyWithFetch } from '@cairn/openbadges'
import { sentenceOf, verdictWords } from '../features/verification/parts/words.ts'
import { EXIT_CODES, judgementOf } from '../features/verification/rules/verdict.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { safeFetch } from '../platform/safe-fetch.ts'
import { canonicalizers, credentialCrypto, pinnedContexts } from '../platform/signing.ts'
import { textIn } from '../text.ts'
import { readTrust, type Trust } from './trust.ts'

export interface VerifyFile {
  readonly file: string
  /** File with keys pinned beforehand; issuers in it count as recognized. */
  readonly trust?: string | undefined
  /** Asks nobody: what cannot be known from the file and the trust file stays unknown. */
  readonly offline?: boolean | undefined
  readonly now?: () => Date
}
export interface Verified {
  readonly lines: readonly string[]
  /** 0 valid, 1 invalid, 2 unknown. */
  readonly exitCode: 0 | 1 | 2
}

/** The command `verify FILE`: one sentence, then the checks; no installation is needed. A file that cannot be read leaves the answer open. */
export async function verifyFile(asked: VerifyFile): Promise<Verified> {
  try {
    return await verified(asked)
  } catch (error) {
    if (error instanceof OperatorProblem) return { lines: [error.message], exitCode: EXIT_CODES.unknown }
    throw error
  }
}

async function verified({ file, trust: trustFile, offline, now = () => new Date() }: VerifyFile): Promise<Verified> {
  const trust = trustFile === undefined ? null : readTrust(read(trustFile).toString('utf8'))
  const report = await verifyWithFetch(new Uint8Array(read(file)), {
    fetch: offline ? () => Promise.reject(new Error('offline')) : throughTheDoor(now),
    clock: now,
    crypto: credentialCrypto,
    contexts: pinnedContexts(),
    canonicalizer: canonicalizers().general,
    ...(trust ? { trustedKeys: trust.keys, options: { recognizedIssuers: trust.issuers } } : {}),
  })
  return { lines: linesOf(report, trust), exitCode: EXIT_CODES[report.verdict] }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new OperatorProblem(`${file} cannot be read (${(error as { code?: string }).code}).`)
  }
}

function throughTheDoor(now: () => Date): (need: Need) => Promise<Fetched> {
  const ask = safeFetch()
  return async ({ url, accept, maxBytes }) => ({ ...(await ask(url, { accept, maxBytes })), url, at: now() })
}

function linesOf(report: Report, trust: Trust | null): string[] {
  const telling = { locale: 'en', zone: Intl.DateTimeFormat().resolvedOptions().timeZone } as const
  const judgement = judgementOf(report, { own: trust !== null && report.trust === 'recognized' })
  const { heading, more } = verdictWords({ report, judgement }, telling)
  const checks = report.checks.flatMap(({ name, result, findings }) => [
    `${result.padEnd(8)} ${textIn('en', `verification.check.${name}`)}`,
    ...findings.map((finding) => `         ${finding.code}: ${sentenceOf(finding, telling)}`),
  ])
  const warnings = report.warnings.map((finding) => `note     ${finding.code}: ${sentenceOf(finding, telling)}`)
  return [heading, ...more, ...checks, ...warnings].map(withoutIsolates)
}

/** The marks that keep names apart on a page are noise in a terminal. */
function withoutIsolates(line: string): string {
  return line.replaceAll(/[\u2068\u2069]/g, '')
}
