// Writes the schemas of catalog/schema from the definitions that forms and import use.
import { mkdirSync, writeFileSync } from 'node:fs'
import { register } from 'tsx/esm/api'

register()
const { achievementSchemaText, translationSchemaText } = await import(
  '../app/src/features/catalog/rules/json-schema.ts'
)
const { stacksSchemaText } = await import('../app/src/features/pathway/rules/stack-schema.ts')
const folder = new URL('../catalog/schema/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('achievement.schema.json', folder), achievementSchemaText())
writeFileSync(new URL('translation.schema.json', folder), translationSchemaText())
writeFileSync(new URL('stacks.schema.json', folder), stacksSchemaText())
