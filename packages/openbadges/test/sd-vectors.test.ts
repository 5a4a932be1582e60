import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { base58, fromBase58 } from '../src/encoding/base58.ts'
import { hex, utf8 } from '../src/encoding/text.ts'
import { deriveSelective, type JsonObject, type SignedCredential } from '../src/index.ts'
import { proofConfig, withoutProof } from '../src/proof/config.ts'
import { baseProof } from '../src/proof/derive.ts'
import { hmacLabels, labelsIn, linesOf, relabelled, signedLabel, sorted } from '../src/proof/sd/labels.ts'
import { readBase, readDerived, writeBase, writeDerived } from '../src/proof/sd/value.ts'
import { wholeOf } from '../src/proof/sd/whole.ts'
import { told } from './ground.ts'
import { crypto, ecSigner, fixtureJson, fixturesPresent } from './support.ts'
import { exampleJudge } from './w3c.ts'

const present = fixturesPresent(import.meta.filename)
const FOLDER = 'vectors/ecdsa'

interface Entries {
  readonly value: readonly (readonly [number, string])[]
}
interface Signatures {
  readonly baseSignature: string
  readonly publicKey: string
  readonly signatures: readonly string[]
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function multikey(bytes: Uint8Array): string {
  return `z${base58(bytes)}`
}

function secretOf(name: 'baseKeyPair' | 'proofKeyPair'): string {
  const keys = fixtureJson<Record<string, { secretKeyMultibase: string }>>(`${FOLDER}/ecdsa-sd-2023/SDKeyMaterial.json`)
  return hex(fromBase58((keys[name]?.secretKeyMultibase ?? '').slice(1)) ?? new Uint8Array()).slice(4)
}

describe.skipIf(!present).each([
  ['employ', 'employMandatory', 'employSelective'],
  ['prc', 'prCredMandatory', 'prCredSelective'],
])('the W3C selective disclosure vector %s, from stage to stage', (name, mandatoryFile, selectiveFile) => {
  const stage = <T = JsonObject>(file: string) => fixtureJson<T>(`${FOLDER}/ecdsa-sd-2023/${name}/${file}.json`)
  const { judge, canonicalizer } = present ? exampleJudge() : ({} as ReturnType<typeof exampleJudge>)
  const signed = present ? stage<SignedCredential>('addSignedSDBase') : ({} as SignedCredential)
  const proof = signed.proof as JsonObject
  const document = withoutProof(signed)
  const mandatoryPointers = present ? fixtureJson<string[]>(`${FOLDER}/${mandatoryFile}.json`) : []
  const selectivePointers = present ? fixtureJson<string[]>(`${FOLDER}/${selectiveFile}.json`) : []
  const hmacKey = Buffer.from('00112233445566778899aabbccddeeff'.repeat(2), 'hex')
  const whole = () => wholeOf(document, { hmacKey, canonicalizer, crypto })
  const proofHash = async () => sha256(await canonicalizer.canonize(proofConfig(proof, document)))

  test('the document has its canonical lines, and under HMAC labels another order', async () => {
    const canonical = await canonicalizer.canonize(document)
    expect(linesOf(canonical)).toEqual(stage<string[]>('addBaseDocCanon').filter((line) => line !== ''))
    const hmacs = await hmacLabels(labelsIn(canonical), hmacKey, crypto)
    const labels = new Map([...hmacs].map(([label, bytes]) => [label, signedLabel(bytes)]))
    const expected = stage<string[]>('addBaseDocHMACCanon')
    expect(linesOf(sorted(relabelled(canonical, labels)))).toEqual(expected)
    expect((await whole()).lines).toEqual(expected)
  })

  test('the mandatory lines are those the pointers choose', async () => {
    const { lines, choose } = await whole()
    const { mandatory, nonMandatory } = stage<Record<'mandatory' | 'nonMandatory', Entries>>('addBaseTransform')
    const { numbers } = await choose(mandatoryPointers)
    expect(numbers.map((number) => [number, lines[number]])).toEqual(mandatory.value)
    const rest = lines.flatMap((line, i) => (numbers.includes(i) ? [] : [[i, line]]))
    expect(rest).toEqual(nonMandatory.value)
    const mandatoryHash = sha256(mandatory.value.map(([, line]) => line).join(''))
    expect({ proofHash: await proofHash(), mandatoryHash }).toEqual(stage('addHashData'))
  })

  test('the base proof value says what was signed, and is written to the same bytes', () => {
    const value = readBase(proof.proofValue)
    if (!value) throw new TypeError('no base proof')
    const { baseSignature, publicKey, signatures } = value
    expect({
      baseSignature: hex(baseSignature),
      publicKey: multikey(publicKey),
      signatures: signatures.map(hex),
      mandatoryPointers: value.mandatoryPointers,
    }).toEqual(stage('addRawBaseSignatureInfo'))
    expect(hex(value.hmacKey)).toBe(stage<{ hmacKey: string }>('derivedRecoveredBaseData').hmacKey)
    expect(writeBase(value)).toBe(proof.proofValue)
    expect(readDerived(proof.proofValue)).toBeUndefined()
  })

  test('pointers choose the lines of every group', async () => {
    const { lines, choose } = await whole()
    const [mandatory, selective, combined] = await Promise.all(
      [mandatoryPointers, selectivePointers, [...mandatoryPointers, ...selectivePointers]].map(
        async (pointers) => (await choose(pointers)).numbers,
      ),
    )
    expect({
      combinedIndexes: combined,
      mandatoryIndexes: mandatory,
      nonMandatoryIndexes: lines.flatMap((_line, i) => (mandatory?.includes(i) ? [] : [i])),
      selectiveIndexes: selective,
    }).toEqual(stage('derivedGroupIndexes'))
  })

  test('what is derived is the published document, to the last byte of its proof', async () => {
    const derived = await deriveSelective({ signed, pointers: selectivePointers, canonicalizer, crypto })
    expect(derived).toEqual(stage('derivedRevealDocument'))
    expect(withoutProof(derived)).toEqual(stage('derivedUnsignedReveal'))
    const value = readDerived((derived.proof as JsonObject).proofValue)
    if (!value) throw new TypeError('no derived proof')
    const published = stage<Signatures & { labelMap: { value: unknown }; mandatoryIndexes: number[] }>(
      'derivedDisclosureData',
    )
    expect({
      baseSignature: hex(value.baseSignature),
      publicKey: multikey(value.publicKey),
      signatures: value.signatures.map(hex),
      labelMap: [...value.labels].map(([number, bytes]) => [`c14n${number}`, signedLabel(bytes)]),
      mandatoryIndexes: value.mandatoryIndexes,
    }).toEqual({ ...published, labelMap: published.labelMap.value })
    expect(value.signatures.map(hex)).toEqual(stage<Record<string, unknown>>('derivedAdjSignatures').filteredSignatures)
    expect(value.mandatoryIndexes).toEqual(
      stage<Record<string, unknown>>('derivedAdjMandatoryIndexes').adjMandatoryIndexes,
    )
    expect(writeDerived(value)).toBe((derived.proof as JsonObject).proofValue)
  })

  test('a verifier makes the same lines and hashes of it', async () => {
    const shown = stage('derivedRevealDocument')
    const value = readDerived((shown.proof as JsonObject).proofValue)
    const labels = new Map([...(value?.labels ?? [])].map(([number, bytes]) => [`c14n${number}`, signedLabel(bytes)]))
    const canonical = await canonicalizer.canonize(withoutProof(shown))
    const lines = linesOf(sorted(relabelled(canonical, labels)))
    expect(lines).toEqual(stage<string[]>('verifyNQuads'))
    const made = stage<{ mandatoryHash: string; nonMandatory: string[]; proofHash: string }>('verifyCreateVerifyData')
    const isMandatory = (i: number) => value?.mandatoryIndexes.includes(i)
    expect(lines.filter((_line, i) => !isMandatory(i))).toEqual(made.nonMandatory)
    expect(sha256(lines.filter((_line, i) => isMandatory(i)).join(''))).toBe(made.mandatoryHash)
    expect(await proofHash()).toBe(made.proofHash)
  })

  test('the base and what was derived from it verify', async () => {
    expect(told(await judge(signed))).toEqual(['valid'])
    expect(told(await judge(stage('derivedRevealDocument')))).toEqual(['valid'])
  })

  test('a base of our own with the published keys verifies and can be derived from', async () => {
    const once = ecSigner('P-256', secretOf('proofKeyPair'))
    const made = await baseProof({
      document,
      proof: { created: String(proof.created) },
      mandatoryPointers,
      signer: ecSigner('P-256', secretOf('baseKeyPair'), String(proof.verificationMethod)),
      once: { signer: once, publicKey: once.publicKey, hmacKey },
      canonicalizer,
      crypto,
    })
    const ours = { ...document, proof: made } as unknown as SignedCredential
    expect(told(await judge(ours))).toEqual(['valid'])
    const derived = await deriveSelective({ signed: ours, pointers: selectivePointers, canonicalizer, crypto })
    expect(withoutProof(derived)).toEqual(stage('derivedUnsignedReveal'))
    expect(told(await judge(derived))).toEqual(['valid'])
    expect(utf8(String((derived.proof as JsonObject).proofValue)).length).toBeLessThan(
      utf8(String(made.proofValue)).length,
    )
  })
})
