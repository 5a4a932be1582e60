import { rmSync } from 'node:fs'
import { freshFolder, startSite } from './site.ts'

/** Every journey has a site of its own; what all of them begin with is made once. */
export default async function prepare(): Promise<() => void> {
  const folder = freshFolder()
  await (await startSite({}, folder)).stop()
  process.env.CAIRN_TEST_FOUNDED = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
