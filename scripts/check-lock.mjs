// The lock file: no private addresses, every optional platform package present, no refused version anywhere in the tree.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
const deny = JSON.parse(readFileSync(join(root, 'scripts/deny.json'), 'utf8'))
const packages = Object.entries(lock.packages).filter(([path]) => path)
const faults = []

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const compare = (a, b) => {
  const [left, right] = [a, b].map((version) => version.split('-')[0].split('.').map(Number))
  for (let i = 0; i < 3; i++) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0)
  return 0
}

for (const [path, entry] of packages) {
  if (entry.resolved && !/^https:\/\/registry\.npmjs\.org\//.test(entry.resolved) && !entry.link)
    faults.push(`${path} carries the address of another registry`)
  for (const { name, below, line } of deny) {
    if (nameOf(path) !== name && !(name.endsWith('/*') && nameOf(path).startsWith(name.slice(0, -1)))) continue
    const inLine = line === undefined || entry.version?.startsWith(`${line}.`)
    if (inLine && (below === undefined || compare(entry.version ?? '0', below) < 0))
      faults.push(`${path} ${entry.version} is refused (scripts/deny.json)`)
  }
}

// npm leaves platform packages it was not served out of the lock without a word; a fresh install then dies.
const present = new Set(packages.map(([path]) => nameOf(path)))
for (const [path, entry] of packages) {
  const here = Object.keys(entry.optionalDependencies ?? {}).filter((name) =>
    /linux-x64|linux-arm64|darwin|win32/.test(name),
  )
  const missing = here.filter((name) => !present.has(name))
  if (here.length && missing.length === here.length)
    faults.push(`${nameOf(path)}: none of its platform packages is in the lock`)
}

for (const file of ['package.json', 'app/package.json', 'packages/openbadges/package.json']) {
  const list = JSON.parse(readFileSync(join(root, file), 'utf8'))
  for (const [name, version] of Object.entries({ ...list.dependencies, ...list.devDependencies }))
    if (!/^\d+\.\d+\.\d+/.test(version) && version !== '*')
      faults.push(`${file}: ${name} ${version} is not an exact version`)
}

// Install scripts never run here (.npmrc); npm wants a verdict on each of them all the same.
const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
for (const [path, entry] of packages)
  if (entry.hasInstallScript && allowScripts[nameOf(path)] === undefined)
    faults.push(`${nameOf(path)} has an install script and no verdict in allowScripts (package.json)`)

for (const fault of faults) console.error(fault)
if (faults.length) process.exit(1)
console.log(`${packages.length} packages locked, exact, none refused`)
