import { schemaText } from '../../catalog/rules/json-schema.ts'
import { StackFiles } from '../model.ts'

/** The text of `catalog/schema/stacks.schema.json`: the shape of a list of stacks and pathways. */
export function stacksSchemaText(): string {
  return schemaText(StackFiles, { $id: 'urn:cairn:schema:stacks:1', title: 'Stacks and pathways of a Cairn catalogue' })
}
