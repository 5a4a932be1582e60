import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fastCanonicalizer, type JsonObject, referenceCanonicalizer } from '../src/index.ts'
import { comparedForm } from '../src/proof/compiled.ts'
import { codePointOrder } from '../src/proof/order.ts'
import { Contexts } from '../src/proof/reading.ts'
import { randomCredential } from './random-credential.ts'
import { contexts, general } from './support.ts'

/** The long run asks for more. */
const DOCUMENTS = Number(process.env.OPENBADGES_DOCUMENTS ?? 500)

const compiled = fastCanonicalizer(contexts, general)
const reference = referenceCanonicalizer(contexts)
const read = new Contexts(contexts)

/** What our own expansion says with alike blank nodes compared, when it says anything. */
function compared(document: JsonObject): string | undefined {
  const text = comparedForm(document, read)
  return text === undefined ? undefined : codePointOrder(text)
}

test('our own expansion says what jsonld and rdf-canonize say, or leaves it to them', async () => {
  const seed = Number(process.env.OPENBADGES_SEED ?? 20_261_123)
  console.log(`compiled against jsonld and rdf-canonize: ${DOCUMENTS} credentials, seed ${seed}`)
  const tally = { plain: 0, compared: 0, left: 0 }
  await fc.assert(
    fc.asyncProperty(randomCredential, async (document) => {
      const plain = compiled.canonizeNow(document)
      const own = compared(document)
      if (own === undefined) {
        tally.left++
        expect(plain).toBeUndefined()
        return
      }
      tally.compared++
      if (plain !== undefined) {
        tally.plain++
        expect(plain).toBe(own)
      }
      expect(own).toBe(await reference.canonize(document))
    }),
    { seed, numRuns: DOCUMENTS },
  )
  console.log(tally)
  expect(tally.plain).toBeGreaterThan(DOCUMENTS / 4)
}, 300_000)
