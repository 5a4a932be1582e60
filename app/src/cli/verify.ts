import { type Fetched, type Need, type Report, verifyWithFetch } from '@cairn/openbadges'
import { sentenceOf, verdictWords } from '../features/verification/parts/words.ts'
import { EXIT_CODES, judgementOf } from '../features/verification/rules/verdict.ts'
import { behindLink, hostedCopy } from '../features/verification/views/link.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { Invalid } from '../lib/refusal.ts'
import { type SafeFetch, safeFetch } from '../platform/safe-fetch.ts'
import { canonicalizers, credentialCrypto, pinnedContexts } from '../platform/signing.ts'
import { type Locale, textIn } from '../text.ts'
import { MIB, readAtMost } from './read-at-most.ts'
import { readTrust, type Trust } from './trust.ts'

export interface VerifyAsked {
  /** A file, or an address that begins with https:// */
  readonly file: string
  /** File or folder with keys pinned beforehand; issuers in it count as recognized. */
  readonly trust?: string | undefined
  /** Asks nobody: what cannot be known from the file and the trust file stays unknown. */
  readonly offline?: boolean | undefined
  /** Asks for the newest edition where the credential names a place for it; its issuer learns that somebody checks. */
  readonly refresh?: boolean | undefined
  /** The language of the answer. */
  readonly lang?: Locale | undefined
  readonly now?: () => Date
  /** The one door to the network; tests give one that reaches a server of their own. */
  readonly fetch?: SafeFetch
}
export interface Verified {
  readonly lines: readonly string[]
  /** 0 valid, 1 invalid, 2 unknown. */
  readonly exitCode: 0 | 1 | 2
}

// Above what the verifier takes (1 MiB, or a picture of 10): what is a little too large is told by its own words.
const MOST_DOCUMENT = 10 * MIB
const MOST_PICTURE = 16 * MIB

/** The command `verify FILE|URL`: one sentence, then the checks; no installation is needed. What cannot be read leaves the answer open. */
export async function verifyGiven(asked: VerifyAsked): Promise<Verified> {
  try {
    return await verified(asked)
  } catch (error) {
    const sentence = sentenceFor(error, asked.lang)
    if (sentence === undefined) throw error
    return { lines: [sentence], exitCode: EXIT_CODES.unknown }
  }
}

function sentenceFor(error: unknown, locale: Locale = 'en'): string | undefined {
  if (error instanceof OperatorProblem) return error.message
  const [key] = error instanceof Invalid ? Object.values(error.fields) : []
  return key === undefined ? undefined : textIn(locale, key)
}

async function verified(asked: VerifyAsked): Promise<Verified> {
  const { trust: trustFile, offline, refresh, lang = 'en', now = () => new Date(), fetch = safeFetch() } = asked
  const trust = trustFile === undefined ? null : await readTrust(trustFile, now(), lang)
  const report = await verifyWithFetch(await contentOf(asked.file, offline ? null : fetch, lang), {
    fetch: offline ? () => Promise.reject(new Error('offline')) : throughTheDoor(fetch, now),
    clock: now,
    crypto: credentialCrypto,
    contexts: pinnedContexts(),
    canonicalizer: canonicalizers().general,
    ...(trust ? { trustedKeys: trust.keys } : {}),
    options: { refresh: refresh === true, ...(trust ? { recognizedIssuers: trust.issuers } : {}) },
  })
  const lines = [...linesOf(report, trust, lang), ...adviceOn(report, offline, lang)]
  return { lines, exitCode: EXIT_CODES[report.verdict] }
}

/** Addresses are asked as the page /verify asks them; everything else is a file. */
async function contentOf(given: string, fetch: SafeFetch | null, locale: Locale): Promise<Uint8Array> {
  if (!/^https?:\/\//i.test(given)) {
    const most = /\.(png|svg)$/i.test(given) ? MOST_PICTURE : MOST_DOCUMENT
    return readAtMost({ file: given, most, tooLarge: 'cli.verify.large', locale })
  }
  if (fetch === null) throw new OperatorProblem(textIn(locale, 'cli.verify.offline'))
  return behindLink(fetch, given)
}

function throughTheDoor(fetch: SafeFetch, now: () => Date): (need: Need) => Promise<Fetched> {
  return async (need) => {
    if (need.kind === 'hosted') return hostedCopy({ fetch, now }, need)
    const { url, accept, maxBytes } = need
    return { ...(await fetch(url, { accept, maxBytes })), url, at: now() }
  }
}

function linesOf(report: Report, trust: Trust | null, locale: Locale): string[] {
  const telling = { locale, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
  const judgement = judgementOf(report, { own: trust !== null && report.trust === 'recognized' })
  const { heading, more } = verdictWords({ report, judgement }, telling)
  const line = (word: string, what: string) => `${textIn(locale, word).padEnd(8)} ${what}`
  const checks = report.checks.flatMap(({ name, result, findings }) => [
    line(`cli.verify.${result}`, textIn(locale, `verification.check.${name}`)),
    ...findings.map((finding) => `         ${finding.code}: ${sentenceOf(finding, telling)}`),
  ])
  const warnings = report.warnings.map((finding) =>
    line('cli.verify.note', `${finding.code}: ${sentenceOf(finding, telling)}`),
  )
  return [heading, ...more, ...checks, ...warnings].map(withoutIsolates)
}

const UNREACHED: ReadonlySet<string> = new Set(['DID_UNREACHABLE', 'STATUS_UNREACHABLE'])
const THIS_COMPUTER = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Why somebody was not reached, where the reason lies on this side. */
function adviceOn({ checks }: Report, offline: boolean | undefined, locale: Locale): string[] {
  const unreached = checks.flatMap(({ findings }) => findings).filter(({ code }) => UNREACHED.has(code))
  if (unreached.length === 0) return []
  if (offline) return [textIn(locale, 'cli.verify.unasked')]
  const here = unreached.some(({ detail }) => THIS_COMPUTER.test(detail?.host ?? ''))
  return here ? [textIn(locale, 'cli.verify.here')] : []
}

/** The marks that keep names apart on a page are noise in a terminal. */
function withoutIsolates(line: string): string {
  return line.replaceAll(/[\u2068\u2069]/g, '')
}
