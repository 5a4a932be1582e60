import { asList, isString, type JsonObject, type JsonValue, objectsOf } from '../json.ts'

/**
 * The proofs that `previousProof` names, in the order of the document (Data Integrity 1.0, section 4.3); undefined when a name is no
 * text or stands for no proof or for more than one.
 */
export function earlierProofs(
  proofs: JsonValue | undefined,
  previous: JsonValue | undefined,
): readonly JsonObject[] | undefined {
  const names = asList(previous)
  const all = objectsOf(proofs)
  const isOne = (name: JsonValue) => isString(name) && all.filter((one) => one.id === name).length === 1
  if (names.length === 0 || !names.every(isOne)) return undefined
  return all.filter((one) => names.includes(one.id as JsonValue))
}
