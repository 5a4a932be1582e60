import { objectsOf, pointer, stringOf, stringsOf } from '../json.ts'
import { checkBit } from './bits.ts'
import type { Outcome, Run } from './context.ts'
import type { Entry, Lists } from './lists.ts'
import { checkRevocations } from './revocations.ts'
import { finding, merged, SKIP, unknowing } from './run.ts'

// The standard asks for one entry per purpose; more only make others work.
const MOST_ENTRIES = 10

/** Check 8: revoked or suspended as of the newest lists at hand. Every entry counts, and the worst decides. */
export function checkStatus(run: Run): Outcome | Promise<Outcome> {
  const given = run.document.credentialStatus
  const entries = objectsOf(given)
  if (entries.length === 0) return SKIP
  if (entries.length > MOST_ENTRIES) return unknowing(finding('TERMS_LIMIT', '/credentialStatus'))
  const lists: Lists = new Map()
  const path = (i: number) => (Array.isArray(given) ? pointer('/credentialStatus', i) : '/credentialStatus')
  return Promise.all(entries.map((entry, i) => checkEntry({ entry, path: path(i), lists }, run))).then(merged)
}

async function checkEntry(one: Entry, run: Run): Promise<Outcome> {
  const types = stringsOf(one.entry.type)
  if (types.includes('BitstringStatusListEntry')) return checkBit(one, run)
  if (types.includes('1EdTechRevocationList')) return checkRevocations(stringOf(one.entry.id), one.path, run)
  return unknowing(finding('STATUS_TYPE_UNKNOWN', one.path, { type: types.join(' ').slice(0, 80) }))
}
