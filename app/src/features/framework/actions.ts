import { insist } from '../../lib/refusal.ts'
import { readFrameworkFiles } from '../../platform/catalog-files.ts'
import type { Db } from '../../platform/ctx.ts'
import { Framework } from './model.ts'
import { mayShowText } from './policy.ts'
import type { FrameworkTables } from './tables.ts'
import { upsertFramework } from './writes.ts'

export interface FrameworkLine {
  file: string
  id: string
  action: 'updated' | 'unchanged'
}

/** Frameworks of the catalogue folder, as the owner of the database. Only open ones: the text is published with them. */
export async function importFrameworks({
  db,
  folder,
  now,
}: {
  db: Db<FrameworkTables>
  folder: string
  now: Date
}): Promise<FrameworkLine[]> {
  const lines: FrameworkLine[] = []
  for (const { name, text } of readFrameworkFiles(folder)) {
    const framework = Framework.parse(JSON.parse(text))
    insist(mayShowText(framework))
    const changed = await upsertFramework(db, framework, now)
    lines.push({ file: name, id: framework.id, action: changed ? 'updated' : 'unchanged' })
  }
  return lines
}
