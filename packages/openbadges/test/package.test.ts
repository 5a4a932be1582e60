import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const HOME = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(HOME, path), 'utf8')

test('the package says what it needs: two libraries by exact version, and a Node that is tested', () => {
  expect(manifest.dependencies).toEqual({ jsonld: '9.0.0', 'rdf-canonize': '5.0.0' })
  expect(manifest.engines).toEqual({ node: '>=20.19' })
  expect(manifest).not.toHaveProperty('private')
  expect(manifest).toMatchObject({ type: 'module', sideEffects: false, license: 'Apache-2.0', files: ['dist'] })
})

test('the licence that is packed is the one of the project', () => {
  expect(read('LICENSE')).toBe(read('../../LICENSE'))
})

/** What `index.ts` exports, each with the text of the file it comes from. */
function exported(): (readonly [name: string, source: string])[] {
  const lists = read('src/index.ts').matchAll(/export (type )?\{([^}]*)\} from '\.\/([^']+)'/g)
  return [...lists].flatMap(([, , names = '', file = '']) => {
    const source = read(`src/${file}`)
    return names
      .split(',')
      .map((name) => name.replace('type ', '').trim())
      .filter(Boolean)
      .map((name) => [name, source] as const)
  })
}

describe('every export', () => {
  test.each(exported())('%s says in its source what it is for', (name, source) => {
    expect(source).toMatch(
      new RegExp(`\\*/\\nexport (async )?(function|const|class|interface|type|abstract class) ${name}\\b`),
    )
  })
  test('is found: as many as the module has, types aside', async () => {
    const names = exported().map(([name]) => name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(await import('../src/index.ts'))))
    expect(new Set(names).size).toBe(names.length)
  })
})

test('its types are written file by file: every export that others may see says its type', async () => {
  const out = mkdtempSync(join(tmpdir(), 'openbadges-types-'))
  const script: { buildTypes(out: string): Promise<void> } = await import(
    join(HOME, '../../scripts/build-openbadges.mjs')
  )
  await script.buildTypes(out)
  expect(readFileSync(join(out, 'index.d.ts'), 'utf8')).toContain("from './verify/verify.js'")
  rmSync(out, { recursive: true })
})

/** What a page loads at once, and what it loads when it is needed. */
async function bundled(): Promise<{ first: number; later: number }> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { verify, verifyWithFetch, explain, bundledContexts, fastCanonicalizer, generalCanonicalizer, webCrypto } from './src/index.ts'`,
      resolveDir: HOME,
    },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    write: false,
  })
  const sizes = new Map(
    outputFiles.map(({ path, contents }) => [basename(path), gzipSync(contents, { level: 9 }).length]),
  )
  const entry = outputFiles.find(({ path }) => basename(path) === 'stdin.js')
  const atOnce = [...(entry?.text.matchAll(/(?:from|import)"\.\/([^"]+)"/g) ?? [])].map(([, name = '']) => name)
  const first = ['stdin.js', ...atOnce].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0)
  return { first, later: [...sizes.values()].reduce((sum, size) => sum + size, 0) - first }
}

test('what verifies in a browser has at most 60 kB gzipped; the general JSON-LD path comes only when it is asked for', async () => {
  const { first, later } = await bundled()
  console.log(
    `verifying in a browser: ${first} bytes gzipped, and ${later} more for jsonld and rdf-canonize when needed`,
  )
  expect(first).toBeGreaterThan(10_000)
  expect(first).toBeLessThanOrEqual(60_000)
  expect(later).toBeGreaterThan(10_000)
})
