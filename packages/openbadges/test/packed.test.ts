import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASSERTION, BADGE, ISSUER } from './second.ts'
import { fixturesPresent, fixtureText, GOLDEN_DID_URL, GOLDEN_LIST_URL } from './support.ts'

const HOME = join(import.meta.dirname, '..')
const ROOT = join(HOME, '../..')
let folder = ''
let installed = ''

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`)
  return stdout
}

/** Packs as for the registry and unpacks where npm would; the two libraries it needs are those of this project. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'openbadges-packed-'))
  run('npm', ['pack', '--pack-destination', folder, '--loglevel=error', '--ignore-scripts=false'], HOME)
  installed = join(folder, 'node_modules/@cairn/openbadges')
  mkdirSync(installed, { recursive: true })
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  run('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1'], folder)
  for (const name of ['jsonld', 'rdf-canonize'])
    symlinkSync(dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))), join(folder, 'node_modules', name))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const filesIn = (home: string) =>
  readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
    .sort()

const PIECE = /^dist\/pieces\/[a-z]+-[A-Z0-9]{8}\.js$/

test('what is packed: the module and its pieces, its types, the licence, the README, the manifest, and nothing of this machine', () => {
  const files = filesIn(installed)
  const rest = files.filter((file) => !PIECE.test(file) && !/^dist\/([a-z0-9]+\/)*[a-z0-9-]+\.d\.ts$/.test(file))
  expect(rest).toEqual(['LICENSE', 'README.md', 'dist/index.js', 'package.json'])
  expect(files.length).toBeGreaterThan(30)
  const texts = files.map((file) => readFileSync(join(installed, file), 'utf8'))
  expect(texts.filter((text) => text.includes(ROOT) || text.includes('sourceMappingURL'))).toEqual([])
})

test('every type that is spoken of is packed', () => {
  for (const file of filesIn(installed).filter((name) => name.endsWith('.d.ts')))
    for (const [, path = ''] of readFileSync(join(installed, file), 'utf8').matchAll(/from '(\.[^']+)\.js'/g))
      expect(existsSync(join(installed, dirname(file), `${path}.d.ts`)), `${file}: ${path}`).toBe(true)
})

test('every piece is spoken of, and every one that is spoken of is there', () => {
  const scripts = filesIn(installed).filter((name) => name.endsWith('.js'))
  const spoken = scripts.flatMap((file) => {
    const imports = readFileSync(join(installed, file), 'utf8').matchAll(/(?:from |import\()"(\.[^"]+)"/g)
    return [...imports].map(([, path = '']) => join(dirname(file), path))
  })
  expect([...new Set(spoken)].sort()).toEqual(scripts.filter((file) => PIECE.test(file)))
})

test('publint finds nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true, pack: false })
  expect(messages.map((message) => formatMessage(message, pkg ?? {}))).toEqual([])
})

/** Somebody else's program. Every line marked as an error must be one. */
const CONSUMER = `
import {
  bundledContexts, type Check, type Crypto, explain, FINDING_CODES, fastCanonicalizer, type FindingCode,
  generalCanonicalizer, OpenBadgesError, type Report, type SignedCredential, signEmbedded, toBytes, type UnsignedCredential,
  verify, webCrypto,
} from '@cairn/openbadges'
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function holds<_T extends true>(): void {}
holds<Same<Report['verdict'], 'valid' | 'invalid' | 'unknown'>>()
holds<Same<Check['result'], 'pass' | 'fail' | 'unknown' | 'skipped'>>()
holds<Same<(typeof FINDING_CODES)[number], FindingCode>>()
holds<Same<ReturnType<typeof verify>, Promise<Report>>>()
holds<Same<ReturnType<typeof toBytes>, Uint8Array>>()
holds<Same<ReturnType<typeof signEmbedded>, Promise<SignedCredential>>>()
export async function judge(text: string, crypto: Crypto): Promise<string | undefined> {
  const contexts = bundledContexts()
  const canonicalizer = fastCanonicalizer(contexts, generalCanonicalizer(contexts))
  const report = await verify(text, { material: { documents: new Map() }, now: new Date(), crypto, contexts, canonicalizer })
  for (const { findings } of report.checks) for (const finding of findings) explain(finding, 'es')
  // @ts-expect-error claims may be absent
  report.claims.issuer
  // @ts-expect-error what was found is not changed
  report.checks.pop()
  return report.claims?.achievement?.name
}
export function codeOf(error: unknown): string {
  return error instanceof OpenBadgesError ? error.code : webCrypto.name
}
// @ts-expect-error only the builders make what is signed
export const unsigned: UnsignedCredential = { type: ['VerifiableCredential'] }
`

test('its types stand by themselves: strict, every declaration checked, without those of a browser or of Node', () => {
  writeFileSync(join(folder, 'consumer.ts'), CONSUMER)
  const options = ['--strict', '--noEmit', '--skipLibCheck', 'false', '--exactOptionalPropertyTypes']
  const modern = ['--target', 'es2023', '--lib', 'es2023', '--module', 'nodenext', '--noUncheckedIndexedAccess']
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
  expect(run(process.execPath, [compiler, ...options, ...modern, 'consumer.ts'], folder)).toBe('')
})

const PROGRAM = `
import { readFileSync } from 'node:fs'
import { bundledContexts, fastCanonicalizer, generalCanonicalizer, referenceCanonicalizer, verify, webCrypto } from '@cairn/openbadges'
const { texts, documents, now } = JSON.parse(readFileSync('given.json', 'utf8'))
const contexts = bundledContexts()
const material = { documents: new Map(documents.map(([url, text]) => [
  url, { url, status: 200, mediaType: 'application/json', body: new TextEncoder().encode(text), at: new Date(now) },
])) }
const general = generalCanonicalizer(contexts)
const crypto = webCrypto(globalThis.crypto)
for (const canonicalizer of [fastCanonicalizer(contexts, general), general, referenceCanonicalizer(contexts)])
  for (const text of texts) {
    const { verdict, checks } = await verify(text, { material, now: new Date(now), crypto, contexts, canonicalizer })
    console.log([verdict, ...checks.flatMap(({ findings }) => findings.map(({ code }) => code))].join(' '))
  }
