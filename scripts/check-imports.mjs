// Import rules (02 the house): dependency-cruiser, and a count, because with a TypeScript it cannot read it passes green over nothing.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = ['app/src', 'packages/openbadges/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)),
)
const { status, stdout, stderr } = spawnSync(
  'npx',
  ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'app/src', 'packages/openbadges/src'],
  {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    shell: process.platform === 'win32',
  },
)
const cruised = Number(/\((\d+) modules/.exec(stdout)?.[1] ?? 0)
if (status !== 0) {
  console.error(stdout, stderr)
  process.exit(1)
}
if (cruised < sources.length) {
  console.error(
    `Only ${cruised} modules were cruised; ${sources.length} files exist. The import rules saw too little to mean anything.`,
  )
  process.exit(1)
}
console.log(`${cruised} modules cruised, ${sources.length} of our own, no rule broken`)
