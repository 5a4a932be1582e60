import { isString, type JsonObject, objectsOf } from '../src/json.ts'
import { type Answer, malformed } from './answers.ts'
import { credentialFaults, presentationFaults } from './conformance.ts'
import { judged } from './judge.ts'
import { readingOf } from './reading.ts'
import { documentOf, optionsOf } from './request.ts'

/** POST /presentations/verify */
export async function verifyPresentation(body: JsonObject): Promise<Answer> {
  const document = documentOf(body, 'verifiablePresentation')
  const options = optionsOf(body)
  const presentation = { ...textOf(options, 'challenge'), ...textOf(options, 'domain') }
  const members = objectsOf(document.verifiableCredential).filter(({ type }) => !String(type).includes('Enveloped'))
  const inside = await Promise.all(members.map((member) => credentialFaults(readingOf(member))))
  const besides = [...presentationFaults(document), ...inside.flat()]
  return judged(readingOf(document), { options: { mode: 'proofOnly', presentation }, besides })
}

function textOf<Name extends string>(options: JsonObject, name: Name): Partial<Record<Name, string>> {
  const text = options[name]
  if (text === undefined) return {}
  if (!isString(text)) throw malformed(`/options/${name}`, `${name} must be text.`)
  return { [name]: text } as Partial<Record<Name, string>>
}
