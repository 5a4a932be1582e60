import { type Fetched, verify } from '@cairn/openbadges'
import { canonicalizers, credentialCrypto, pinnedContexts } from '../platform/signing.ts'
import { BASE_URL, type World } from './world.ts'

/** What a stranger is told of a credential of the organization `lakeside` by our library: documents by address, nothing else. */
export async function judgedHere(world: World, document: Record<string, unknown>) {
  const now = new Date(world.clock.now().getTime() + 60_000)
  const { statusListCredential } = document.credentialStatus as { statusListCredential: string }
  const page = async (url: string, path: string): Promise<[string, Fetched]> => {
    const body = new Uint8Array(await (await world.app.request(BASE_URL + path)).arrayBuffer())
    return [url, { url, status: 200, mediaType: 'application/json', body, at: now }]
  }
  const did = '/issuers/lakeside/did.json'
  const documents = new Map([
    await page(`https://localhost%3A3000${did}`, did),
    await page(`https://localhost:3000${did}`, did),
    await page(statusListCredential, new URL(statusListCredential).pathname),
  ])
  const report = await verify(document as never, {
    material: { documents },
    now,
    crypto: credentialCrypto,
    contexts: pinnedContexts(),
    canonicalizer: canonicalizers().general,
  })
  return report.verdict
}
