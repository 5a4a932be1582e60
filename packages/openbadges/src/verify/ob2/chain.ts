import { idOf, isObject, type JsonObject, stringOf } from '../../json.ts'
import type { Outcome, Run } from '../context.ts'
import { failing, PASS } from '../run.ts'
import { contextProblems, type Linked, linked, typeProblems } from './linked.ts'
import { kindOf, PROFILES, shapeProblems } from './shape.ts'

/** From what was given to who is behind it: the badge, its issuer, and why the way ends where it ends. */
export interface Chain {
  readonly badge?: JsonObject
  /** The issuer as it describes itself at its own address. */
  readonly issuer?: JsonObject
  /** The issuer's id as the badge states it. */
  readonly issuerId: string
  /** Where the document says who that is. */
  readonly path: '' | '/issuer' | '/badge/issuer'
  readonly outcome: Outcome
}

/** Follows a document to its issuer. What a badge says about its issuer is never believed: the issuer is asked. */
export function chainOf(run: Run): Chain {
  const { document } = run
  const kind = kindOf(document)
  if (kind === 'Issuer') return { issuer: document, issuerId: stringOf(document.id), path: '', outcome: PASS }
  // Who endorses does so without a badge.
  if (kind === 'Endorsement') return issuerOf(run, document, '/issuer')
  const badge = kind === 'BadgeClass' ? { document } : badgeOf(run)
  if ('outcome' in badge) return { issuerId: '', path: '/badge/issuer', outcome: badge.outcome }
  return { badge: badge.document, ...issuerOf(run, badge.document, '/badge/issuer') }
}

function issuerOf(run: Run, document: JsonObject, path: '/issuer' | '/badge/issuer'): Chain {
  const issuerId = stringOf(idOf(document.issuer))
  const issuer = checked(linked(run, issuerId, { kind: 'hosted', types: PROFILES, path }), 'Issuer', path)
  if ('outcome' in issuer) return { issuerId, path, outcome: issuer.outcome }
  return { issuer: issuer.document, issuerId, path, outcome: PASS }
}

// A badge inside an assertion is covered by whatever covers the assertion.
function badgeOf(run: Run): { document: JsonObject } | { outcome: Outcome } {
  const { badge } = run.document
  const isWhole = isObject(badge) && badge.issuer !== undefined
  const found = isWhole
    ? within(badge)
    : linked(run, stringOf(idOf(badge)), { kind: 'hosted', types: ['BadgeClass'], path: '/badge' })
  return checked(found, 'BadgeClass', '/badge')
}

function within(badge: JsonObject): { document: JsonObject } | { outcome: Outcome } {
  const words = badge['@context'] === undefined ? [] : contextProblems(badge, '/badge')
  const problems = [...words, ...typeProblems(badge, ['BadgeClass'], '/badge')]
  return problems.length > 0 ? { outcome: failing(...problems) } : { document: badge }
}

function checked(
  found: Linked | { document: JsonObject },
  kind: 'BadgeClass' | 'Issuer',
  path: string,
): { document: JsonObject } | { outcome: Outcome } {
  if ('outcome' in found) return found
  const problems = shapeProblems(found.document, kind, path)
  return problems.length > 0 ? { outcome: failing(...problems) } : found
}
