import * as z from 'zod'
import { AchievementFile } from '../model.ts'
import { TranslationFile } from './translation.ts'

export const SCHEMA_ID = 'urn:cairn:schema:achievement:1'
const TRANSLATION_ID = 'urn:cairn:schema:translation:1'

/** The shape of a catalogue file as JSON Schema 2020-12: what an editor or another program may check before import. */
export function achievementJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf(AchievementFile, { $id: SCHEMA_ID, title: 'One micro-credential of a Cairn catalogue' })
}

/** The text of `catalog/schema/achievement.schema.json`. */
export function achievementSchemaText(): string {
  return textOf(achievementJsonSchema())
}

/** The text of `catalog/schema/translation.schema.json`. */
export function translationSchemaText(): string {
  const title = 'One strand of a Cairn catalogue in another language'
  return schemaText(TranslationFile, { $id: TRANSLATION_ID, title })
}

/** The text of the schema of any file of the catalogue. */
export function schemaText(shape: z.ZodType, named: { $id: string; title: string }): string {
  return textOf(jsonSchemaOf(shape, named))
}

function jsonSchemaOf(shape: z.ZodType, named: { $id: string; title: string }): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input', reused: 'inline' })
  return { $schema, ...named, ...rest }
}

function textOf(schema: Record<string, unknown>): string {
  return `${JSON.stringify(schema, null, 2)}\n`
}
