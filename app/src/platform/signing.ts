import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  bundledContexts,
  type Canonicalizer,
  fastCanonicalizer,
  generalCanonicalizer,
  openSigning,
  openVerifying,
  referenceCanonicalizer,
  type Signer,
  type Signing,
} from '@cairn/openbadges'
import { ed25519Signer, nodeCrypto } from './crypto.ts'
import type { Keys } from './keys.ts'

export { nodeCrypto as credentialCrypto }

/** Checked against their pins when they are first needed: a start does not wait for it. */
export const pinnedContexts = once(bundledContexts)
/** `reference` is other people's code from end to end: what was signed by one road, the other checks. */
export const canonicalizers = once(() => {
  const general = counted('general', generalCanonicalizer(pinnedContexts()))
  return {
    general,
    reference: counted('reference', referenceCanonicalizer(pinnedContexts())),
    fast: fastCanonicalizer(pinnedContexts(), general),
  }
})

/** What it learns from one credential serves the next of its kind, for as long as the process lasts. */
export const verifying = once(() =>
  openVerifying({
    crypto: nodeCrypto,
    contexts: pinnedContexts(),
    canonicalizer: canonicalizers().fast,
  }),
)

/** By path. */
export interface Canonicalized {
  readonly template: number
  readonly pattern: number
  readonly compiled: number
  readonly general: number
  readonly reference: number
}

const taken = { template: 0, general: 0, reference: 0 }

/** How many signed forms each path has made in this thread; a pattern is to reading what a template is to writing. */
export function canonicalized(): Canonicalized {
  return { ...taken, pattern: verifying().counts().pattern, compiled: canonicalizers().fast.counts().fast }
}

/** Of several threads together. */
export function sumOf(counts: readonly Canonicalized[]): Canonicalized {
  const of = (path: keyof Canonicalized) => counts.reduce((sum, each) => sum + each[path], 0)
  return {
    ...{ template: of('template'), pattern: of('pattern'), compiled: of('compiled') },
    ...{ general: of('general'), reference: of('reference') },
  }
}

function counted(path: keyof typeof taken, { canonize }: Canonicalizer): Canonicalizer {
  return {
    canonize: (document) => {
      taken[path]++
      return canonize(document)
    },
  }
}

export interface WrappedKey {
  readonly id: string
  readonly wrappedKey: Buffer | null
}

/** Ed25519, made here; the private half leaves this function wrapped by the master key. */
export function makeSigningKey(
  keys: Keys,
  { tenantId, id }: { tenantId: string; id: string },
): { publicKey: Buffer; wrappedKey: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    publicKey: Buffer.from(raw),
    wrappedKey: keys.wrap(privateKey.export({ format: 'der', type: 'pkcs8' }), keyLabel(tenantId, id)),
  }
}

const opened = new Map<string, KeyObject>()

/** Keys are unwrapped once per process: importing one costs more than signing with it. */
export function signerOf(
  keys: Keys,
  { did, tenantId, key }: { did: string; tenantId: string; key: WrappedKey },
): Signer {
  const name = keyLabel(tenantId, key.id)
  if (!key.wrappedKey) {
    // Perhaps by another process: nothing of it stays in this one.
    forgetKey({ tenantId, id: key.id })
    throw new Error(`The private part of ${key.id} was destroyed`)
  }
  const known = opened.get(name)
  if (known) return ed25519Signer(`${did}#${key.id}`, known)
  const made = createPrivateKey({ key: keys.unwrap(key.wrappedKey, name), format: 'der', type: 'pkcs8' })
  opened.set(name, made)
  return ed25519Signer(`${did}#${key.id}`, made)
}

const MOST_SIGNINGS = 32
const signings = new Map<string, Signing>()
/** Keys for which a template once gave what the second look refused. */
const untrusted = new Set<string>()

/** The same key over what was prepared before, with the templates it has made so far. */
export function signingOf(keys: Keys, owner: { did: string; tenantId: string; key: WrappedKey }): Signing {
  const name = keyLabel(owner.tenantId, owner.key.id)
  const known = signings.get(name)
  if (known && owner.key.wrappedKey) return known
  if (signings.size >= MOST_SIGNINGS) signings.delete(signings.keys().next().value ?? '')
  const made = countedSigning({ signer: signerOf(keys, owner), general: canonicalizers().general, crypto: nodeCrypto })
  if (untrusted.has(name)) made.stop()
  signings.set(name, made)
  return made
}

function countedSigning(input: Parameters<typeof openSigning>[0]): Signing {
  const { sign, stop } = openSigning(input)
  return {
    stop,
    sign: async (prepared, created) => {
      const signed = await sign(prepared, created)
      if (signed.turn !== null) taken.template++
      return signed
    },
  }
}

/** What was unwrapped did not sign as it should: the next try unwraps it anew, and takes no template. */
export function forgetSigner({ tenantId, key }: { tenantId: string; key: Pick<WrappedKey, 'id'> }): void {
  const name = keyLabel(tenantId, key.id)
  opened.delete(name)
  signings.delete(name)
  untrusted.add(name)
}

/** Its private part was destroyed: nothing of it stays here either. */
export function forgetKey({ tenantId, id }: { tenantId: string; id: string }): void {
  const name = keyLabel(tenantId, id)
  opened.delete(name)
  signings.delete(name)
}

/** Whether the master key of this process is the one that wrapped it. */
export function opensKey(keys: Keys, { tenantId, key }: { tenantId: string; key: WrappedKey }): boolean {
  if (!key.wrappedKey) return false
  try {
    keys.unwrap(key.wrappedKey, keyLabel(tenantId, key.id)).fill(0)
    return true
  } catch {
    return false
  }
}

export function keyLabel(tenantId: string, id: string): string {
  return `issuer key ${tenantId} ${id}`
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
