import { linkSync, rmSync, writeFileSync } from 'node:fs'

/** A secret file, whole from the first moment; of two that make it at once the first stays. */
export function writeOnce(file: string, text: string): void {
  const arriving = `${file}.${process.pid}`
  writeFileSync(arriving, text, { mode: 0o600 })
  try {
    linkSync(arriving, file)
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return
    // A file system that knows no second names.
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  } finally {
    rmSync(arriving)
  }
}
