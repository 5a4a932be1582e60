import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type ImportKind } from 'esbuild'
import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { buildTypes, installed, LIBRARIES } from './installed.ts'
import { unexported } from './spoken-types.ts'

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
  await buildTypes(out)
  expect(readFileSync(join(out, 'index.d.ts'), 'utf8')).toContain("from './verify/verify.js'")
  // Whoever may call a function may name what it takes and gives.
  expect(unexported(out)).toEqual([])
  rmSync(out, { recursive: true })
})

test('a type that an exported one speaks of and that is not exported is found', () => {
  const out = mkdtempSync(join(tmpdir(), 'openbadges-spoken-'))
  const write = (name: string, text: string) => writeFileSync(join(out, name), text)
  write('index.d.ts', "export { sign, type Signed } from './sign.js'\nexport type { Key } from './key.js'\n")
  write('key.d.ts', 'export interface Key { id: string; kind: Kind }\nexport type Kind = 1\nexport interface More {}\n')
  write(
    'sign.d.ts',
    `import type { Key, More } from './key.js'
     interface Input { key: Key }
     export declare const ALL: readonly string[]
     export declare function sign(input: Input): Promise<Signed>
     export interface Signed extends More { at: Date; all: typeof ALL; key: Omit<Key, 'id'> }`,
  )
  expect(unexported(out)).toEqual(['sign: Input', 'Signed: More', 'Signed: ALL', 'Key: Kind'])
  rmSync(out, { recursive: true })
})

/** Of the package as it is installed: bytes, gzipped, of what a page loads at once, and of each file that it loads when it is needed, with what that one needs besides. */
async function bundled(): Promise<{ first: number; later: Record<string, number> }> {
  const folder = await installed()
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export { verify, verifyWithFetch, explain, bundledContexts, fastCanonicalizer, generalCanonicalizer, webCrypto } from '@cairn/openbadges'`,
      resolveDir: folder,
    },
    absWorkingDir: folder,
    nodePaths: [LIBRARIES],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
  })
  rmSync(folder, { recursive: true })
  const files = new Map(outputFiles.map(({ path, contents }) => [relative(folder, path), contents]))
  const imported = (file: string, by: ImportKind) =>
    metafile.outputs[file]?.imports.filter(({ kind }) => kind === by).map(({ path }) => path) ?? []
  function loadedWith(file: string, there = new Set<string>()): Set<string> {
    const loaded = new Set([file])
    for (const one of loaded)
      for (const path of imported(one, 'import-statement')) if (!there.has(path)) loaded.add(path)
    return loaded
  }
  const size = (loaded: ReadonlySet<string>) =>
    [...loaded].reduce((sum, file) => sum + gzipSync(files.get(file) ?? '', { level: 9 }).length, 0)
  const first = loadedWith('out/stdin.js')
  const later = [...first].flatMap((file) => imported(file, 'dynamic-import'))
  const name = (file: string) =>
    metafile.outputs[file]?.entryPoint
      ?.replace(/^.*\/pieces\/(.*)-[A-Z0-9]{8}\.js$/, '$1')
      .replace(/^.*node_modules\/([^/]+)\/.*$/, '$1')
  return {
    first: size(first),
    later: Object.fromEntries(later.map((file) => [name(file) ?? file, size(loadedWith(file, first))])),
  }
}

test('what verifies in a browser has at most 60 kB gzipped; the rest comes when a document asks for it', async () => {
  const { first, later } = await bundled()
  const sizes = Object.entries(later).map(([name, size]) => `${size} for ${name}`)
  console.log(`verifying in a browser: ${first} bytes gzipped; when needed ${sizes.join(', ')}`)
  expect(first).toBeGreaterThan(10_000)
  expect(first).toBeLessThanOrEqual(60_000)
  expect(Object.keys(later).sort()).toEqual(['jsonld', 'published', 'rdf-canonize', 'read'])
  expect(Math.min(...Object.values(later))).toBeGreaterThan(1_000)
})
