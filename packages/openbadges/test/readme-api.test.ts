import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const HOME = join(import.meta.dirname, '..')
const textOf = (name: string) => readFileSync(join(HOME, name), 'utf8')

/** Names in the first column of the tables under a heading. */
function named(heading: string): string[] {
  const section = textOf('README.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  )
}

test('the tables of the API name everything that is exported, each once, and nothing else', () => {
  const exported = [...textOf('src/index.ts').matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = '']) =>
    names.split(',').flatMap((name) => name.replace(/\btype\b/, '').trim() || []),
  )
  expect(exported.length).toBeGreaterThan(100)
  expect(named('API').sort()).toEqual(exported.sort())
})

test('every option of a verification and every kind of material is described', () => {
  const membersOf = (file: string, name: string) => {
    const body = textOf(file).split(`export interface ${name} {\n`)[1]?.split('\n}')[0] ?? ''
    return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??:/gm)].map(([, member]) => member)
  }
  const asked = membersOf('src/verify/report.ts', 'VerifyOptions')
  const material = membersOf('src/ports.ts', 'Material')
  expect([asked.length, material.length]).toEqual([6, 3])
  expect(named('Verify')).toEqual([...asked, ...material])
})
