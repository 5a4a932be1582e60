import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { fixtureJson } from './fixtures.ts'

let compiled: ValidateFunction | undefined

/** A record by the stored vocabulary: its words alone, and every one that is required. */
export function ctdlValidator(): ValidateFunction {
  compiled ??= compile()
  return compiled
}

function compile(): ValidateFunction {
  const { $schema: _draft, ...schema } = fixtureJson('ctdl/schema/credential.json') as {
    $schema: string
    definitions: Record<string, { additionalProperties?: boolean }>
  }
  for (const [name, definition] of Object.entries(schema.definitions))
    if (/^ceterms:[A-Z]/.test(name)) definition.additionalProperties = name === 'ceterms:CredentialAlignmentObject'
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  return ajv.compile({ ...schema, anyOf: [{ $ref: '#/definitions/ceterms:MicroCredential' }] })
}
