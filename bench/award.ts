import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { type AwardDraft, didKey, openIssuing } from '@cairn/openbadges'
import { ed25519Signer } from '../app/src/platform/crypto.ts'
import { canonicalizers, credentialCrypto } from '../app/src/platform/signing.ts'
import { GOLDEN_DRAFT } from '../packages/openbadges/test/golden-draft.ts'

export const SEED = createHash('sha256').update('the issuer of the bench').digest()
export const KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED]),
  ...{ format: 'der', type: 'pkcs8' },
})
export const PUBLIC = Buffer.from(createPublicKey(KEY).export({ format: 'jwk' }).x ?? '', 'base64url')
export const DID = didKey({ algorithm: 'Ed25519', bytes: PUBLIC })
export const signer = ed25519Signer(`${DID}#${DID.slice('did:key:'.length)}`, KEY)
export const DRAFT = { ...GOLDEN_DRAFT, issuer: { ...GOLDEN_DRAFT.issuer, id: DID } }

const MANY = 1_000

/** Many awards of one achievement, from draft to stored bytes; the first is the golden one, and no two that follow are alike. */
export function awarding(): (turn: number) => Promise<Uint8Array> {
  const { issuer, achievement, ...golden } = DRAFT
  const issuing = openIssuing({
    ...{ issuer, achievement, signer, general: canonicalizers().general, crypto: credentialCrypto },
  })
  const awards = Array.from({ length: MANY }, (_, i) => (i === 0 ? golden : like(golden, i)))
  return (turn) => issuing.issue(awards[turn % MANY] as AwardDraft, DRAFT.validFrom)
}

function like(award: AwardDraft, i: number): AwardDraft {
  const id = `https://cairn.example/c/${createHash('sha256').update(String(i)).digest('hex').slice(0, 22)}`
  const owned = <T extends { id: string }>(one: T) => ({ ...one, id: one.id.replace(award.id, id) })
  return {
    ...award,
    id,
    subject: {
      id: `urn:uuid:${createHash('md5').update(String(i)).digest('hex')}`,
      email: { value: `sha256$${createHash('sha256').update(`learner ${i}`).digest('hex')}`, salt: `salt ${i}` },
      name: `Learner ${i}`,
    },
    ...(award.source ? { source: owned(award.source) } : {}),
    results: award.results.map(owned),
    evidence: award.evidence.map((one) => ({ ...owned(one), narrative: `Evidence of award ${i}. Private; sealed.` })),
    status: { method: 'bitstring', list: 'https://cairn.example/issuers/lakeside/status/revocation/1', index: i },
  }
}