`

/** What the program of somebody who installed it says of these texts, by the fast path, the general one and the reference. */
function told(texts: readonly string[], documents: readonly (readonly [url: string, text: string])[]): string[] {
  writeFileSync(join(folder, 'given.json'), JSON.stringify({ texts, documents, now: '2026-11-23T02:00:00Z' }))
  writeFileSync(join(folder, 'program.mjs'), PROGRAM)
  return run(process.execPath, ['program.mjs'], folder).trim().split('\n')
}

describe('somebody who installed it', () => {
  test.skipIf(!fixturesPresent(import.meta.filename))(
    'verifies the golden credential in plain Node, by every path',
    () => {
      const signed = fixtureText('golden/signed.json')
      const documents = [
        [GOLDEN_DID_URL, fixtureText('golden/did.json')],
        [GOLDEN_LIST_URL, fixtureText('golden/status-list.json')],
      ] as const
      const said = told([signed, signed.replace('MicroCredential', 'Certificate')], documents)
      expect(said).toEqual([
        'valid',
        'invalid PROOF_VALUE',
        'valid',
        'invalid PROOF_VALUE',
        'valid',
        'invalid PROOF_VALUE',
      ])
    },
  )

  test('verifies a badge of the older standard by the piece that is for it; where that is missing, the answer is unknown', () => {
    const documents = [ISSUER, BADGE, ASSERTION].map((one) => [String(one.id), JSON.stringify(one)] as const)
    const texts = [JSON.stringify(ASSERTION)]
    expect(told(texts, documents)).toEqual(['valid', 'valid', 'valid'])
    for (const piece of filesIn(installed).filter((file) => file.startsWith('dist/pieces/read-')))
      rmSync(join(installed, piece))
    expect(told(texts, documents)).toEqual(['unknown INTERNAL', 'unknown INTERNAL', 'unknown INTERNAL'])
  })
})
