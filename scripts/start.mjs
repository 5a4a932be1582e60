// `npm start` on a fresh clone: installs, builds, starts. Later: starts. Everything after is the command line's own.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Cairn needs Node 20.19 or newer; this is ${process.version}. Install a current Node from nodejs.org and start again.`,
  )
  process.exit(1)
}

/** What runs the site; with `all`, also what tests and measures it. */
export function install({ all = false } = {}) {
  const present = (name) => existsSync(join(root, `node_modules/${name}/package.json`))
  if (existsSync(join(root, 'node_modules/.package-lock.json')) && present('esbuild') && (!all || present('vitest')))
    return
  console.log('Installing (once) …')
  const omit = all ? [] : ['--omit=dev']
  const { status } = spawnSync('npm', ['ci', ...omit, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('The packages could not be installed. Check the network, then run npm start again.')
    process.exit(1)
  }
}

export async function buildWhenStale() {
  const { buildAll, sourceDigest } = await import('./build.mjs')
  const mark = join(root, 'dist/source.sha256')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sourceDigest()) return
  console.log('Building …')
  await buildAll()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install()
  await buildWhenStale()
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(root, 'dist/server/main.mjs'), 'start', ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  )
  // The shell npm puts above us takes the terminal's signal too; the server drains, we wait for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal))
  // Told alone, npm ends without a word to us: when the shell above is gone, so is who asked for the server.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000).unref()
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
