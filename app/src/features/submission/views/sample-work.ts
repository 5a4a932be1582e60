import type { Ctx } from '../../../platform/ctx.ts'
import { ACCEPTED_ENDINGS } from '../../../platform/media-kinds.ts'
import type { AchievementContent } from '../../catalog/model.ts'
import type { AchievementVersion } from '../../catalog/reads.ts'
import { looksForIn, type RequirementDesk } from './requirement.ts'
import { namedBy, type WorkHead } from './work.ts'
import type { WritingDesk } from './write.ts'

/** Told by the page of a draft: the version it would be, and which part is looked at. */
export interface SampleOf {
  readonly version: AchievementVersion
  readonly place: string
}
export type SampleWork = { readonly writing: WritingDesk } | { readonly requirement: RequirementDesk }

/** The part of the work as somebody finds it who has just begun; there is no work behind it. */
export function sampleWork(ctx: Ctx<never>, { version, place }: SampleOf): SampleWork | null {
  const head = { ...namedBy({ id: 'sample' }, version), editable: true, returned: false }
  if (place === 'write') return { writing: writingOf(ctx, head, version.shown) }
  const requirement = version.shown.part2.requirements.find(({ id }) => id === place)
  return requirement ? { requirement: requirementOf(ctx, head, { content: version.shown, requirement }) } : null
}

function writingOf(ctx: Ctx<never>, head: WorkHead, { part1, part3, aiPolicy }: AchievementContent): WritingDesk {
  const empty = { body: '', words: 0, revision: 0, savedAt: null, kept: false, findings: [] }
  return {
    ...head,
    part1: part1.questions.map((question) => ({ ...question, ...empty })),
    part3: part3.prompts.map((prompt) => ({ minWords: 1, ...prompt, ...empty })),
    ai: aiPolicy,
    next: null,
    back: [],
    personId: ctx.person.personId,
    zone: ctx.timeZone,
  }
}

type Asked = AchievementContent['part2']['requirements'][number]

function requirementOf(
  ctx: Ctx<never>,
  head: WorkHead,
  { content, requirement }: { content: AchievementContent; requirement: Asked },
): RequirementDesk {
  const { id, title, instructions, evidenceTypes, minItems, maxItems, maxMinutes, maxPages, maxWords } = requirement
  return {
    ...head,
    practice: null,
    requirement: {
      ...{ id, title, instructions, evidenceTypes, minItems, maxItems, maxMinutes, maxPages, maxWords },
      indicators: requirement.indicators.map(({ text }) => text),
    },
    looksFor: looksForIn(content.rubric, id),
    checks: requirement.readyChecks.map((text) => ({ said: text, text, yes: false })),
    ...{ pieces: [], findings: [], consents: [], inbox: [], steps: [], back: [] },
    ...{ place: 0, next: null, kept: false },
    studentFaces: content.safety.studentFaces,
    accept: ACCEPTED_ENDINGS.join(','),
    personId: ctx.person.personId,
    today: ctx.now().toISOString().slice(0, 10),
    zone: ctx.timeZone,
  }
}
