import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../../shared/fixtures')

/** Whether the published fixtures are beside the project; a file that wants them says so once when they are not. */
export function fixturesPresent(file: string): boolean {
  const present = existsSync(join(FOLDER, 'README.md'))
  if (!present) console.log(`skipped: ../shared/fixtures is absent (${basename(file)})`)
  return present
}

export function fixtureText(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8')
}

export function fixtureJson(path: string): Record<string, unknown> {
  return JSON.parse(fixtureText(path))
}

export function fixturesIn(folder: string): string[] {
  return readdirSync(join(FOLDER, folder)).map((name) => `${folder}/${name}`)
}
