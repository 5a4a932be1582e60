import type { Tables } from '../database.ts'
import type { Installation } from '../platform/installation.ts'
import { append } from '../platform/log.ts'
import type { BackupReport } from './backup.ts'
import { atConsole } from './console.ts'
import type { RestoreReport } from './restore.ts'

/** The log says when a backup was made, by whom, and of which file: the digest names it, wherever it is kept. */
export async function recordBackup(
  home: Installation<Tables>,
  console: string,
  { sha256, rows, blobs, missing, logId }: BackupReport,
): Promise<void> {
  const ctx = atConsole(home, console)
  const body = { rows, blobs, missing: missing.length, logId }
  await ctx.transact((tx) => append(ctx, tx, { type: 'operations.backedUp', subjectId: sha256, body }))
}

/** The first new line after what came back. */
export async function recordRestore(
  home: Installation<Tables>,
  console: string,
  { sha256, rows, blobs, missing, logId, sealed }: RestoreReport,
): Promise<void> {
  const ctx = atConsole(home, console)
  const body = { rows, blobs, missing: missing.length, logId, keysShut: sealed.shut }
  await ctx.transact((tx) => append(ctx, tx, { type: 'operations.restored', subjectId: sha256, body }))
}

const WHOLE = {
  backup: 'The backup is whole and can be restored',
  restore: 'Everything is restored and was checked',
} as const

/** What is done stays done without its line, and what follows (copying the file away) must go on: a warning, no failure. */
export async function unrecorded(done: keyof typeof WHOLE, recording: Promise<void>): Promise<string | null> {
  try {
    await recording
    return null
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    return `${WHOLE[done]}, but the log could not be told (${because}). Note day and SHA-256 elsewhere, and run "doctor" before the next one.`
  }
}
