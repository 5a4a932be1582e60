import { deriveSelective, type JsonObject, type SignedCredential } from '../src/index.ts'
import { crypto } from '../test/node-crypto.ts'
import { type Answer, malformed, refusedBy } from './answers.ts'
import { credentialFaults } from './conformance.ts'
import { judged } from './judge.ts'
import { readingOf } from './reading.ts'
import { documentOf, optionsOf, pointersOf } from './request.ts'

/** POST /credentials/derive: of a credential whose base proof holds. */
export async function derive(body: JsonObject): Promise<Answer> {
  const document = documentOf(body, 'verifiableCredential')
  const pointers = pointersOf(optionsOf(body), 'selectivePointers')
  if (!pointers) throw malformed('/options/selectivePointers', 'What is to be shown must be named.')
  const reading = readingOf(document)
  const answer = await judged(reading, { options: { mode: 'proofOnly' }, besides: await credentialFaults(reading) })
  if (answer.status !== 200) return answer
  const { canonicalizer } = reading
  try {
    const derived = await deriveSelective({
      signed: reading.document as SignedCredential,
      pointers,
      canonicalizer,
      crypto,
    })
    const verifiableCredential = { ...derived, '@context': document['@context'] }
    return { status: 201, body: { verifiableCredential } }
  } catch (cause) {
    throw refusedBy(cause)
  }
}
