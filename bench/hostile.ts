import {
  type JsonObject,
  type SignedCredential,
  signJwt,
  toBytes,
  type UnsignedCredential,
  type VerifyOptions,
} from '@cairn/openbadges'
import { verifying } from '../app/src/platform/signing.ts'
import {
  type Chance,
  chance,
  changedBytes,
  changedToken,
  changedValues,
  pictures,
} from '../packages/openbadges/test/mutants.ts'
import { DID, signer } from './award.ts'
import { type Figure, figureOf, percentile, ROUNDS, type Round } from './figures.ts'

type Input = Uint8Array | string | JsonObject
interface Group {
  readonly inputs: readonly Input[]
  readonly options: VerifyOptions
}

const SEED = 20_261_129
const MUTANTS = 2_000
const DEEP = 20_000
const NOW = new Date('2026-11-23T02:00:00Z')

/** How long a verdict takes on what was made to cost much or to do harm; as the site verifies, with nothing fetched. */
export async function* hostileInputs(signed: SignedCredential): AsyncIterable<Figure> {
  const { proof: _proof, ...unsigned } = signed as JsonObject
  const token = await signJwt({ unsigned: unsigned as unknown as UnsignedCredential, signer, form: 'w3c' })
  const groups: Readonly<Record<string, Group>> = {
    'changed credentials': { inputs: changed(signed, token), options: {} },
    'deep nesting': { inputs: deep(token), options: {} },
    'names of keys': { inputs: abused(token), options: {} },
    // In full their shape ends it: what costs is to tell their nodes apart.
    'poison graphs': { inputs: poison(signed), options: { mode: 'proofOnly' } },
  }
  for (const [name, group] of Object.entries(groups)) {
    await judged(group)
    const rounds: Round[] = []
    for (let round = 0; round < ROUNDS; round++) rounds.push(await judged(group))
    yield figureOf({ suite: 'credentials', name: `hostile inputs: ${name}` }, rounds)
  }
}

async function judged({ inputs, options }: Group): Promise<Round> {
  const times: number[] = []
  for (const input of inputs) {
    const started = performance.now()
    const { verdict } = await verifying().verify(input, { material: { documents: new Map() }, now: NOW, options })
    times.push(performance.now() - started)
    if (verdict === 'valid') throw new Error('A hostile input is valid')
  }
  const total = times.reduce((sum, one) => sum + one, 0)
  return { ops: (times.length * 1000) / total, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}

/** Those of the package's own test: bytes, values, text, tokens and pictures that were changed by chance. Its list is at no hand, so none is valid. */
function changed(signed: SignedCredential, token: string): Input[] {
  const next = chance(SEED)
  const bytes = toBytes(signed)
  const text = new TextDecoder().decode(bytes)
  const images = pictures(bytes)
  const kinds: readonly ((next: Chance) => Input)[] = [
    (next) => changedBytes(bytes, next),
    (next) => changedValues(signed, next),
    (next) => new TextDecoder().decode(changedBytes(Buffer.from(text), next)),
    (next) => changedToken(token, next),
    (next) => changedBytes(images[next(images.length)] as Uint8Array, next),
  ]
  return Array.from({ length: MUTANTS }, (_, i) => (kinds[i % kinds.length] as (typeof kinds)[0])(next))
}

/** A-deep-nesting. */
function deep(token: string): Input[] {
  const brackets = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`
  const objects = `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`
  let value: JsonObject = {}
  for (let i = 0; i < DEEP; i++) value = { deeper: value }
  const [, , signature] = token.split('.')
  const hidden = [part(`{"alg":"EdDSA","kid":${brackets}}`), part(objects), signature].join('.')
  return many([brackets, objects, '['.repeat(DEEP), Buffer.from(`{"a":${brackets}}`), value, hidden])
}

/** A-jwt-kid-abuse. */
function abused(token: string): Input[] {
  const [, payload, signature] = token.split('.')
  const names = ['../../etc/passwd', 'file:///etc/passwd', "' or 1=1; drop table issuer_key; --", `${DID}#other`]
  const long = ['k', '\u0000', '"', '['].map((letter) => letter.repeat(700_000))
  const others = ['did:web:other.example#key', `did:web:other.example#${'k'.repeat(2_900)}`, 'http://a.example/k#1']
  return many(
    [...names, ...others, ...long].map((kid) =>
      [part(JSON.stringify({ alg: 'EdDSA', typ: 'JWT', kid })), payload, signature].join('.'),
    ),
  )
}

function part(text: string): string {
  return Buffer.from(text).toString('base64url')
}

function many<T>(inputs: readonly T[]): T[] {
  return Array.from({ length: 20 }, () => inputs).flat()
}

/** A-poison-graphs: nameless nodes that know all others, or the next, in the vocabulary of badges and in one that a full processor alone reads. */
function poison(signed: SignedCredential): Input[] {
  const own = 'https://own.example/knows'
  const alike = Array.from({ length: 250 }, () => ({ type: ['Evidence'], genre: 'a' }))
  const graphs = [4, 5, 6, 8, 12, 16, 24, 30, 45, 60].flatMap((size) =>
    ['parentOrg', own].flatMap((term) => [
      known({ size, term, knows: (one, other) => one !== other }),
      known({ size, term, knows: (one, other) => (one + 1) % size === other }),
    ]),
  )
  return [...graphs, alike].map((evidence) => ({ ...signed, evidence }))
}

interface Poison {
  readonly size: number
  readonly term: string
  knows(one: number, other: number): boolean
}

function known({ size, term, knows }: Poison): JsonObject[] {
  const everyone = Array.from({ length: size }, (_, i) => i)
  const by = (one: number) => everyone.filter((other) => knows(one, other)).map((other) => ({ id: `_:b${other}` }))
  return everyone.map((one) => ({ id: `_:b${one}`, type: ['Profile'], [term]: by(one) }))
}
