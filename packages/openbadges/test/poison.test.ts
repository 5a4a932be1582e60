import { describe, expect, test } from 'vitest'
import { EMITTED_CONTEXTS } from '../src/credential/build.ts'
import { type JsonObject, referenceCanonicalizer } from '../src/index.ts'
import { effort, sha256Hex } from '../src/proof/labels.ts'
import { DEEP_WORK } from '../src/proof/limits.ts'
import { parseNQuads } from '../src/proof/nquads.ts'
import { rdfc } from '../src/proof/rdfc.ts'
import { contexts, fast, fixturesPresent, fixtureText, general } from './support.ts'

const reference = referenceCanonicalizer(contexts)

/** So many organizations, each named only within the document, each the parent of all others. */
function clique(size: number): JsonObject {
  const everyone = Array.from({ length: size }, (_, i) => `_:b${i}`)
  return {
    '@context': [...EMITTED_CONTEXTS],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    evidence: everyone.map((id) => ({
      id,
      type: ['Profile'],
      parentOrg: everyone.filter((one) => one !== id).map((other) => ({ id: other })),
    })),
  }
}

function flood(size: number, node: (i: number) => JsonObject): JsonObject {
  return {
    '@context': [...EMITTED_CONTEXTS],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    evidence: Array.from({ length: size }, (_, i) => node(i)),
  }
}

describe('A-poison-graphs, A-blank-node-flood: a document built to exhaust whoever reads it', () => {
  test.each([2, 3, 4])('%i organizations that are each other’s parents are told apart', async (size) => {
    expect(await general.canonize(clique(size))).toBe(await reference.canonize(clique(size)))
  })

  test.each([8, 16, 30, 60])('%i are given up on', async (size) => {
    for (const canonicalizer of [general, fast])
      await expect(canonicalizer.canonize(clique(size))).rejects.toMatchObject({
        code: 'OB_CANON_FAILED',
        reason: 'limit',
      })
  })

  /** How many hashes were made before the graph was labelled or given up on; every order that is tried costs as much. */
  function costOf(quads: string) {
    let hashes = 0
    const work = effort(DEEP_WORK, (text) => {
      hashes++
      return sha256Hex(text)
    })
    try {
      rdfc(parseNQuads(quads).graph, work)
      return { told: 'apart', hashes, spent: DEEP_WORK - work.left }
    } catch (cause) {
      return { told: (cause as { reason?: string }).reason, hashes, spent: DEEP_WORK - work.left }
    }
  }
  const bounded = { hashes: expect.toSatisfy((n: number) => n <= DEEP_WORK), spent: DEEP_WORK + 1 }

  test.each([5, 6, 12, 30, 60])('a clique of %i costs no more than 8,000 hashes and orders', (size) => {
    const names = Array.from({ length: size }, (_, i) => `_:n${i}`)
    const quads = names.flatMap((one) =>
      names.filter((other) => other !== one).map((other) => `${one} <urn:p> ${other} .`),
    )
    expect(costOf(quads.join('\n'))).toEqual({ told: 'limit', ...bounded })
  })

  test.skipIf(!fixturesPresent(import.meta.filename))(
    'the poison graphs of the W3C: three are read, the clique is not',
    () => {
      const cost = (name: string) => costOf(fixtureText(`vectors/rdf-canon/rdfc10/${name}-in.nq`))
      for (const name of ['test044', 'test045', 'test046']) expect(cost(name)).toMatchObject({ told: 'apart' })
      expect(cost('test074')).toEqual({ told: 'limit', ...bounded })
    },
  )

  test.each([
    ['nameless', () => ({ type: ['Evidence'], genre: 'a' })],
    ['named within the document only', (i: number) => ({ id: `_:b${i}`, type: ['Evidence'], genre: 'a' })],
    ['unknown to the vocabulary', () => ({ type: ['Evidence'], nothing: 'a' })],
    ['all named', (i: number) => ({ id: `https://cairn.example/${i}`, type: ['Evidence'], genre: 'a' })],
  ])('20,000 nodes, %s', async (_name, node) => {
    for (const canonicalizer of [general, fast])
      await expect(canonicalizer.canonize(flood(20_000, node))).rejects.toMatchObject({ reason: 'limit' })
  })

  test('256 nameless nodes are read, 257 are not', async () => {
    const nodes = (size: number) => flood(size, (i) => ({ type: ['Evidence'], genre: `${i}` }))
    // The credential itself has no id either.
    expect((await general.canonize(nodes(255))).match(/_:c14n255/)).not.toBeNull()
    await expect(general.canonize(nodes(256))).rejects.toMatchObject({ reason: 'limit' })
  })

  test('the reference path keeps to the same limits, and to 5,000 quads', async () => {
    const nameless = flood(256, (i) => ({ type: ['Evidence'], genre: `${i}` }))
    const refused = { code: 'OB_CANON_FAILED', reason: 'limit' }
    await expect(reference.canonize(nameless)).rejects.toMatchObject({ ...refused, subject: 'blank nodes' })
    // A list has a blank node and two quads for each item.
    const listed = (type: readonly string[]) => ({
      '@context': [...EMITTED_CONTEXTS],
      id: 'urn:1',
      type,
      name: { '@list': Array.from({ length: 2_499 }, (_, i) => `${i}`) },
    })
    const [one, two] = [['VerifiableCredential'], ['VerifiableCredential', 'OpenBadgeCredential']]
    await expect(reference.canonize(listed(one))).rejects.toMatchObject({ ...refused, subject: 'blank nodes' })
    await expect(reference.canonize(listed(two))).rejects.toMatchObject({ ...refused, subject: 'quads' })
  })

  test('a credential in a credential in a credential, 200 deep', async () => {
    let document: JsonObject = { type: ['VerifiableCredential'] }
    for (let i = 0; i < 200; i++)
      document = { '@context': [...EMITTED_CONTEXTS], type: ['EndorsementCredential'], endorsement: [document] }
    await expect(general.canonize(document)).rejects.toMatchObject({ code: 'OB_CANON_FAILED' })
  })
})
