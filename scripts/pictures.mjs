// `node scripts/pictures.mjs`: takes the README's pictures again, from a fresh site in which the people of the demonstration did their work.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildWhenStale, install } from './start.mjs'

install({ all: true })
await buildWhenStale()
const { status } = spawnSync('npx', ['playwright', 'test', '--config', 'e2e/pictures.config.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exit(status ?? 1)
