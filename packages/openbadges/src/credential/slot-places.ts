import type { Slot } from '../proof/template.ts'

/** Texts of an evidence item that differ from award to award, in the order in which they are written. */
export const EVIDENCE_TEXTS = ['name', 'genre', 'narrative', 'description', 'audience', 'digestMultibase'] as const

const SUBJECT = '/credentialSubject'
const STATUS = '/credentialStatus'

/** Where an award says what no other says. */
export const PLACES = {
  id: iri('/id'),
  validFrom: text('/validFrom'),
  validUntil: text('/validUntil'),
  awardedDate: text('/awardedDate'),
  statusId: iri(`${STATUS}/id`),
  statusIndex: text(`${STATUS}/statusListIndex`),
  statusList: iri(`${STATUS}/statusListCredential`),
  refresh: iri('/refreshService/id'),
  subject: iri(`${SUBJECT}/id`),
  email: text(`${SUBJECT}/identifier/0/identityHash`),
  salt: text(`${SUBJECT}/identifier/0/salt`),
  onlyName: text(`${SUBJECT}/identifier/0/identityHash`),
  secondName: text(`${SUBJECT}/identifier/1/identityHash`),
  activityStart: text(`${SUBJECT}/activityStartDate`),
  activityEnd: text(`${SUBJECT}/activityEndDate`),
  source: iri(`${SUBJECT}/source/id`),
  sourceName: text(`${SUBJECT}/source/name`),
}

/** The places of the result with this number. */
export const RESULT = byNumber((i) => ({
  id: iri(`${SUBJECT}/result/${i}/id`),
  achievedLevel: iri(`${SUBJECT}/result/${i}/achievedLevel`),
  value: text(`${SUBJECT}/result/${i}/value`),
}))

/** The places of the evidence item with this number. */
export const EVIDENCE = byNumber((i) => ({
  id: iri(`/evidence/${i}/id`),
  ...(Object.fromEntries(EVIDENCE_TEXTS.map((name) => [name, text(`/evidence/${i}/${name}`)])) as Record<
    (typeof EVIDENCE_TEXTS)[number],
    Slot
  >),
}))

function iri(path: string): Slot {
  return { path, kind: 'iri' }
}

function text(path: string): Slot {
  return { path, kind: 'literal' }
}

/** Made once for each of the first hundred numbers. */
export function byNumber<T>(make: (i: number) => T): (i: number) => T {
  const made: T[] = []
  return (i) => {
    const place = made[i] ?? make(i)
    if (i === made.length && i < 100) made.push(place)
    return place
  }
}
