import { PINS } from '../contexts/pins.ts'
import { jcs } from '../encoding/jcs.ts'
import { utf8 } from '../encoding/text.ts'
import { type JsonObject, type JsonValue, objectsOf, pointer, stringOf } from '../json.ts'
import type { Fetched } from '../ports.ts'
import type { Outcome, Run } from './context.ts'
import { fits, readIntegrity, readMultibase, type Seal } from './digests.ts'
import { failing, finding, jsonOf, merged, PASS, SKIP, wanted } from './run.ts'

const MAX_BYTES = 1024 * 1024
// One credential may not send its reader to any number of places.
const MOST_ASKED = 8

/** Check 12: every digest of a related resource is written as its standard says; bytes at hand must have that digest. */
export function checkResources(run: Run): Outcome | Promise<Outcome> {
  const resources = objectsOf(run.document.relatedResource)
  const achievements = published(run)
  return resources.length + achievements.length === 0 ? SKIP : checkEach(achievements, resources, run)
}

async function checkEach(
  achievements: readonly Published[],
  resources: readonly JsonObject[],
  run: Run,
): Promise<Outcome> {
  const outcomes = await Promise.all([
    ...achievements.map((achievement) => checkAchievement(achievement, run)),
    ...resources.map((resource, i) => checkResource(resource, i, run)),
  ])
  return outcomes.every((outcome) => outcome.skipped) ? SKIP : merged(outcomes)
}

async function checkResource(resource: JsonObject, i: number, run: Run): Promise<Outcome> {
  const path = pointer('/relatedResource', i)
  const id = stringOf(resource.id)
  const seals = sealsOf(resource)
  if (!seals) return failing(finding('RESOURCE_SHAPE', path))
  const answers = await Promise.all(seals.map((seal) => answerFor(seal, { id, i, run })))
  if (answers.includes('changed')) return failing(finding('RESOURCE_DIGEST', path, { url: id }))
  if (!answers.includes('same')) run.warnings.push(finding('RESOURCE_ABSENT', path, { url: id }))
  return PASS
}

/** Every digest that is stated must hold; undefined when there is none, or one is not written as its standard says. */
function sealsOf({ digestMultibase, digestSRI }: JsonObject): readonly Seal[] | undefined {
  const seals = [
    ...(digestMultibase === undefined ? [] : [readMultibase(digestMultibase)]),
    ...(digestSRI === undefined ? [] : [readIntegrity(digestSRI)]),
  ]
  const good = seals.filter((seal) => seal !== undefined)
  return good.length > 0 && good.length === seals.length ? good : undefined
}

/** Undefined where nothing can be compared. */
type Answer = 'same' | 'changed' | undefined

// A context of ours is what we have pinned, whatever its address serves today.
async function answerFor(seal: Seal, { id, i, run }: { id: string; i: number; run: Run }): Promise<Answer> {
  if (seal.oneOf.length === 0) return undefined
  if (isPinned(id)) return (await isPublished(seal, id)) ? 'same' : 'changed'
  const fetched = resourceAt(id, i, run)
  if (!fetched) return undefined
  return (await fits(seal, fetched.body, run.crypto)) ? 'same' : 'changed'
}

function resourceAt(url: string, i: number, run: Run): Fetched | undefined {
  if (i < MOST_ASKED) return wanted(run, { url, kind: 'resource', accept: '*/*', maxBytes: MAX_BYTES })
  const found = run.material.documents.get(url)
  return found?.status === 200 ? found : undefined
}

function isPinned(url: string): url is keyof typeof PINS {
  return Object.hasOwn(PINS, url)
}

/** Whether it is about what the publisher of a pinned context serves. Those digests are loaded when first asked for: few credentials state one. */
async function isPublished({ oneOf }: Seal, url: keyof typeof PINS): Promise<boolean> {
  const { PUBLISHED } = await import('../contexts/published.ts')
  return oneOf.some(({ algorithm, hex }) => PUBLISHED[url][algorithm] === hex)
}

/** An achievement whose published version is at hand. */
interface Published {
  readonly url: string
  readonly digestMultibase: JsonValue | undefined
  readonly found: Fetched
}

// The achievement is sealed by the RFC 8785 form of its published version; it is compared when it is at hand, and not asked for.
function published({ document, material }: Run): readonly Published[] {
  const achievements = objectsOf(document.credentialSubject).flatMap((subject) => objectsOf(subject.achievement))
  return achievements.flatMap(({ id, digestMultibase }) => {
    const url = stringOf(id)
    const found = material.documents.get(url)
    return found?.status === 200 ? [{ url, digestMultibase, found }] : []
  })
}

async function checkAchievement({ url, digestMultibase, found }: Published, run: Run): Promise<Outcome> {
  const path = '/credentialSubject/achievement/digestMultibase'
  const seal = readMultibase(digestMultibase)
  if (!seal || seal.oneOf.length === 0) return SKIP
  const document = jsonOf(found)
  const texts = [found.body, ...(document ? [utf8(jcs(document))] : [])]
  for (const bytes of texts) if (await fits(seal, bytes, run.crypto)) return PASS
  return failing(finding('RESOURCE_DIGEST', path, { url }))
}
