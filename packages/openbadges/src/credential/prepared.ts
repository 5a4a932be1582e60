import type { UnsignedCredential } from '../documents.ts'
import { isObject, type JsonObject } from '../json.ts'
import { get, keysOf } from '../proof/places.ts'
import { arePlain, isPlainIri } from '../proof/plain.ts'
import type { Slot } from '../proof/template.ts'
import { byNumber, EVIDENCE, PLACES, RESULT } from './slot-places.ts'
import type { Laid } from './slots.ts'

/** A place with its way through the document. */
interface Way extends Slot {
  readonly keys: readonly string[]
}

const WAYS = waysOf(Object.values(PLACES).filter((place) => place !== PLACES.onlyName))
const RESULT_WAYS = byNumber((i) => waysOf(Object.values(RESULT(i))))
const EVIDENCE_WAYS = byNumber((i) => waysOf(Object.values(EVIDENCE(i))))

/** Lays a finished document out: what stands where awards differ. */
export function laidOutDocument(document: UnsignedCredential): Laid {
  const subject = isObject(document.credentialSubject) ? document.credentialSubject : {}
  const ways = [...WAYS, ...each(subject.result, RESULT_WAYS), ...each(document.evidence, EVIDENCE_WAYS)]
  const laid = ways.flatMap((way) => {
    const value = get(document as JsonObject, way.keys)
    return typeof value === 'string' ? [{ way, value }] : []
  })
  const values = laid.map(({ value }) => value)
  const iris = laid.flatMap(({ way, value }) => (way.kind === 'iri' ? [value] : []))
  return {
    places: laid.map(({ way }) => way),
    values,
    plain: arePlain(values) && iris.every(isPlainIri),
  }
}

function each(values: unknown, waysAt: (i: number) => readonly Way[]): readonly Way[] {
  return Array.isArray(values) ? values.flatMap((_, i) => waysAt(i)) : []
}

function waysOf(places: readonly Slot[]): readonly Way[] {
  return places.map((place) => ({ ...place, keys: keysOf(place.path) }))
}
