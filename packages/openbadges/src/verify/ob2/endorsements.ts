import { asList, idOf, isObject, isString, type JsonObject, stringOf } from '../../json.ts'
import { first } from '../claim-values.ts'
import type { VerifiedClaims } from '../claimed.ts'
import type { Outcome, Parsed, Run } from '../context.ts'
import { parse } from '../parse.ts'
import { type CheckName, SIGNED_CHECKS } from '../report.ts'
import { finding, insideOptions, PASS, SKIP } from '../run.ts'
import type { Chain } from './chain.ts'
import { isInScope } from './hosted.ts'
import { linked } from './linked.ts'
import { kindOf, methodOf } from './shape.ts'

const MOST_ENDORSEMENTS = 20
/** So many documents at a time, so that those the badge itself stands on are always asked for. */
const MOST_ASKED = 5
/** What others say of an endorsement is not followed. */
const CHECKS: ReadonlySet<CheckName> = new Set([...SIGNED_CHECKS, 'status', 'dates'])

/** Something that may be endorsed: the document that was given, its badge, its issuer. */
interface Endorsed {
  readonly document: JsonObject
  readonly path: string
  /** It is what stands at its id, or its issuer's there. Any other id could be copied, and with it a word about somebody else's badge. */
  readonly isOwn: boolean
}

interface Stated {
  readonly about: Endorsed
  /** The address of a hosted one, empty for a signed one. */
  readonly address: string
  readonly token?: string
}

/**
 * Check 11 by Open Badges 2: what assertion, badge and issuer name as their `endorsement` is judged one by one, hosted at its address or
 * signed as a token. What holds becomes a part of the claims; what does not never harms the badge.
 */
export function checkSecondEndorsements(run: Run, chain: Chain): Outcome | Promise<Outcome> {
  const stated = endorsedIn(run, chain).flatMap(statedOf)
  return stated.length === 0 ? SKIP : judgedEach(stated, run)
}

async function judgedEach(stated: readonly Stated[], run: Run): Promise<Outcome> {
  const most = run.needs.size + MOST_ASKED
  for (const one of stated.slice(0, MOST_ENDORSEMENTS)) await checkOne(one, run, most)
  for (const { about, address } of stated.slice(MOST_ENDORSEMENTS, MOST_ENDORSEMENTS + 1))
    run.warnings.push(finding('ENDORSEMENT_UNKNOWN', `${about.path}/endorsement`, { name: address }))
  return PASS
}

async function checkOne({ about, address, token }: Stated, run: Run, most: number): Promise<void> {
  const report = await run.judge(given(address, token), { options: insideOptions(run), only: CHECKS })
  for (const need of report.needs) if (run.needs.size < most) run.needs.set(need.url, need)
  const { claims, verdict } = report
  const fits = claims !== undefined && isAbout(claims, about.document, address)
  if (fits && verdict === 'valid' && about.isOwn) return hear(claims, run)
  const code = verdict === 'unknown' || (fits && verdict === 'valid') ? 'ENDORSEMENT_UNKNOWN' : 'ENDORSEMENT_INVALID'
  const name = claims?.issuer.name ?? claims?.issuer.id ?? address
  run.warnings.push(finding(code, `${about.path}/endorsement`, { name }))
}

// Of two that are signed only their issuers are known to differ where both bear one id.
function hear(claims: VerifiedClaims, { notes }: Run): void {
  const isHeard = notes.endorsements.some(({ id, issuer }) => id === claims.id && issuer.id === claims.issuer.id)
  if (!isHeard) notes.endorsements.push(claims)
}

/** A good word about something else says nothing here, and what stands at an address says so itself. */
function isAbout({ id, type, subject }: VerifiedClaims, endorsed: JsonObject, address: string): boolean {
  return type.includes('Endorsement') && subject.id === endorsed.id && (address === '' || id === address)
}

function endorsedIn(run: Run, chain: Chain): readonly Endorsed[] {
  const { document } = run
  const kind = kindOf(document)
  const { badge, issuer, path, outcome } = chain
  if (kind === 'Issuer') return [{ document, path, isOwn: true }]
  const owned = (one: JsonObject) => outcome === PASS && isInScope(one, chain)
  // At the id of a hosted document stands the document; what is signed only says its id.
  const isHosted = methodOf(first(document.verification)) !== 'signed'
  const inside =
    kind === 'Assertion' && badge
      ? [{ document: badge, path: '/badge', isOwn: owned(badge) && isKept(badge, run, chain) }]
      : []
  return [
    { document, path: '', isOwn: owned(document) && isHosted },
    ...inside,
    ...(issuer ? [{ document: issuer, path, isOwn: true }] : []),
  ]
}

// A badge that stands in the assertion may bear any id. What stands at that id says whose it is: hosts are shared, and a profile may name
// any host as its own.
function isKept(badge: JsonObject, run: Run, { issuerId }: Chain): boolean {
  if (badge !== run.document.badge || badge.endorsement === undefined) return true
  const copy = linked(run, stringOf(badge.id), { kind: 'hosted', types: ['BadgeClass'], path: '/badge' })
  return 'document' in copy && idOf(copy.document.issuer) === issuerId
}

// Of a hosted one that stands here whole only the id is believed: what is judged and shown is what its issuer keeps there.
function statedOf(about: Endorsed): readonly Stated[] {
  return asList(about.document.endorsement).flatMap((one) => {
    if (isObject(one)) return [{ about, address: stringOf(one.id) }]
    if (!isString(one)) return []
    return one.includes(':') ? [{ about, address: one }] : [{ about, address: '', token: one }]
  })
}

function given(address: string, token: string | undefined): Parsed {
  return token === undefined ? { form: 'ob2-url', token: address, standard: 'ob2', outcome: PASS } : parse(token)
}
