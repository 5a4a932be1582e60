import { compact, list } from '../credential/compact.ts'
import type {
  AchievementDraft,
  AlignmentDraft,
  ImageDraft,
  ProfileDraft,
  ResultDescriptionDraft,
} from '../credential/drafts.ts'
import type { JsonObject } from '../json.ts'

/** `Image` node. */
export function image(draft: ImageDraft | undefined): JsonObject | undefined {
  return draft && compact({ id: draft.id, type: 'Image', caption: draft.caption })
}

/** `Profile` node. */
export function profile(draft: ProfileDraft | undefined): JsonObject | undefined {
  return (
    draft &&
    compact({
      id: draft.id,
      type: ['Profile'],
      name: draft.name,
      url: draft.url,
      email: draft.email,
      description: draft.description,
      image: image(draft.image),
      parentOrg: profile(draft.parentOrg),
    })
  )
}

/** `Achievement` node. */
export function achievement(draft: AchievementDraft): JsonObject {
  return compact({
    id: draft.id,
    type: ['Achievement'],
    achievementType: draft.achievementType ?? 'MicroCredential',
    name: draft.name,
    version: draft.version,
    inLanguage: draft.inLanguage,
    humanCode: draft.humanCode,
    description: draft.description,
    criteria: compact({ id: draft.criteria.id, type: ['Criteria'], narrative: draft.criteria.narrative }),
    image: image(draft.image),
    creator: profile(draft.creator),
    creditsAvailable: draft.creditsAvailable,
    tag: list(draft.tag),
    alignment: list(draft.alignment?.map(alignment)),
    digestMultibase: draft.digestMultibase,
    related: list(
      draft.related?.map((one) =>
        compact({ id: one.id, type: ['Related'], inLanguage: one.inLanguage, version: one.version }),
      ),
    ),
    resultDescription: list(draft.resultDescription?.map(resultDescription)),
  })
}

function alignment(draft: AlignmentDraft): JsonObject {
  return compact({
    type: ['Alignment'],
    targetName: draft.targetName,
    targetUrl: draft.targetUrl,
    targetFramework: draft.targetFramework,
    targetCode: draft.targetCode,
    targetType: draft.targetType,
    targetDescription: draft.targetDescription,
  })
}

function resultDescription(draft: ResultDescriptionDraft): JsonObject {
  const levels = draft.rubricCriterionLevel?.map((level) =>
    compact({
      id: level.id,
      type: ['RubricCriterionLevel'],
      name: level.name,
      level: level.level,
      description: level.description,
      points: level.points,
    }),
  )
  return compact({
    id: draft.id,
    type: ['ResultDescription'],
    name: draft.name,
    resultType: draft.resultType,
    requiredLevel: draft.requiredLevel,
    rubricCriterionLevel: list(levels),
  })
}
