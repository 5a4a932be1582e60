import { isString, type JsonObject, objectsOf, stringOf } from '../json.ts'
import { MIN_ENTRIES, readStatus } from '../status/list.ts'
import type { Outcome, Run } from './context.ts'
import { type Entry, judgeList, noteAge } from './lists.ts'
import { failing, finding, hostOf, PASS, unknowing } from './run.ts'

const INDEX = /^(0|[1-9]\d*)$/
const HEXADECIMAL = /^0x[0-9a-f]{1,8}$/i
const MAX_WIDTH = 32
const MAX_MESSAGE = 200

/** One entry of a bitstring status list: what stands at its place, and what that means for its purpose. */
export async function checkBit({ entry, path, lists }: Entry, run: Run): Promise<Outcome> {
  const index = indexOf(entry)
  if (index === undefined) return failing(finding('STATUS_RANGE_ERROR', `${path}/statusListIndex`))
  const width = entry.statusSize ?? 1
  if (!isWidth(width)) return failing(finding('STATUS_RANGE_ERROR', `${path}/statusSize`))
  if (width > MAX_WIDTH) return unknowing(finding('STATUS_TYPE_UNKNOWN', path, { type: `statusSize ${width}` }))
  const url = stringOf(entry.statusListCredential)
  const judging = lists.get(url) ?? judgeList(url, run)
  lists.set(url, judging)
  const judged = await judging
  if ('outcome' in judged) return judged.outcome
  if (!isString(entry.statusPurpose) || !judged.purposes.includes(entry.statusPurpose))
    return unknowing(finding('STATUS_LIST_PROOF', path, { host: hostOf(url) }))
  noteAge(run, judged.from)
  return readAt({ entry, path, index, width, bytes: judged.bytes }, run)
}

function indexOf({ statusListIndex: text }: JsonObject): number | undefined {
  const index = isString(text) && INDEX.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(index) ? index : undefined
}

function isWidth(width: unknown): width is number {
  return typeof width === 'number' && Number.isSafeInteger(width) && width >= 1
}

interface Place {
  readonly entry: JsonObject
  readonly path: string
  readonly index: number
  readonly width: number
  readonly bytes: Uint8Array
}

function readAt({ entry, path, index, width, bytes }: Place, run: Run): Outcome {
  const bits = { length: bytes.length * 8, bytes }
  if (Math.floor(bits.length / width) < MIN_ENTRIES) return unknowing(finding('STATUS_LIST_LENGTH_ERROR', path))
  if ((index + 1) * width > bits.length) return failing(finding('STATUS_RANGE_ERROR', `${path}/statusListIndex`))
  return meaningOf(readStatus(bits, index, width), { entry, path }, run)
}

/** VC Bitstring Status List 1.0 section 2.2: what a value means depends on the purpose. 0 never speaks against a credential. */
function meaningOf(value: number, { entry, path }: Pick<Place, 'entry' | 'path'>, run: Run): Outcome {
  const purpose = stringOf(entry.statusPurpose)
  if (purpose === 'message') return tell(value, { entry, path }, run)
  if (value === 0 || purpose === 'refresh') return PASS
  if (purpose === 'revocation') return failing(finding('STATUS_REVOKED', path))
  if (purpose === 'suspension') return failing(finding('STATUS_SUSPENDED', path))
  return unknowing(finding('STATUS_TYPE_UNKNOWN', path, { type: purpose.slice(0, 80) }))
}

// A message informs and decides nothing; one that the credential does not spell out is told by its number.
function tell(value: number, { entry, path }: Pick<Place, 'entry' | 'path'>, run: Run): Outcome {
  const spoken = objectsOf(entry.statusMessage).find(({ status }) => isValue(status, value))?.message
  if (!isString(spoken) && value === 0) return PASS
  const message = isString(spoken) ? spoken.slice(0, MAX_MESSAGE) : `0x${value.toString(16)}`
  run.warnings.push(finding('STATUS_MESSAGE', path, { message }))
  return PASS
}

function isValue(status: unknown, value: number): boolean {
  return isString(status) && HEXADECIMAL.test(status) && Number.parseInt(status, 16) === value
}
