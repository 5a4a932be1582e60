import type { AiPolicyKind } from '../model.ts'

/** What the ready check needs of an Achievement version; the content of the catalogue fits as it is. */
export interface ReadyContent {
  readonly part1: { readonly questions: readonly Prompt[] }
  readonly part2: { readonly requirements: readonly Requirement[] }
  readonly part3: { readonly prompts: readonly Prompt[] }
  readonly aiPolicy: { readonly kind: AiPolicyKind }
  readonly safety: { readonly studentFaces?: 'avoid' | 'allowed_with_consent' | 'not_applicable' | undefined }
  readonly needsStudents: boolean
}

export interface Prompt {
  readonly id: string
  /** 0: may stay empty; absent: some answer is needed. */
  readonly minWords?: number | undefined
  readonly maxWords: number
}

export interface Requirement {
  readonly id: string
  readonly evidenceTypes: readonly string[]
  readonly minItems: number
  readonly maxItems: number
  readonly maxMinutes?: number | undefined
  readonly maxPages?: number | undefined
  readonly maxWords?: number | undefined
  readonly readyChecks?: readonly string[] | undefined
}

export function promptsOf({ part1, part3 }: Pick<ReadyContent, 'part1' | 'part3'>): readonly Prompt[] {
  return [...part1.questions, ...part3.prompts]
}
