import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Canonicalizer, fastCanonicalizer, type JsonObject } from '../src/index.ts'
import { randomCredential } from './random-credential.ts'
import { contexts, general } from './support.ts'

/** The long run asks for more. */
const DOCUMENTS = Number(process.env.OPENBADGES_DOCUMENTS ?? 500)

async function outcome(canonicalizer: Canonicalizer, document: JsonObject): Promise<string | undefined> {
  return canonicalizer.canonize(document).catch(() => undefined)
}

test('the compiled path says what the general path says, or leaves it to it', async () => {
  const seed = Number(process.env.OPENBADGES_SEED ?? 20_261_123)
  console.log(`compiled against general: ${DOCUMENTS} credentials, seed ${seed}`)
  const refusing: Canonicalizer = { canonize: () => Promise.reject(new Error('not mine')) }
  const compiled = fastCanonicalizer(contexts, refusing)
  const tally = { same: 0, left: 0 }
  await fc.assert(
    fc.asyncProperty(randomCredential, async (document) => {
      const quick = await outcome(compiled, document)
      if (quick === undefined) {
        tally.left++
        return
      }
      tally.same++
      expect(quick).toBe(await outcome(general, document))
    }),
    { seed, numRuns: DOCUMENTS },
  )
  console.log(tally)
  expect(tally.same).toBeGreaterThan(DOCUMENTS / 10)
}, 300_000)
