import type { UnsignedCredential } from '../documents.ts'
import { isObject, type JsonObject, objectsOf } from '../json.ts'
import type { AwardDraft } from './drafts.ts'

/** Level ids by the id of their description. */
export type Levels = ReadonlyMap<string, ReadonlySet<string>>

/** The levels of a credential's achievement. */
export function levelsOf({ credentialSubject }: UnsignedCredential): Levels {
  const subject = isObject(credentialSubject) ? credentialSubject : {}
  const achievement = isObject(subject.achievement) ? subject.achievement : {}
  const idsOf = (one: JsonObject) => objectsOf(one.rubricCriterionLevel).map((level) => String(level.id))
  return new Map(objectsOf(achievement.resultDescription).map((one) => [String(one.id), new Set(idsOf(one))]))
}

/** Whether the slots fit together as `buildCredential` asks, so far as they move. */
export function agrees(award: AwardDraft, levels: Levels): boolean {
  const { validFrom, validUntil, activity, subject, results, evidence } = award
  return (
    (!validUntil || seconds(validUntil) > seconds(validFrom)) &&
    (!activity || seconds(activity.end) >= seconds(activity.start)) &&
    (!subject.email || /^sha256\$[0-9a-f]{64}$/.test(subject.email.value)) &&
    areDistinct(results) &&
    areDistinct(evidence) &&
    results.every(
      ({ resultDescription, achievedLevel }) =>
        achievedLevel === undefined || levels.get(resultDescription)?.has(achievedLevel) === true,
    )
  )
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}

function areDistinct(nodes: readonly { readonly id: string }[]): boolean {
  return new Set(nodes.map(({ id }) => id)).size === nodes.length
}
