import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const LIST = join(ROOT, '../shared/design/attacks.csv')
/** Whether the list of attacks is beside the project. */
const present = existsSync(LIST)
if (!present) console.log(`skipped: ../shared/design/attacks.csv is absent (${basename(import.meta.filename)})`)

/** The group of a row and one word or more after it. */
const ID = /(?<![\w-])(?!E-mail)[A-H]-[a-z]{3,}(?:-[a-z0-9]+)*(?![\w-])/g

/** Every id that the text of a test names, with the file. */
function named(): Map<string, string> {
  const files = ['app', 'packages', 'e2e'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(test|e2e)\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(folder, name)),
  )
  return new Map(
    files.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(ID)].map(([id]) => [id, file] as const),
    ),
  )
}

test.skipIf(!present)(
  'every attack that a test names is in the list, and every one on credentials is named by a test',
  () => {
    const listed = new Set(
      readFileSync(LIST, 'utf8')
        .split('\n')
        .slice(1)
        .map((row) => row.slice(0, row.indexOf(','))),
    )
    expect(listed.size).toBeGreaterThan(100)
    const tests = named()
    expect([...tests].filter(([id]) => !listed.has(id))).toEqual([])
    expect([...listed].filter((id) => id.startsWith('A-') && !tests.has(id))).toEqual([])
  },
)
