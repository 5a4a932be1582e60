import { algorithmOf } from '../../did/multikey.ts'
import { concat, utf8 } from '../../encoding/text.ts'
import { OpenBadgesError } from '../../errors.ts'
import type { JsonObject } from '../../json.ts'
import type { Canonicalizer, Crypto } from '../../ports.ts'
import { proofConfig } from '../config.ts'
import { codePointOrder, mayDiffer } from '../order.ts'
import { isP1363 } from '../p1363.ts'
import type { Suite, SuiteAnswer, SuiteInput } from '../suite.ts'
import { labelsIn, linesOf, relabelled, signedLabel, sorted } from './labels.ts'
import { type BaseValue, type DerivedValue, keyIn, readBase, readDerived } from './value.ts'
import { wholeOf } from './whole.ts'

/**
 * W3C Data Integrity ECDSA Cryptosuites 1.0, ecdsa-sd-2023 with P-256: a base proof, which signs every line by itself so that its holder
 * can leave lines out, and what was derived from one. Which of the two a value is, its first bytes say.
 */
export const ECDSA_SD_2023: Suite = { type: 'DataIntegrityProof', cryptosuite: 'ecdsa-sd-2023', verify }

async function verify(input: SuiteInput): Promise<SuiteAnswer> {
  if (algorithmOf(input.key) !== 'ES256') return 'wrong-key'
  const { proofValue } = input.proof
  const value = readBase(proofValue) ?? readDerived(proofValue)
  if (!value) return 'malformed'
  const first = await held(value, input, codePointOrder)
  if (first === 'good' || !mayDiffer(await input.canonical())) return first
  return (await held(value, input, (nquads) => nquads)) === 'good' ? 'good-other-order' : first
}

/** How lines that stand in UTF-16 order are sorted. */
type Order = (nquads: string) => string

/** The lines as they were signed, and which of them are mandatory. */
interface Lines {
  readonly lines: readonly string[]
  readonly mandatory: readonly number[]
}

async function held(value: BaseValue | DerivedValue, input: SuiteInput, order: Order): Promise<SuiteAnswer> {
  const lines = 'hmacKey' in value ? await linesOfBase(value, input, order) : await linesOfDerived(value, input, order)
  return lines ? await signed(value, lines, input) : 'wrong-pointers'
}

async function linesOfBase(value: BaseValue, input: SuiteInput, order: Order): Promise<Lines | undefined> {
  const { canonicalizer, crypto } = input
  const whole = await wholeOf(input.document, { hmacKey: value.hmacKey, canonicalizer, crypto, order })
  try {
    return { lines: whole.lines, mandatory: (await whole.choose(value.mandatoryPointers)).numbers }
  } catch (cause) {
    if (cause instanceof OpenBadgesError && cause.code === 'OB_DERIVE_POINTER') return undefined
    throw cause
  }
}

// Every blank node has one label and every label one blank node, or lines about one node could be told of two.
async function linesOfDerived(value: DerivedValue, input: SuiteInput, order: Order): Promise<Lines | undefined> {
  const canonical = await input.canonical()
  const labels = new Map([...value.labels].map(([number, bytes]) => [`c14n${number}`, signedLabel(bytes)]))
  const present = labelsIn(canonical)
  const isWhole = present.size === labels.size && [...present].every((label) => labels.has(label))
  if (!isWhole || new Set(labels.values()).size !== labels.size) return undefined
  const lines = linesOf(order(sorted(relabelled(canonical, labels))))
  const { mandatoryIndexes: mandatory } = value
  const isAscending = mandatory.every((index, i) => index < lines.length && index > (mandatory[i - 1] ?? -1))
  return isAscending ? { lines, mandatory } : undefined
}

async function signed(
  value: BaseValue | DerivedValue,
  { lines, mandatory }: Lines,
  { proof, document, key, canonicalizer, crypto }: SuiteInput,
): Promise<SuiteAnswer> {
  const { baseSignature, publicKey, signatures } = value
  const isMandatory = new Set(mandatory)
  const open = lines.filter((_line, i) => !isMandatory.has(i))
  const own = keyIn(value)
  if (!own || ![baseSignature, ...signatures].every((one) => isP1363('ES256', one))) return 'malformed'
  if (open.length !== signatures.length) return 'wrong-pointers'
  const kept = lines.filter((_line, i) => isMandatory.has(i))
  const data = await baseData({ proof, document, publicKey, mandatory: kept, canonicalizer, crypto })
  if (!(await crypto.verify('ES256', key, data, baseSignature))) return 'bad'
  for (const [i, line] of open.entries())
    if (!(await crypto.verify('ES256', own, utf8(line), signatures[i] as Uint8Array))) return 'bad'
  return 'good'
}

/** What the issuer's key signs: hash of the proof configuration, the other key, hash of the mandatory lines (vc-di-ecdsa, section 3.5.1). */
export async function baseData(input: {
  proof: JsonObject
  document: JsonObject
  publicKey: Uint8Array
  mandatory: readonly string[]
  canonicalizer: Canonicalizer
  crypto: Crypto
}): Promise<Uint8Array> {
  const { canonicalizer, crypto } = input
  const config = await canonicalizer.canonize(proofConfig(input.proof, input.document))
  const proofHash = await crypto.hash('SHA-256', utf8(config))
  return concat(proofHash, input.publicKey, await crypto.hash('SHA-256', utf8(input.mandatory.join(''))))
}
