import * as z from 'zod'
import { AchievementFile } from '../model.ts'

export const SCHEMA_ID = 'urn:cairn:schema:achievement:1'

/** The shape of a catalogue file as JSON Schema 2020-12: what an editor or another program may check before import. */
export function achievementJsonSchema(): Record<string, unknown> {
  const { $schema, ...shape } = z.toJSONSchema(AchievementFile, {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'inline',
  })
  return { $schema, $id: SCHEMA_ID, title: 'One micro-credential of a Cairn catalogue', ...shape }
}

/** The text of `catalog/schema/achievement.schema.json`. */
export function achievementSchemaText(): string {
  return `${JSON.stringify(achievementJsonSchema(), null, 2)}\n`
}
