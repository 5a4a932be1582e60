import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const HOME = join(import.meta.dirname, '..')
const ROOT = join(HOME, '../..')
const script: {
  buildModule(out: string): Promise<unknown>
  buildTypes(out: string): Promise<void>
} = await import(join(ROOT, 'scripts/build-openbadges.mjs'))

export const { buildTypes } = script

/** Where the two libraries lie that the package needs; to a bundler, `nodePaths`. */
export const LIBRARIES = join(ROOT, 'node_modules')

/** A new folder in which somebody installed the package: the manifest, and the module and its pieces as they are packed. */
export async function installed(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'openbadges-installed-'))
  const home = join(folder, 'node_modules/@cairn/openbadges')
  mkdirSync(home, { recursive: true })
  copyFileSync(join(HOME, 'package.json'), join(home, 'package.json'))
  await script.buildModule(join(home, 'dist'))
  return folder
}
