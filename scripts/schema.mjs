// `npm run schema`: writes app/schema.sql from a freshly migrated database. A test compares the two.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { status } = spawnSync('npx', ['tsx', 'app/src/testing/write-schema.ts'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exit(status ?? 1)
