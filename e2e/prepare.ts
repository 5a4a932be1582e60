import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { freshFolder, startSite } from './site.ts'

/** Every journey has a site of its own; what all of them begin with is made once, for several runs where they are told one place. */
export default async function prepare(): Promise<() => void> {
  const given = process.env.CAIRN_TEST_FOUNDED
  if (given && existsSync(given)) return () => undefined
  const folder = given ?? freshFolder()
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  await (await startSite({}, folder)).stop()
  process.env.CAIRN_TEST_FOUNDED = folder
  return () => {
    if (!given) rmSync(folder, { recursive: true, force: true })
  }
}
