import { OpenBadgesError } from '../errors.ts'
import { credentialStatus } from './build.ts'
import type { AwardDraft } from './drafts.ts'
import { isIri } from './emit.ts'
import { dateTime, hasForbiddenText } from './text.ts'

/** One text of a credential that differs from award to award. */
export interface Slot {
  /** JSON pointer in the credential. */
  readonly path: string
  readonly kind: 'iri' | 'literal'
  readonly value: string
}

/** An award as its slots, and a name of everything else about it: equal names mean that the slots alone differ. */
export interface Laid {
  readonly slots: readonly Slot[]
  readonly shape: string
}

/**
 * Lays an award out; undefined when it holds something that is not plain (then `buildCredential` says what is wrong with it,
 * or makes it the long way).
 */
export function laidOut(award: AwardDraft): Laid | undefined {
  if (award.endorsements?.length || award.relatedResource?.length) return undefined
  const slots = slotsOf(award)
  if (!slots?.every(isPlain)) return undefined
  const { source } = award
  const fixed = [
    String(award.creditsEarned),
    award.status.method,
    source && { ...source, id: '', name: '' },
    award.results.map(({ resultDescription, status }) => [resultDescription, status]),
  ]
  return { slots, shape: `${JSON.stringify(fixed)} ${slots.map(({ path }) => path).join(' ')}` }
}

function slotsOf(award: AwardDraft): Slot[] | undefined {
  try {
    return [...ofCredential(award), ...ofSubject(award), ...ofResults(award), ...ofEvidence(award)]
  } catch (cause) {
    if (cause instanceof OpenBadgesError) return undefined
    throw cause
  }
}

/**
 * Whether the slots fit together as `buildCredential` asks, so far as they move.
 *
 * @param levels level ids by the id of their description
 */
export function agrees(award: AwardDraft, levels: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const { validFrom, validUntil, activity, subject, results, evidence } = award
  return (
    (!validUntil || seconds(validUntil) > seconds(validFrom)) &&
    (!activity || seconds(activity.end) >= seconds(activity.start)) &&
    (!subject.email || /^sha256\$[0-9a-f]{64}$/.test(subject.email.value)) &&
    areDistinct(results) &&
    areDistinct(evidence) &&
    results.every(
      ({ resultDescription, achievedLevel }) =>
        achievedLevel === undefined || levels.get(resultDescription)?.has(achievedLevel) === true,
    )
  )
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}

function areDistinct(nodes: readonly { readonly id: string }[]): boolean {
  return new Set(nodes.map(({ id }) => id)).size === nodes.length
}

function isPlain({ kind, value }: Slot): boolean {
  if (typeof value !== 'string' || value === '') return false
  return !hasForbiddenText(value) && value.normalize('NFC') === value && (kind === 'literal' || isIri(value))
}

function iri(path: string, value: string): Slot {
  return { path, kind: 'iri', value }
}

function text(path: string, value: string): Slot {
  return { path, kind: 'literal', value }
}

function ofCredential(award: AwardDraft): Slot[] {
  const status = credentialStatus(award.status)
  return [
    iri('/id', award.id),
    text('/validFrom', dateTime(award.validFrom, '/validFrom')),
    ...(award.validUntil ? [text('/validUntil', dateTime(award.validUntil, '/validUntil'))] : []),
    text('/awardedDate', dateTime(award.awardedDate, '/awardedDate')),
    iri('/credentialStatus/id', status.id as string),
    ...(award.status.method === 'bitstring'
      ? [
          text('/credentialStatus/statusListIndex', status.statusListIndex as string),
          iri('/credentialStatus/statusListCredential', status.statusListCredential as string),
        ]
      : []),
    ...(award.refreshUrl === undefined ? [] : [iri('/refreshService/id', award.refreshUrl)]),
  ]
}

function ofSubject({ subject, activity, source }: AwardDraft): Slot[] {
  const at = '/credentialSubject'
  const named = subject.email ? 1 : 0
  return [
    iri(`${at}/id`, subject.id),
    ...(subject.email
      ? [
          text(`${at}/identifier/0/identityHash`, subject.email.value),
          text(`${at}/identifier/0/salt`, subject.email.salt),
        ]
      : []),
    ...(subject.name === undefined ? [] : [text(`${at}/identifier/${named}/identityHash`, subject.name)]),
    ...(activity
      ? [
          text(`${at}/activityStartDate`, dateTime(activity.start, `${at}/activityStartDate`)),
          text(`${at}/activityEndDate`, dateTime(activity.end, `${at}/activityEndDate`)),
        ]
      : []),
    ...(source ? [iri(`${at}/source/id`, source.id)] : []),
    ...(source?.name === undefined ? [] : [text(`${at}/source/name`, source.name)]),
  ]
}

function ofResults({ results }: AwardDraft): Slot[] {
  return results.flatMap((result, i) => {
    const at = `/credentialSubject/result/${i}`
    return [
      iri(`${at}/id`, result.id),
      ...(result.achievedLevel === undefined ? [] : [iri(`${at}/achievedLevel`, result.achievedLevel)]),
      ...(result.value === undefined ? [] : [text(`${at}/value`, result.value)]),
    ]
  })
}

const EVIDENCE_TEXTS = ['name', 'genre', 'narrative', 'description', 'audience', 'digestMultibase'] as const

function ofEvidence({ evidence }: AwardDraft): Slot[] {
  return evidence.flatMap((one, i) => [
    iri(`/evidence/${i}/id`, one.id),
    ...EVIDENCE_TEXTS.flatMap((name) => {
      const value = one[name]
      return value === undefined ? [] : [text(`/evidence/${i}/${name}`, value)]
    }),
  ])
}
