import type { AchievementFile } from '../model.ts'
import { error, type Problem } from '../rules/problem.ts'

/** An achievement as an earlier import left it. */
export interface Imported {
  id: string
  code: string
  slug: string
  strand: string
  visibility: 'public' | 'organization'
  versions: readonly { version: string; digest: string }[]
}

export type Decision =
  | { action: 'refused'; problem: Problem }
  | {
      action: 'created' | 'updated' | 'unchanged'
      achievementId?: string
      newVersion: boolean
      /** True for what the catalogue shows now; an older file of a newer entry changes nothing. */
      shows: boolean
    }

interface Asked {
  file: AchievementFile
  digest: string
  known: ReadonlyMap<string, Imported>
}

/** What a file may do to what is published: add a higher version, move the address, or nothing. */
export function decideImport({ file, digest, known }: Asked): Decision {
  const own = known.get(file.code)
  const holder = [...known.values()].find(({ slug, code }) => slug === file.slug && code !== file.code)
  if (holder) return refused('slug', 'slug_taken', `${file.slug} is the address of ${holder.code}.`)
  if (!own) return { action: 'created', newVersion: true, shows: true }
  const published = own.versions.find(({ version }) => version === file.version)
  if (published && published.digest !== digest)
    return refused(
      'version',
      'version_immutable',
      `${file.version} is published and does not change. Raise the version.`,
    )
  const highest = own.versions.every(({ version }) => compareVersions(version, file.version) <= 0)
  if (!published && !highest)
    return refused('version', 'version_not_higher', `A version above ${file.version} is published already.`)
  if (!published) return { action: 'updated', achievementId: own.id, newVersion: true, shows: true }
  const moved = highest && (own.slug !== file.slug || own.strand !== file.strand || own.visibility !== file.visibility)
  return { action: moved ? 'updated' : 'unchanged', achievementId: own.id, newVersion: false, shows: highest }
}

function refused(path: string, code: string, message: string): Decision {
  return { action: 'refused', problem: error(path, code, message) }
}

/** Below zero when `a` comes before `b`. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)]
  const at = [0, 1, 2].find((i) => x[i] !== y[i])
  return at === undefined ? 0 : (x[at] ?? 0) - (y[at] ?? 0)
}
