import { hex, utf8 } from '../encoding/text.ts'
import { type JsonObject, objectsOf, stringOf } from '../json.ts'
import type { Crypto } from '../ports.ts'
import type { Outcome, Run } from './context.ts'
import { failing, finding, PASS, SKIP } from './run.ts'

/** Check 10: whether it was issued to the person the caller names. */
export function checkRecipient(run: Run): Outcome | Promise<Outcome> {
  const { email, id, name } = run.options.recipient ?? {}
  if (email === undefined && id === undefined && name === undefined) return SKIP
  const subjects = objectsOf(run.document.credentialSubject)
  const entries = subjects.flatMap((subject) => objectsOf(subject.identifier))
  return Promise.all([
    id === undefined || subjects.some((subject) => subject.id === id),
    email === undefined || anyEntry(entries, { type: 'emailAddress', value: email.trim().toLowerCase() }, run.crypto),
    name === undefined || anyEntry(entries, { type: 'name', value: name }, run.crypto),
  ]).then((matches) => (matches.every(Boolean) ? PASS : failing(finding('RECIPIENT_MISMATCH', '/credentialSubject'))))
}

/** Whether an identity object of a type is about a value, hashed or plain. */
export async function anyEntry(
  entries: readonly JsonObject[],
  wanted: { type: string; value: string },
  crypto: Crypto,
): Promise<boolean> {
  const same = entries.filter((entry) => entry.identityType === wanted.type)
  return (await Promise.all(same.map((entry) => matches(entry, wanted.value, crypto)))).some(Boolean)
}

async function matches(entry: JsonObject, value: string, crypto: Crypto): Promise<boolean> {
  const stated = stringOf(entry.identityHash)
  if (entry.hashed !== true) return stated.trim().toLowerCase() === value.toLowerCase()
  const [method, digest] = stated.split('$')
  if (digest === undefined || (method !== 'sha256' && method !== 'md5')) return false
  const salted = utf8(value + stringOf(entry.salt))
  return hex(await crypto.hash(method === 'sha256' ? 'SHA-256' : 'MD5', salted)) === digest.toLowerCase()
}
