import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromBase58 } from '../src/encoding/base58.ts'
import { hex } from '../src/encoding/text.ts'
import {
  addProof,
  fastCanonicalizer,
  generalCanonicalizer,
  type JsonObject,
  type SignedCredential,
  signEmbedded,
  type UnsignedCredential,
  verify,
} from '../src/index.ts'
import { objectsOf } from '../src/json.ts'
import { proofWith } from '../src/proof/add.ts'
import { earlierProofs } from '../src/proof/chain.ts'
import { proofConfig, withoutProof } from '../src/proof/config.ts'
import { EDDSA_RDFC_2022 } from '../src/proof/eddsa-rdfc.ts'
import {
  codes,
  contexts,
  crypto,
  fast,
  fixtureJson,
  fixturesPresent,
  fixtureText,
  GOLDEN_NOW,
  general,
  judge,
  material,
  signer,
} from './support.ts'

interface ObVector {
  privateKeyHex: string
  documentHashHex: string
  proofHashHex: string
  proofValue: string
  created: string
  verificationMethod: string
  unsigned: UnsignedCredential
  signed: JsonObject
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

describe.skipIf(!fixturesPresent(import.meta.filename))('published vectors', () => {
  const vector = fixtureJson<ObVector>('ob3/vectors/signing-vector.json')

  test.each([
    ['general', general],
    ['fast', fast],
  ])('the Open Badges 3.0 vector is reproduced by the %s path', async (_name, canonicalizer) => {
    const document = await canonicalizer.canonize(vector.unsigned)
    const config = await canonicalizer.canonize(proofConfig(vector.signed.proof as JsonObject, vector.unsigned))
    expect([sha256(document), sha256(config)]).toEqual([vector.documentHashHex, vector.proofHashHex])
    const made = await signEmbedded({
      unsigned: vector.unsigned,
      signer: signer(vector.verificationMethod, vector.privateKeyHex.slice(0, 64)),
      created: new Date(vector.created),
      canonicalizer,
      crypto,
    })
    expect((made.proof as readonly JsonObject[])[0]?.proofValue).toBe(vector.proofValue)
  })

  test('the Open Badges 3.0 vector names its own key: unknown when strict, valid with a warning otherwise', async () => {
    const strict = await judge(vector.signed)
    const lenient = await judge(vector.signed, { options: { keyBinding: '1edtech' } })
    expect([strict.verdict, ...codes(strict)]).toEqual(['unknown', 'KEY_SELF_ASSERTED'])
    expect([lenient.verdict, ...codes(lenient), lenient.warnings[0]?.code]).toEqual(['valid', 'KEY_SELF_ASSERTED'])
  })

  const examples = new Map([
    ...contexts,
    ['https://www.w3.org/ns/credentials/examples/v2', fixtureJson('vc/context/credentials-examples-v2.jsonld')],
  ])
  const wide = fastCanonicalizer(examples, generalCanonicalizer(examples))
  const proofOnly = (document: JsonObject) =>
    verify(document, {
      material: material(),
      now: GOLDEN_NOW,
      crypto,
      contexts: examples,
      canonicalizer: wide,
      options: { mode: 'proofOnly' },
    })

  test('the W3C eddsa-rdfc-2022 vector has its hashes and verifies', async () => {
    const folder = 'vectors/eddsa/eddsa-rdfc-2022'
    const signed = fixtureJson(`${folder}/signedDataInt.json`)
    expect(await wide.canonize(withoutProof(signed))).toBe(fixtureText(`${folder}/canonDocDataInt.txt`))
    expect(sha256(await wide.canonize(withoutProof(signed)))).toBe(fixtureText(`${folder}/docHashDataInt.txt`).trim())
    expect((await proofOnly(signed)).verdict).toBe('valid')
  })

  test.each(['signedProofSet1', 'signedProofSet2', 'signedProofChain1', 'signedProofChain2'])(
    'the W3C proof vector %s verifies',
    async (name) => {
      const report = await proofOnly(fixtureJson(`vectors/eddsa/proof-set-chain/${name}.json`))
      expect([report.verdict, ...codes(report)]).toEqual(['valid'])
    },
  )

  const folder = 'vectors/eddsa/proof-set-chain'
  const keyPairs = () => fixtureJson<Record<string, { privateKeyMultibase: string }>>(`${folder}/multiKeyPairs.json`)
  /** The key pair of this number under the name that its proof states. */
  function signerOf(number: number, { verificationMethod }: JsonObject) {
    const secret = fromBase58(keyPairs()[`keyPair${number}`]?.privateKeyMultibase.slice(1) ?? '')
    // Two bytes say what kind of key it is.
    return signer(String(verificationMethod), hex(secret?.subarray(2) ?? new Uint8Array()))
  }
  const LINKS = [
    ['proofSetConfig1', 'proofSetConfigSigned1', 'signedProofSet1', 1],
    ['proofSetConfig2', 'proofSetConfigSigned2', 'signedProofSet2', 2],
    ['proofChainConfig1', 'proofChainConfigSigned1', 'signedProofChain1', 3],
    ['proofChainConfig2', 'proofChainConfigSigned2', 'signedProofChain2', 4],
  ] as const

  test.each(LINKS)(
    '%s is signed to the published value, and stands last in %s',
    async (config, made, whole, number) => {
      const { type, cryptosuite, verificationMethod, proofPurpose, ...proof } = fixtureJson(`${folder}/${config}.json`)
      const { proof: published, ...unsigned } = fixtureJson(`${folder}/${whole}.json`)
      const previous = earlierProofs(published, proof.previousProof)
      const added = await proofWith(EDDSA_RDFC_2022, {
        document: { ...unsigned, ...(previous ? { proof: previous } : {}) },
        ...{ proof, signer: signerOf(number, { verificationMethod }), canonicalizer: wide, crypto },
      })
      expect(unsigned).toEqual(fixtureJson(`${folder}/unsigned.json`))
      expect(added).toEqual({ ...fixtureJson(`${folder}/${made}.json`), type, cryptosuite, proofPurpose })
      expect(objectsOf(published).at(-1)).toEqual(added)
    },
  )

  test('adding proof after proof gives the published set and chain, when chance gives their names', async () => {
    let document = fixtureJson(`${folder}/unsigned.json`) as unknown as SignedCredential
    for (const [config, , whole, number] of LINKS.slice(0, 3)) {
      const { id, created, previousProof, ...rest } = fixtureJson(`${folder}/${config}.json`)
      const random = () => Uint8Array.from(Buffer.from(String(id).slice('urn:uuid:'.length).replaceAll('-', ''), 'hex'))
      document = await addProof({
        ...{ signed: document, signer: signerOf(number, rest), created: new Date(String(created)) },
        ...(previousProof ? { previousProof: previousProof as readonly string[] } : {}),
        ...{ canonicalizer: wide, crypto: { ...crypto, random } },
      })
      expect(objectsOf(document.proof)).toEqual(objectsOf(fixtureJson(`${folder}/${whole}.json`).proof))
    }
  })

  test('a chain without its first link does not hold', async () => {
    const signed = fixtureJson<{ proof: JsonObject[] } & JsonObject>(
      'vectors/eddsa/proof-set-chain/signedProofChain1.json',
    )
    const report = await proofOnly({ ...signed, proof: signed.proof.slice(1) })
    expect([report.verdict, ...codes(report)]).toEqual(['invalid', 'PROOF_CHAIN'])
  })
})
