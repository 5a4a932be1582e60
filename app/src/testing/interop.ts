import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { vi } from 'vitest'
import { pinnedContexts } from '../platform/signing.ts'
import { BASE_URL, type World } from './world.ts'

/** Contexts as they are pinned; everything else as this site serves it to anybody. */
const loaderOf = (world: World) => async (url: string) => {
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

/** The verdict of @digitalbazaar/vc at the time of this world's clock, with what the site serves now. */
export async function judgedElsewhere(world: World, credential: object) {
  const documentLoader = loaderOf(world)
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
export function revokedIn(result: object): boolean | undefined {
  const { statusResult } = result as { statusResult?: { results?: { status: boolean }[] } }
  return statusResult?.results?.[0]?.status
}
