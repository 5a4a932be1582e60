import type { AchievementContent } from '../model.ts'

/** Where the parts of an entry stand on its page; `own` is the part that speaks, which needs no link to itself. */
export function codePlaces({ part1, part2, part3 }: AchievementContent, own = ''): Record<string, string> {
  const parts = [
    ...part1.questions,
    ...part2.requirements.flatMap(({ id, indicators }) => [{ id }, ...indicators]),
    ...part3.prompts,
  ]
  return Object.fromEntries(parts.flatMap(({ id }) => (id === own ? [] : [[id, `#${id}`]])))
}
