import { jcs } from '../encoding/jcs.ts'
import { asList, type JsonObject, type JsonValue } from '../json.ts'
import { hashedSuite, type Texts, type TextsInput } from './hashed.ts'

/** W3C Data Integrity EdDSA Cryptosuites 1.0, eddsa-jcs-2022: Ed25519 over the hashes of two texts in RFC 8785. */
export const EDDSA_JCS_2022 = hashedSuite({
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-jcs-2022',
  algorithms: ['Ed25519'],
  overText: true,
  repeatsContext: true,
  texts: jcsTexts,
})

/** W3C Data Integrity ECDSA Cryptosuites 1.0, ecdsa-jcs-2019: P-256 or P-384 over the hashes of two texts in RFC 8785. */
export const ECDSA_JCS_2019 = hashedSuite({
  type: 'DataIntegrityProof',
  cryptosuite: 'ecdsa-jcs-2019',
  algorithms: ['ES256', 'ES384'],
  overText: true,
  repeatsContext: true,
  texts: jcsTexts,
})

// The proof says under which contexts it was made; a document may have got more of them behind those since.
async function jcsTexts({ proof, document }: TextsInput): Promise<Texts | undefined> {
  const { proofValue: _value, ...config } = proof
  const context = config['@context']
  if (!begins(document['@context'], context)) return undefined
  const signed: JsonObject = context === undefined ? document : { ...document, '@context': context }
  return { config: jcs(config), document: jcs(signed) }
}

function begins(list: JsonValue | undefined, first: JsonValue | undefined): boolean {
  const [long, short] = [asList(list), asList(first)]
  return short.length <= long.length && short.every((one, i) => jcs(one) === jcs(long[i] as JsonValue))
}
