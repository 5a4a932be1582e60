import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { explain, type JsonObject, type Report, toBytes, unbake } from '../src/index.ts'
import { DRAFT, good, signed } from './ground.ts'
import { type Chance, chance, changedBytes, changedToken, changedValues, pictures } from './mutants.ts'
import { DID, issuerSigner, judge } from './support.ts'

const MUTANTS = Number(process.env.OPENBADGES_MUTANTS ?? 300)
const SEED = Number(process.env.OPENBADGES_SEED ?? 20_261_129)
const MOST_GROWTH = 10 * 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const bytes = toBytes(signed)
const text = new TextDecoder().decode(bytes)
const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url')
const { proof: _proof, ...payload } = signed
const head = [
  part({ alg: 'EdDSA', kid: issuerSigner.id, typ: 'JWT' }),
  part({ ...payload, iss: DID, jti: String(signed.id), nbf: DRAFT.validFrom.getTime() / 1_000, sub: DRAFT.subject.id }),
].join('.')
const token = `${head}.${Buffer.from(await issuerSigner.sign(Buffer.from(head))).toString('base64url')}`

/** The JSON that stands in a text, written shortest; the text itself when there is none. */
function meaning(found: string): string {
  try {
    return JSON.stringify(JSON.parse(found))
  } catch {
    return found
  }
}

function carried(image: Uint8Array): string {
  try {
    return meaning(unbake(image).text)
  } catch {
    return ''
  }
}

/**
 * Whether a document says nothing the original does not say. A signature over RDF covers what is said of a node, not how often and where:
 * leaving out a name that is stated once more elsewhere, or naming a member of a set twice, changes no claim.
 */
function isWithin(value: unknown, original: unknown): boolean {
  if (value === undefined) return true
  if (typeof value !== 'object' || typeof original !== 'object' || value === null || original === null)
    return value === original
  if (Array.isArray(value) !== Array.isArray(original)) return false
  if (isSet(value) && isSet(original)) return sameMembers(value, original)
  if (Array.isArray(value) && value.length !== (original as readonly unknown[]).length) return false
  return Object.entries(value).every(([key, member]) => isWithin(member, (original as Record<string, unknown>)[key]))
}

function isSet(value: object): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one !== 'object')
}

function sameMembers(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.every((member) => other.includes(member)) && other.every((member) => one.includes(member))
}

function decoded(given: string): string {
  return given
    .trim()
    .split('.')
    .map((one) => Buffer.from(one, 'base64url').toString('hex'))
    .join('.')
}

interface Kind {
  readonly share: number
  readonly make: (next: Chance) => { input: Uint8Array | string | JsonObject; same: boolean }
}

const images = pictures(bytes)
const whole = JSON.stringify(signed)
const KINDS: Readonly<Record<string, Kind>> = {
  bytes: {
    share: 0.35,
    make: (next) => {
      const input = changedBytes(bytes, next)
      return { input, same: meaning(new TextDecoder().decode(input)) === whole }
    },
  },
  text: {
    share: 0.1,
    make: (next) => {
      const at = next(text.length)
      const input = text.slice(0, at) + String.fromCharCode(next(0x10000)) + text.slice(at + next(2))
      return { input, same: meaning(input) === whole }
    },
  },
  values: {
    share: 0.35,
    make: (next) => {
      const input = changedValues(signed, next)
      return { input, same: isWithin(input, signed) }
    },
  },
  tokens: {
    share: 0.1,
    make: (next) => {
      const input = changedToken(token, next)
      return { input, same: decoded(input) === decoded(token) }
    },
  },
  pictures: {
    share: 0.1,
    make: (next) => {
      const input = changedBytes(images[next(images.length)] as Uint8Array, next)
      return { input, same: carried(input) === whole }
    },
  },
}

/** Everything a page would do with the answer. */
function read(report: Report): void {
  for (const { findings } of report.checks) for (const one of findings) explain(one)
  for (const one of report.warnings) explain(one, 'es')
  JSON.stringify(report.claims)
}

describe(`${MUTANTS} changed credentials, seed ${SEED}`, () => {
  test.each(Object.entries(KINDS))('%s: no error, none valid, no memory kept', async (name, kind) => {
    const next = chance(SEED + name.length)
    const took: number[] = []
    let before = 0
    const count = Math.ceil(MUTANTS * kind.share)
    for (let i = 0; i < count; i++) {
      // The first hundred fill what is kept on purpose: compiled rules, contexts, keys.
      if (i === 100) {
        collect()
        before = process.memoryUsage().heapUsed
      }
      const { input, same } = kind.make(next)
      const started = process.cpuUsage()
      const report = await judge(input, { material: good })
      const { user, system } = process.cpuUsage(started)
      took.push((user + system) / 1_000)
      read(report)
      if (report.verdict === 'valid' && !same) expect(input).toBe('no longer valid')
      if (report.checks.some(({ findings }) => findings.some(({ code }) => code === 'INTERNAL')))
        expect(input).toBe('judged without a fault of ours')
    }
    collect()
    const grown = process.memoryUsage().heapUsed - before
    took.sort((a, b) => a - b)
    const p99 = took[Math.floor(took.length * 0.99)] ?? 0
    console.log(
      `${name}: ${count} mutants, p99 ${p99.toFixed(1)} ms of processor time, longest ${(took.at(-1) ?? 0).toFixed(1)} ms`,
    )
    if (count > 100) expect(grown).toBeLessThan(MOST_GROWTH)
  })
})
