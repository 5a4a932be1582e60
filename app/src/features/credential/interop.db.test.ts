import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pinnedContexts } from '../../platform/signing.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aRevocation } from '../../testing/factories/award.ts'
import { aHeldCredential } from '../../testing/factories/credential.ts'
import { aDistrict, aPerson, type District } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'

let world: World
let district: District
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside' })
})
afterAll(() => world.close())

/** Contexts as they are pinned; everything else as this site serves it to anybody. */
async function documentLoader(url: string) {
  const pinned = pinnedContexts().get(url)
  if (pinned) return { contextUrl: null, documentUrl: url, document: pinned }
  const [did, fragment] = url.split('#')
  const path = did?.startsWith('did:web:') ? `/${did.split(':').slice(3).join('/')}/did.json` : new URL(url).pathname
  const answer = await world.app.request(BASE_URL + path)
  const document = (await answer.json()) as { verificationMethod?: { id: string }[] }
  const method = document.verificationMethod?.find(({ id }) => id === url || id === `#${fragment}`)
  const shown = fragment && method ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : document
  return { contextUrl: null, documentUrl: url, document: shown }
}

async function judged(credential: object) {
  const suite = () => new DataIntegrityProof({ cryptosuite })
  const now = world.clock.now()
  vi.useFakeTimers({ now, toFake: ['Date'] })
  try {
    return await vc.verifyCredential({
      credential,
      suite: suite(),
      documentLoader,
      checkStatus: (o: object) => checkStatus({ ...o, documentLoader, suite: suite() }),
      now,
    })
  } finally {
    vi.useRealTimers()
  }
}

/** What the list says of this credential: the library reports the bit and leaves the verdict to its caller. */
function revokedIn(result: object): boolean | undefined {
  const { statusResult } = result as { statusResult?: { results?: { status: boolean }[] } }
  return statusResult?.results?.[0]?.status
}

test('@digitalbazaar/vc accepts what an award signed, and not what was taken back or changed', async () => {
  const readers = [await aPerson(world), await aPerson(world)] as const
  const held = await aHeldCredential(world, { district, version: await anAchievement(world), readers })
  const credential = JSON.parse(held.bytes.toString())
  const good = await judged(credential)
  expect([good.error, good.verified, revokedIn(good)]).toEqual([undefined, true, false])
  expect((await judged({ ...credential, name: 'Something else' })).verified).toBe(false)
  await aRevocation(world, { award: held, issuer: district })
  expect(revokedIn(await judged(credential))).toBe(true)
})
