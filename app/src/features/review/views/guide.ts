import type { AchievementVersion } from '../../catalog/reads.ts'

/** What the public page of the micro-credential says about the parts of the evidence. */
export interface Guide {
  /** Language of its author, in which feedback is written. */
  readonly language: string
  /** Language of everything here. */
  readonly shownIn: string
  readonly slug: string
  readonly version: string
  readonly competency: string
  readonly questions: readonly { readonly id: string; readonly prompt: string }[]
  readonly requirements: readonly {
    readonly id: string
    readonly title: string
    readonly instructions: string
    readonly indicators: readonly { readonly id: string; readonly text: string }[]
  }[]
  readonly aiNote: string
  /** By criterion: the step of the method it stands for, and what to look for. */
  readonly counts: Readonly<Record<string, GuideCounts>>
}
export interface GuideCounts {
  readonly method: { readonly name: string; readonly text: string } | null
  readonly lookFor: readonly { readonly id: string; readonly text: string }[]
}

export function guideOf({ shown: content, competency, language, shownIn, slug, version }: AchievementVersion): Guide {
  return {
    ...{ language, shownIn, slug, version, competency },
    questions: [...content.part1.questions, ...content.part3.prompts].map(({ id, prompt }) => ({ id, prompt })),
    requirements: content.part2.requirements.map(({ id, title, instructions, indicators }) => ({
      ...{ id, title, instructions },
      indicators: indicators.map((indicator) => ({ id: indicator.id, text: indicator.text })),
    })),
    aiNote: content.aiPolicy.note,
    counts: Object.fromEntries(
      content.rubric.criteria.map((criterion) => [criterion.id, countsOf(content, criterion)]),
    ),
  }
}

type Content = AchievementVersion['shown']

function countsOf(
  { components, part2 }: Content,
  { component, looksAt }: Content['rubric']['criteria'][number],
): GuideCounts {
  const step = components.find(({ id }) => id === component)
  const indicators = part2.requirements.flatMap((requirement) => requirement.indicators)
  return {
    method: step ? { name: step.name, text: step.text } : null,
    lookFor: indicators.filter(({ id }) => looksAt.includes(id)).map(({ id, text }) => ({ id, text })),
  }
}
