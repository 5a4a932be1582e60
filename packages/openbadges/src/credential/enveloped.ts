import { isObject, isString, type JsonObject, type JsonValue, stringOf, stringsOf } from '../json.ts'
import { opened, payloadOf } from '../proof/jwt/token.ts'

const ENVELOPE = /^data:application\/([\w.+-]+)(?:;[^,]*)?,(.*)$/s

/** Whether a node is a credential in an envelope (VC Data Model 2.0 section 4.13): the text of a data: URL, and nothing beside it counts. */
export function isEnvelope(value: JsonValue): value is JsonObject {
  return isObject(value) && stringsOf(value.type).includes('EnvelopedVerifiableCredential')
}

/** The subtype and the text of an envelope's data: URL; both empty when it has none. */
export function openEnvelope({ id }: JsonObject): { readonly type: string; readonly text: string } {
  const [, type = '', text = ''] = ENVELOPE.exec(stringOf(id)) ?? []
  return { type, text: text.trim() }
}

/** What a member says by its own word: an object itself, a token its payload, and nothing where there is none to read. */
export function statedBy(member: JsonValue): JsonObject {
  if (isObject(member) && !isEnvelope(member)) return member
  try {
    const payload = payloadOf(opened(isEnvelope(member) ? openEnvelope(member).text : stringOf(member)))
    return isObject(payload.vc) ? payload.vc : payload
  } catch {
    // Its own reader says what is wrong with it.
    return {}
  }
}

/**
 * A member as other nodes are: an envelope may state the base context as one URL, and a line end behind a data: URL is no part of it.
 */
export function plainMember(member: JsonValue): JsonValue {
  if (!isEnvelope(member)) return member
  const { id, '@context': context } = member
  return {
    ...member,
    ...(isString(context) ? { '@context': [context] } : {}),
    ...(isString(id) ? { id: id.trim() } : {}),
  }
}
