// `npm run bench -- SUITE [--check]`: measures against peers in the same run; one JSON line per figure. Loopback only.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWhenStale, install } from './start.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
install({ all: true })
await buildWhenStale()
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', join(root, 'bench/main.ts'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
process.exit(status ?? 1)
