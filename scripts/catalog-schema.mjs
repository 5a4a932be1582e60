// Writes catalog/schema/achievement.schema.json from the definitions that forms and import use.
import { mkdirSync, writeFileSync } from 'node:fs'
import { register } from 'tsx/esm/api'

register()
const { achievementSchemaText } = await import('../app/src/features/catalog/rules/json-schema.ts')
const target = new URL('../catalog/schema/achievement.schema.json', import.meta.url)
mkdirSync(new URL('.', target), { recursive: true })
writeFileSync(target, achievementSchemaText())
