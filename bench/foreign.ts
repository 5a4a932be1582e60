import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject, UnsignedCredential } from '@cairn/openbadges'
import { DID } from './award.ts'

/** A published sample of 1EdTech: 16 kB, with nameless nodes that say the same, which only the general path tells apart. */
const SAMPLE = '../shared/fixtures/ob3/samples-1edtech/complete.json'

/** A credential of somebody else's shape, to be signed anew by the key of this run; null where the samples are not beside the checkout. */
export function foreignCredential(): UnsignedCredential | null {
  const path = join(process.cwd(), SAMPLE)
  if (!existsSync(path)) {
    console.error(`left out: ${SAMPLE} is absent, so nothing is measured on a foreign document`)
    return null
  }
  const { proof: _proof, credentialStatus: _status, ...sample } = JSON.parse(readFileSync(path, 'utf8')) as JsonObject
  return { ...sample, issuer: { ...(sample.issuer as JsonObject), id: DID } } as unknown as UnsignedCredential
}
