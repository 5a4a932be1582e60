// What others install of packages/openbadges: one module with its pieces, its types, nothing else. Inside this repository its sources are used (tsconfig.json, paths).
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const home = fileURLToPath(new URL('../packages/openbadges/', import.meta.url))

/**
 * JSON becomes part of the module. What is imported when it is needed has a piece of its own, here and in what a bundler makes of it:
 * the rules of Open Badges 2, digests of contexts, and jsonld and rdf-canonize, which stay outside.
 */
export function buildModule(out) {
  return build({
    absWorkingDir: home,
    entryPoints: ['src/index.ts'],
    outdir: out,
    bundle: true,
    splitting: true,
    chunkNames: 'pieces/[name]-[hash]',
    packages: 'external',
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  })
}

/** The types of what `index.ts` exports and of what those types speak of, each file by itself, so that this takes no look at the others. */
export async function buildTypes(out) {
  const { default: typescript } = await import('typescript')
  const waiting = ['index.ts']
  const seen = new Set(waiting)
  for (const file of waiting) {
    const types = typesOf(typescript, file)
    for (const [, path] of types.matchAll(/from '(\.[^']+)\.ts'/g)) {
      const other = join(dirname(file), `${path}.ts`)
      if (!seen.has(other)) waiting.push(other)
      seen.add(other)
    }
    const target = join(out, file.replace(/\.ts$/, '.d.ts'))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, types.replaceAll(/(from '\.[^']+)\.ts'/g, "$1.js'"))
  }
}

function typesOf(typescript, file) {
  const { outputText, diagnostics } = typescript.transpileDeclaration(readFileSync(join(home, 'src', file), 'utf8'), {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: { isolatedDeclarations: true, stripInternal: true },
  })
  const [problem] = diagnostics ?? []
  if (problem) throw new Error(`src/${file}: ${typescript.flattenDiagnosticMessageText(problem.messageText, ' ')}`)
  return outputText
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = join(home, 'dist')
  rmSync(out, { recursive: true, force: true })
  await Promise.all([buildModule(out), buildTypes(out)])
}
