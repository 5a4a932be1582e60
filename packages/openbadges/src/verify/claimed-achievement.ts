import { isString, type JsonObject, type JsonValue, objectsOf, stringsOf } from '../json.ts'
import { first, image, number, only, profile, text } from './claim-values.ts'
import type { ClaimedAchievement, ClaimedResult } from './claimed.ts'

/** What was awarded, as claimed. */
export function achievementOf(achievement: JsonObject): ClaimedAchievement {
  const criteria = first(achievement.criteria)
  return only({
    id: text(achievement.id),
    name: text(achievement.name),
    description: text(achievement.description),
    achievementType: text(achievement.achievementType),
    version: text(achievement.version),
    humanCode: text(achievement.humanCode),
    inLanguage: text(achievement.inLanguage),
    criteria: only({ id: text(criteria.id), narrative: text(criteria.narrative) }),
    image: image(achievement.image),
    creator: profile(achievement.creator),
    creditsAvailable: number(achievement.creditsAvailable),
    tag: stringsOf(achievement.tag),
    alignment: objectsOf(achievement.alignment).map((one) =>
      only({
        targetName: text(one.targetName) ?? '',
        targetUrl: text(one.targetUrl),
        targetCode: text(one.targetCode),
        targetFramework: text(one.targetFramework),
      }),
    ),
    digestMultibase: text(achievement.digestMultibase),
  }) as ClaimedAchievement
}

/** One scored row, with the words of the description it refers to. */
export function resultOf(result: JsonObject, achievement: JsonObject): ClaimedResult {
  const description = objectsOf(achievement.resultDescription).find((one) => one.id === result.resultDescription) ?? {}
  return only({
    id: text(result.id),
    name: text(description.name),
    resultType: text(description.resultType),
    achievedLevel: levelOf(description, result.achievedLevel),
    requiredLevel: levelOf(description, description.requiredLevel),
    value: text(result.value),
    status: text(result.status),
  }) as ClaimedResult
}

function levelOf(description: JsonObject, id: JsonValue | undefined) {
  if (!isString(id)) return undefined
  const level = objectsOf(description.rubricCriterionLevel).find((one) => one.id === id) ?? {}
  return only({ id, name: text(level.name), level: text(level.level), description: text(level.description) })
}
