import { expect, test } from 'vitest'
import { buildCredential, buildEndorsement, type JsonObject, type SignedCredential, verify } from '../src/index.ts'
import { DRAFT, good, OTHER, otherSigner, sign } from './ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW } from './support.ts'

const about = (id: string) =>
  buildEndorsement({
    id: 'https://peer.example/e/1',
    name: 'Endorsement',
    issuer: { id: OTHER, name: 'A peer', url: 'https://peer.example' },
    subject: { id, endorsementComment: 'Well made.' },
    validFrom: DRAFT.validFrom,
  })

/** An endorsement whose issuer is endorsed by an endorsement whose issuer is endorsed ... */
async function endorsed(levels: number, id = DRAFT.issuer.id): Promise<JsonObject> {
  const inner = levels > 1 ? { endorsement: [await endorsed(levels - 1, OTHER)] } : {}
  const plain = about(id)
  return sign({ ...plain, issuer: { ...(plain.issuer as JsonObject), ...inner } }, otherSigner)
}

async function looks(levels: number): Promise<number> {
  let count = 0
  const canonicalizer = {
    canonize: (document: JsonObject) => {
      if (document.credentialSubject !== undefined) count++
      return fast.canonize(document)
    },
  }
  const endorsement = (await endorsed(levels)) as SignedCredential
  const document = await sign(buildCredential({ ...DRAFT, endorsements: [endorsement] }))
  const report = await verify(document, { material: good, now: GOLDEN_NOW, crypto, contexts, canonicalizer })
  expect([report.verdict, report.warnings]).toEqual(['valid', []])
  return count
}

test('an endorsement of an endorsement of an endorsement is looked at once per level, not once per path', async () => {
  const few = await looks(1)
  expect(await looks(4)).toBe(few + 3)
})
