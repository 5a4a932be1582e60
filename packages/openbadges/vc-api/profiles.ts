import { randomBytes } from 'node:crypto'
import type { JsonObject, SignedCredential } from '../src/index.ts'
import { asList } from '../src/json.ts'
import { proofWith } from '../src/proof/add.ts'
import { baseProof } from '../src/proof/derive.ts'
import { ECDSA_RDFC_2019 } from '../src/proof/ecdsa-rdfc.ts'
import { ED25519_SIGNATURE_2020 } from '../src/proof/ed25519-2020.ts'
import { EDDSA_RDFC_2022 } from '../src/proof/eddsa-rdfc.ts'
import type { HashedSuite } from '../src/proof/hashed.ts'
import { ECDSA_JCS_2019, EDDSA_JCS_2022 } from '../src/proof/jcs.ts'
import { crypto } from '../test/node-crypto.ts'
import { ecSigner, edSigner, type TestSigner } from '../test/signers.ts'
import type { Reading } from './reading.ts'

type Curve = 'Ed25519' | 'P-256' | 'P-384'

/** One implementation as the suites see it: one key, one way of signing. */
export interface Profile {
  readonly name: string
  /** A did:key, made with its key when the server starts. */
  readonly issuer: string
  readonly signer: TestSigner
  /** `selective`: base proofs of ecdsa-sd-2023, to derive from. */
  readonly suite: HashedSuite | 'selective'
  /** Whether every credential gets a status entry, and is verified with it. */
  readonly hasStatus: boolean
}

const KINDS: Readonly<Record<string, readonly [Curve, HashedSuite | 'selective']>> = {
  'eddsa-rdfc-2022': ['Ed25519', EDDSA_RDFC_2022],
  'eddsa-jcs-2022': ['Ed25519', EDDSA_JCS_2022],
  'ecdsa-rdfc-2019-p256': ['P-256', ECDSA_RDFC_2019],
  'ecdsa-rdfc-2019-p384': ['P-384', ECDSA_RDFC_2019],
  'ecdsa-jcs-2019-p256': ['P-256', ECDSA_JCS_2019],
  'ecdsa-jcs-2019-p384': ['P-384', ECDSA_JCS_2019],
  'ecdsa-sd-2023': ['P-256', 'selective'],
  'ed25519-2020': ['Ed25519', ED25519_SIGNATURE_2020],
  bitstring: ['Ed25519', EDDSA_RDFC_2022],
  vcdm2: ['Ed25519', EDDSA_RDFC_2022],
}
const BYTES: Readonly<Record<Curve, number>> = { Ed25519: 32, 'P-256': 31, 'P-384': 47 }

/** Every profile, each with a new key. */
export function openProfiles(): ReadonlyMap<string, Profile> {
  return new Map(Object.keys(KINDS).map((name) => [name, open(name)]))
}

function open(name: string): Profile {
  const [curve, suite] = KINDS[name] ?? ['Ed25519', EDDSA_RDFC_2022]
  const signer = signerOn(curve)
  return { name, issuer: signer.id.split('#')[0] ?? '', signer, suite, hasStatus: name === 'bitstring' }
}

// One byte less than the curve has, so that the number is below its order.
function signerOn(curve: Curve): TestSigner {
  const secret = randomBytes(BYTES[curve]).toString('hex')
  return curve === 'Ed25519' ? edSigner(secret) : ecSigner(curve, secret)
}

/** The document with one proof more by this profile. @throws OpenBadgesError */
export async function signedBy(
  profile: Profile,
  { document, canonicalizer }: Reading,
  mandatoryPointers: readonly string[] = ['/issuer'],
): Promise<SignedCredential> {
  const { signer, suite } = profile
  const { proof: earlier, ...unsigned } = document
  const proof = { created: new Date().toISOString().replace(/\.\d+Z$/, 'Z') }
  const input = { document: unsigned, proof, signer, canonicalizer, crypto }
  const added =
    suite === 'selective'
      ? await baseProof({ ...input, mandatoryPointers, once: forOnce() })
      : await proofWith(suite, input)
  return withProof(unsigned, earlier, added)
}

function withProof(unsigned: JsonObject, earlier: JsonObject['proof'], added: JsonObject): SignedCredential {
  const proof = earlier === undefined ? added : [...asList(earlier), added]
  return { ...unsigned, proof } as unknown as SignedCredential
}

function forOnce() {
  const signer = signerOn('P-256')
  return { signer, publicKey: signer.publicKey, hmacKey: crypto.random(32) }
}
