import type { AchievementVersion } from '../../catalog/reads.ts'

/** What the public page of the micro-credential says about the parts of the evidence. */
export interface Guide {
  readonly language: string
  readonly slug: string
  readonly competency: string
  readonly questions: readonly { readonly id: string; readonly prompt: string }[]
  readonly requirements: readonly {
    readonly id: string
    readonly title: string
    readonly instructions: string
    readonly indicators: readonly { readonly id: string; readonly text: string }[]
  }[]
  readonly aiNote: string
}

export function guideOf({ content, language, slug }: AchievementVersion): Guide {
  return {
    language,
    slug,
    competency: content.competency,
    questions: [...content.part1.questions, ...content.part3.prompts].map(({ id, prompt }) => ({ id, prompt })),
    requirements: content.part2.requirements.map(({ id, title, instructions, indicators }) => ({
      ...{ id, title, instructions },
      indicators: indicators.map((indicator) => ({ id: indicator.id, text: indicator.text })),
    })),
    aiNote: content.aiPolicy.note,
  }
}
