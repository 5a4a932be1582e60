import { checkShape, type Finding, type JsonObject } from '../src/index.ts'
import type { Run } from '../src/verify/context.ts'
import { checkContexts } from '../src/verify/contexts.ts'
import { checkDates } from '../src/verify/dates.ts'
import { checkResources } from '../src/verify/resources.ts'
import { finding, newRun, PASS, surveyOf } from '../src/verify/run.ts'
import { checkShapes } from '../src/verify/shapes.ts'
import { crypto } from '../test/node-crypto.ts'
import type { Reading } from './reading.ts'
import { withoutEarlier } from './resources.ts'

/**
 * What the data model asks of a credential besides its proofs, which a run for the proofs alone does not look at: contexts, shape,
 * related resources, the order of its dates. Whether it is valid today is not asked: the suites sign and verify for other days too.
 */
export async function credentialFaults(reading: Reading): Promise<readonly Finding[]> {
  const run = runOf(reading, reading.document)
  const context = checkContexts(run)
  if (context.fails.length + context.unknowns.length > 0) return [...context.fails, ...context.unknowns]
  const shapes = checkShapes(run.document, surveyOf(run)).fails
  if (shapes.length > 0) return shapes
  const resources = (await checkResources(runOf(reading, withoutEarlier(reading.document)))).fails
  return [...resources, ...checkDates(run).fails.filter(({ code }) => code === 'DATE_ORDER')]
}

function runOf({ contexts, canonicalizer }: Reading, document: JsonObject): Run {
  return newRun(
    { form: 'embedded', document, standard: 'vc', outcome: PASS },
    {
      material: { documents: new Map() },
      now: new Date(),
      crypto,
      contexts,
      canonicalizer,
      options: { mode: 'proofOnly' },
      role: 'credential',
      judge: () => Promise.reject(new Error('Nothing inside is judged here.')),
    },
  )
}

/** The same for a presentation; the credentials in it are looked at one by one. */
export function presentationFaults(document: JsonObject): readonly Finding[] {
  return checkShape(document, 'presentation').map(({ code, path, message }) => finding(code, path, { path, message }))
}
