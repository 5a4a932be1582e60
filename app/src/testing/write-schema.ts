import { writeFileSync } from 'node:fs'
import { describeSchema } from './describe-schema.ts'
import { startEngine } from './engine.ts'

const { engine, stop } = await startEngine('18')
try {
  writeFileSync(
    new URL('../../schema.sql', import.meta.url),
    await describeSchema({ ...engine.owner, database: 'cairn_template' }),
  )
} finally {
  await stop()
}
