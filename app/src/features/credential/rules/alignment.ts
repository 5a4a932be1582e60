import type { AlignmentDraft } from '@cairn/openbadges'
import type { AchievementContent } from '../../catalog/model.ts'
import type { Framework } from '../../framework/model.ts'

export interface AlignmentFacts {
  readonly baseUrl: string
  readonly alignments: AchievementContent['alignments']
  /** Frameworks this site holds; their text may be carried where the licence allows it. */
  readonly frameworks: readonly Framework[]
}

/** Statements of frameworks as CASE items. One that has neither an address nor a framework here is left out; no two are the same. */
export function alignmentDrafts(facts: AlignmentFacts): AlignmentDraft[] {
  const drafts = facts.alignments.map((alignment) => draftOf(alignment, facts)).filter((draft) => draft !== null)
  return [...new Map(drafts.map((draft) => [`${draft.targetUrl} ${draft.targetCode}`, draft])).values()]
}

function draftOf(
  alignment: AchievementContent['alignments'][number],
  { baseUrl, frameworks }: AlignmentFacts,
): AlignmentDraft | null {
  const held = frameworks.find(({ id }) => id === alignment.frameworkId)
  const targetUrl = alignment.uri ?? (held ? `${baseUrl}/frameworks/${held.id}#${alignment.itemId}` : null)
  if (!targetUrl) return null
  const statement = held?.competencies.find(({ code, id }) => code === alignment.itemId || id === alignment.itemId)
  const label = held?.redistributable ? statement?.label : alignment.label
  const framework = held ? { targetFramework: held.title } : {}
  return {
    targetName: label ?? alignment.itemId,
    targetUrl,
    ...framework,
    targetCode: alignment.itemId,
    targetType: 'CFItem',
  }
}
