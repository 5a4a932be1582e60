// Budgets of length: no file over 300 lines; half within 60, nine of ten within 200. Data, tests, generated and migration files aside.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const HARD = 300
const files = ['app/src', 'packages/openbadges/src', 'scripts', 'bench']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/\.(test|fixture)\.tsx?$|migrations\/|\/gallery/.test(name))
      .map((name) => join(folder, name)),
  )
const sizes = files
  .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines)
const at = (share) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0
const tooLong = sizes.filter(({ lines }) => lines > HARD)
for (const { file, lines } of tooLong)
  console.error(`${file}: ${lines} lines, the limit is ${HARD}. Give a noun or verb its own file.`)
console.log(
  `${sizes.length} files, middle ${at(0.5)} lines, nine of ten within ${at(0.9)}, longest ${sizes.at(-1)?.lines}`,
)
if (tooLong.length || at(0.5) > 60 || at(0.9) > 200) process.exit(1)
