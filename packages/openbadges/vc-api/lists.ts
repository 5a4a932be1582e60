import { randomInt } from 'node:crypto'
import {
  buildStatusList,
  type Fetched,
  type JsonObject,
  newStatusList,
  readStatus,
  setStatus,
  toBytes,
} from '../src/index.ts'
import { crypto } from '../test/node-crypto.ts'
import { malformed, Refused } from './answers.ts'
import { type Profile, signedBy } from './profiles.ts'
import { readingOf } from './reading.ts'

const PURPOSES = ['revocation', 'suspension']
const WEEK_MS = 7 * 86_400_000
const TTL_MS = 300_000

/** The status lists of one profile: one for each purpose, signed anew whenever they are read. */
export interface Lists {
  /** The credential with an entry in the list of this purpose, at a place nobody has. */
  entered(credential: JsonObject, purpose: string): JsonObject
  /** Sets the bit of a credential that was issued here; it stays set. */
  set(credentialId: string, purpose: string): void
  /** A list as it is served now; undefined when there is none. */
  list(purpose: string, number: string): Promise<JsonObject | undefined>
  /** Every list, as a verifier would have fetched it. */
  published(): Promise<ReadonlyMap<string, Fetched>>
}

/** `base` is the address of the profile. */
export function openLists(base: string, profile: Profile): Lists {
  const bits = new Map(PURPOSES.map((purpose) => [purpose, newStatusList()]))
  const places = new Map<string, number>()
  const urlOf = (purpose: string) => `${base}/status/${purpose}/1`
  const nameOf = (id: string, purpose: string) => `${purpose} ${id}`

  async function list(purpose: string, number: string): Promise<JsonObject | undefined> {
    const now = bits.get(purpose)
    return now && number === '1' ? signedList({ id: urlOf(purpose), purpose, bits: now, profile }) : undefined
  }
  return {
    list,
    entered(credential, purpose) {
      const now = bits.get(purpose)
      if (!now) throw malformed('/options/credentialStatus/statusPurpose', `There is no list for ${purpose}.`)
      const id = String(credential.id ?? `urn:uuid:${globalThis.crypto.randomUUID()}`)
      const taken = new Set(places.values())
      let index = randomInt(now.length)
      while (taken.has(index)) index = randomInt(now.length)
      places.set(nameOf(id, purpose), index)
      return { ...credential, id, credentialStatus: entry(urlOf(purpose), purpose, index) }
    },
    set(credentialId, purpose) {
      const [now, index] = [bits.get(purpose), places.get(nameOf(credentialId, purpose))]
      if (!now || index === undefined) throw notIssued()
      if (readStatus(now, index) === 0) bits.set(purpose, setStatus(now, index))
    },
    async published() {
      const lists = await Promise.all(
        PURPOSES.map(async (purpose) => [urlOf(purpose), await list(purpose, '1')] as const),
      )
      return new Map(lists.flatMap(([url, document]) => (document ? [[url, fetchedNow(url, document)] as const] : [])))
    },
  }
}

function entry(list: string, purpose: string, index: number): JsonObject {
  return {
    id: `${list}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: list,
  }
}

function notIssued(): Refused {
  const message = 'No credential with this id and purpose was issued here.'
  return new Refused(404, [{ code: 'REQUEST_NOT_FOUND', path: '/credentialId', message }])
}

interface Listed {
  readonly id: string
  readonly purpose: string
  readonly bits: ReturnType<typeof newStatusList>
  readonly profile: Profile
}

function signedList({ profile, ...given }: Listed): Promise<JsonObject> {
  const validFrom = new Date()
  const validUntil = new Date(validFrom.getTime() + WEEK_MS)
  const unsigned = buildStatusList({ ...given, issuer: profile.issuer, validFrom, validUntil, ttlMs: TTL_MS, crypto })
  return signedBy(profile, readingOf(unsigned))
}

function fetchedNow(url: string, document: JsonObject): Fetched {
  return { url, status: 200, mediaType: 'application/vc', body: toBytes(document), at: new Date() }
}
