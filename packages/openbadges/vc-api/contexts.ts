import { asList, isString, type JsonObject, type JsonValue } from '../src/json.ts'
import type { Profile } from './profiles.ts'

const V1 = 'https://www.w3.org/2018/credentials/v1'
const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2'
const STATUS = 'https://www.w3.org/ns/credentials/status/v1'
const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'

/**
 * The credential with the contexts that give its proof and its status a meaning, behind its own (Data Integrity 1.0, section 2.4.1): the
 * second data model brings them along, all but the suite before Data Integrity.
 */
export function withTerms(credential: JsonObject, { suite }: Profile): JsonObject {
  const list = credential['@context']
  if (!Array.isArray(list)) return credential
  const isFirst = list[0] === V1
  const older = suite !== 'selective' && suite.cryptosuite === undefined
  const missing = [
    ...(older ? [ED25519_2020] : []),
    ...(isFirst && !older && !list.some(isDataIntegrity) ? [DATA_INTEGRITY] : []),
    ...(isFirst && asList(credential.credentialStatus).length > 0 ? [STATUS] : []),
  ].filter((url) => !list.includes(url))
  return missing.length === 0 ? credential : { ...credential, '@context': [...(list as JsonValue[]), ...missing] }
}

function isDataIntegrity(context: JsonValue): boolean {
  return isString(context) && context.startsWith('https://w3id.org/security/data-integrity/')
}
