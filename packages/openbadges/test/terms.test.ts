import { describe, expect, test } from 'vitest'
import { type JsonObject, OpenBadgesError } from '../src/index.ts'
import { CanonRefused } from '../src/proof/refused.ts'
import { newRun, PASS } from '../src/verify/run.ts'
import { checkTerms, termsFinding } from '../src/verify/terms.ts'
import { signed, unsigned } from './ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW, judge, material } from './support.ts'

/** The check by itself, with a canonicalizer that does this. */
async function checked(document: JsonObject, canonize: (one: JsonObject) => Promise<string>) {
  const run = newRun(
    { form: 'embedded', document, standard: 'ob3', outcome: PASS },
    {
      ...{ material: material(), now: GOLDEN_NOW, crypto, contexts, canonicalizer: { canonize }, options: {} },
      ...{ role: 'credential', judge: () => Promise.reject(new Error('nothing inside is judged')) },
    },
  )
  return { outcome: await checkTerms(run), canonical: run.notes.canonical }
}

describe('every term must have a meaning', () => {
  test('the canonical form of the document without its proof is kept for the proof', async () => {
    const given: JsonObject[] = []
    const canonize = async (one: JsonObject) => {
      given.push(one)
      return fast.canonize(one)
    }
    const { outcome, canonical } = await checked(signed, canonize)
    expect([outcome, canonical, given]).toEqual([PASS, await fast.canonize(unsigned), [unsigned]])
  })

  test.each<[string, unknown, object]>([
    ['too much', new CanonRefused('limit', 'quads'), { code: 'TERMS_LIMIT' }],
    ['a term', new CanonRefused('term', 'grade'), { code: 'TERMS_UNDEFINED', detail: { name: 'grade' } }],
    ['a context', new CanonRefused('context', 'urn:x'), { code: 'TERMS_UNDEFINED', detail: { name: 'urn:x' } }],
    [
      'a term of any length',
      new CanonRefused('term', 'x'.repeat(201)),
      { code: 'TERMS_UNDEFINED', detail: { name: 'x'.repeat(200) } },
    ],
    [
      'a refusal of another kind, at a place that is called so',
      Object.assign(new OpenBadgesError('OB_CANON_FAILED', 'No form.', 'limit'), { reason: 'limit' }),
      { code: 'TERMS_UNDEFINED', detail: { name: 'limit' } },
    ],
    [
      'a refusal that names nothing',
      new OpenBadgesError('OB_CANON_FAILED', 'No form.'),
      { code: 'TERMS_UNDEFINED', detail: { name: '' } },
    ],
  ])('%s is told', async (_what, cause, finding) => {
    const { outcome, canonical } = await checked(signed, () => Promise.reject(cause))
    expect([outcome, canonical]).toEqual([{ fails: [finding], unknowns: [] }, undefined])
    expect(termsFinding(cause)).toEqual(finding)
  })

  test('a fault of ours is none of the document', async () => {
    const fault = new TypeError('a fault')
    await expect(checked(signed, () => Promise.reject(fault))).rejects.toBe(fault)
  })

  test.each<[string, JsonObject, string]>([
    ['a field of the whole', { unheardOf: 'x' }, 'unheardOf'],
    ['a type', { type: ['VerifiableCredential', 'OpenBadgeCredential', 'Unheard'] }, 'Unheard'],
  ])('%s that no vocabulary defines is named', async (_what, change, name) => {
    const { checks } = await judge({ ...signed, ...change }, { options: { mode: 'proofOnly' } })
    expect(checks.find((one) => one.name === 'terms')?.findings).toEqual([
      { code: 'TERMS_UNDEFINED', detail: { name } },
    ])
  })
})
