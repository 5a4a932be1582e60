import { CLR_SCHEMA_URL } from '../credential/clr-rules.ts'
import { structureProblems } from '../credential/json-rules.ts'
import { OB_SCHEMA_URL } from '../credential/schema.ts'
import { listsMade, modelProblems, shapeProblems } from '../credential/shape.ts'
import type { DocumentKind, Problem } from '../documents.ts'
import type { Survey } from '../encoding/survey.ts'
import { type JsonObject, objectsOf, stringOf, stringsOf } from '../json.ts'
import { withoutProof } from '../proof/config.ts'
import type { Outcome } from './context.ts'
import { failing, finding, merged, unknowing } from './run.ts'

const KINDS: readonly (readonly [string, DocumentKind])[] = [
  ['OpenBadgeCredential', 'credential'],
  ['AchievementCredential', 'credential'],
  ['EndorsementCredential', 'endorsement'],
  ['ClrCredential', 'clr'],
]
const SCHEMAS = new Set([OB_SCHEMA_URL, OB_SCHEMA_URL.replace('achievement', 'endorsement'), CLR_SCHEMA_URL])

/** Data model, OB 3.0 schema and cross references; a schema of somebody else's is noted, not judged. */
export function checkShapes(document: JsonObject, seen: Survey): Outcome {
  const types = stringsOf(document.type)
  const kinds = new Set(KINDS.filter(([type]) => types.includes(type)).map(([, kind]) => kind))
  // A proof of the wrong form is told by the proof check, as missing.
  const isProved = objectsOf(document.proof).some((one) => Object.keys(one).length > 0)
  const whole = listsMade(isProved ? document : withoutProof(document))
  const problems = [...kinds].flatMap((kind) => shapeProblems(whole, kind, seen))
  if (kinds.size === 0) problems.push(...structureProblems(document, seen), ...modelProblems(document))
  return merged([failing(...problems.map(told)), foreignSchemas(document)])
}

function told({ code, path, message }: Problem) {
  return finding(code, path, { path, message })
}

function foreignSchemas(document: JsonObject): Outcome {
  const foreign = objectsOf(document.credentialSchema).filter((schema) => !SCHEMAS.has(stringOf(schema.id)))
  return unknowing(
    ...foreign.map((schema) => finding('SHAPE_SCHEMA_UNKNOWN', '/credentialSchema', { url: stringOf(schema.id) })),
  )
}
