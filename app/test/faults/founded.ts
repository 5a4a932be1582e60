import { execFileSync } from 'node:child_process'
import { inject } from 'vitest'
import { newFolder } from './site.ts'

/** The data of a site after its first start, stopped: begun once for the run (global-setup.ts), copied for whoever asks. */
export function foundedFolder(into = newFolder()): string {
  // With owners: the database runs as a user of its own.
  execFileSync('cp', ['-a', `${inject('founded')}/.`, into])
  return into
}
