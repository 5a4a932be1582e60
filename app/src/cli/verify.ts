import { readFileSync } from 'node:fs'
import { type Fetched, type Need, type Report, verifyWithFetch } from '@cairn/openbadges'
import { sentenceOf, verdictWords } from '../features/verification/parts/words.ts'
import { EXIT_CODES, judgementOf } from '../features/verification/rules/verdict.ts'
import { behindLink, hostedCopy } from '../features/verification/views/link.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { Invalid } from '../lib/refusal.ts'
import { type SafeFetch, safeFetch } from '../platform/safe-fetch.ts'
import { canonicalizers, credentialCrypto, pinnedContexts } from '../platform/signing.ts'
import { textIn } from '../text.ts'
import { readTrust, type Trust } from './trust.ts'

export interface VerifyAsked {
  /** A file, or an address that begins with https:// */
  readonly file: string
  /** File or folder with keys pinned beforehand; issuers in it count as recognized. */
  readonly trust?: string | undefined
  /** Asks nobody: what cannot be known from the file and the trust file stays unknown. */
  readonly offline?: boolean | undefined
  readonly now?: () => Date
  /** The one door to the network; tests give one that reaches a server of their own. */
  readonly fetch?: SafeFetch
}
export interface Verified {
  readonly lines: readonly string[]
  /** 0 valid, 1 invalid, 2 unknown. */
  readonly exitCode: 0 | 1 | 2
}

/** The command `verify FILE|URL`: one sentence, then the checks; no installation is needed. What cannot be read leaves the answer open. */
export async function verifyGiven(asked: VerifyAsked): Promise<Verified> {
  try {
    return await verified(asked)
  } catch (error) {
    const sentence = sentenceFor(error)
    if (sentence === undefined) throw error
    return { lines: [sentence], exitCode: EXIT_CODES.unknown }
  }
}

function sentenceFor(error: unknown): string | undefined {
  if (error instanceof OperatorProblem) return error.message
  const [key] = error instanceof Invalid ? Object.values(error.fields) : []
  return key === undefined ? undefined : textIn('en', key)
}

async function verified(asked: VerifyAsked): Promise<Verified> {
  const { file, trust: trustFile, offline, now = () => new Date(), fetch = safeFetch() } = asked
  const trust = trustFile === undefined ? null : await readTrust(trustFile, now())
  const report = await verifyWithFetch(await contentOf(file, offline ? null : fetch), {
    fetch: offline ? () => Promise.reject(new Error('offline')) : throughTheDoor(fetch, now),
    clock: now,
    crypto: credentialCrypto,
    contexts: pinnedContexts(),
    canonicalizer: canonicalizers().general,
    ...(trust ? { trustedKeys: trust.keys, options: { recognizedIssuers: trust.issuers } } : {}),
  })
  return { lines: [...linesOf(report, trust), ...adviceOn(report, offline)], exitCode: EXIT_CODES[report.verdict] }
}

/** Addresses are asked as the page /verify asks them; everything else is a file. */
async function contentOf(given: string, fetch: SafeFetch | null): Promise<Uint8Array> {
  if (!/^https?:\/\//i.test(given)) return new Uint8Array(read(given))
  if (fetch === null)
    throw new OperatorProblem('Nobody is asked with --offline: save what stands there, and give the file.')
  return behindLink(fetch, given)
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new OperatorProblem(`${file} cannot be read (${(error as { code?: string }).code}).`)
  }
}

function throughTheDoor(fetch: SafeFetch, now: () => Date): (need: Need) => Promise<Fetched> {
  return async (need) => {
    if (need.kind === 'hosted') return hostedCopy({ fetch, now }, need)
    const { url, accept, maxBytes } = need
    return { ...(await fetch(url, { accept, maxBytes })), url, at: now() }
  }
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

const UNREACHED: ReadonlySet<string> = new Set(['DID_UNREACHABLE', 'STATUS_UNREACHABLE'])
const THIS_COMPUTER = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Why somebody was not reached, where the reason lies on this side. */
function adviceOn({ checks }: Report, offline: boolean | undefined): string[] {
  const unreached = checks.flatMap(({ findings }) => findings).filter(({ code }) => UNREACHED.has(code))
  if (unreached.length === 0) return []
  if (offline) return ['Nobody was asked, because of --offline. Ask again without it to know more.']
  return unreached.some(({ detail }) => THIS_COMPUTER.test(detail?.host ?? ''))
    ? ['A site that runs on this computer alone is not asked from here. Check this credential at its own page /verify.']
    : []
}

/** The marks that keep names apart on a page are noise in a terminal. */
function withoutIsolates(line: string): string {
  return line.replaceAll(/[\u2068\u2069]/g, '')
}
