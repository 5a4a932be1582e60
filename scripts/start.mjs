// `npm start` on a fresh clone: installs, builds, starts. Later: starts. Everything after is the command line's own.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
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

function ci(args) {
  return (
    spawnSync('npm', ['ci', ...args], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
  )
}

/** What runs the site; with `all`, also what tests and measures it. */
export function install({ all = false } = {}) {
  const present = (name) => existsSync(join(root, `node_modules/${name}/package.json`))
  if (existsSync(join(root, 'node_modules/.package-lock.json')) && present('esbuild') && (!all || present('vitest')))
    return
  console.log('Installing (once) …')
  const omit = all ? [] : ['--omit=dev']
  // What npm holds from before is taken as it is; where that is too old, the registry is asked.
  const held = ['--prefer-offline', '--loglevel=silent']
  const installed = [held, ['--loglevel=error']].some((how) => ci([...omit, '--no-audit', '--no-fund', ...how]))
  if (!installed) {
    console.error('The packages could not be installed. Check the network, then run npm start again.')
    process.exit(1)
  }
}

/** When something that is built from was touched last; a folder is touched by what comes into it or goes. */
function touched(path) {
  const { mtimeMs } = statSync(path)
  const inside = readdirSync(path, { recursive: true, withFileTypes: true })
  return inside.reduce((last, each) => Math.max(last, statSync(join(each.parentPath, each.name)).mtimeMs), mtimeMs)
}

/** Looks at times first, which is quick; only what looks newer is read whole and compared. */
export async function buildWhenStale() {
  const mark = join(root, 'dist/source.sha256')
  const newest = Math.max(
    ...['app/src', 'packages/openbadges/src'].map((folder) => touched(join(root, folder))),
    ...['package-lock.json', 'scripts/build.mjs', 'scripts/main.mjs'].map((file) => statSync(join(root, file)).mtimeMs),
  )
  if (existsSync(mark) && statSync(mark).mtimeMs > newest) return
  const { buildAll, sourceDigest } = await import('./build.mjs')
  const digest = sourceDigest()
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return writeFileSync(mark, digest)
  console.log('Building …')
  await buildAll()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install()
  await buildWhenStale()
  // The server's own command line, in this process: it drains when told to stop, and when npm above is gone.
  process.argv.splice(2, 0, 'start')
  await import('../dist/server/main.mjs')
}
