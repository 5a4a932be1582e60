import type { DraftScore, ScoreTyped } from '../model.ts'
import { anchorFrom } from './anchor-text.ts'

type Kept = Omit<DraftScore, 'anchors'> & { readonly anchors: readonly DraftScore['anchors'][number][] }

/** One row of a sheet as the rules and the page know it. */
export function draftOf(row: Kept): DraftScore {
  const { criterionId, levelId, confidence, comment, missing, nextStep, anchors, seconds } = row
  return { criterionId, levelId, confidence, comment, missing, nextStep, anchors: [...anchors], seconds }
}

/** What the plain form typed, as a sheet. Rows without a place are left out. */
export function draftFromForm(criterionId: string, { anchors, ...typed }: ScoreTyped): DraftScore {
  return { criterionId, ...typed, anchors: anchorsFrom(anchors) }
}

export function anchorsFrom(typed: ScoreTyped['anchors']): DraftScore['anchors'] {
  return Object.keys(typed)
    .sort((one, other) => Number(one) - Number(other))
    .flatMap((key) => {
      const row = typed[key]
      return row ? (anchorFrom(row) ?? []) : []
    })
}

interface Written {
  readonly scores: readonly (Omit<Kept, 'seconds'> & { readonly bothWrong: boolean })[]
  readonly overall: string
}

/** Whether two sheets say the same; time spent makes no difference. */
export function isSameSheet(one: Written, other: Written): boolean {
  return wordsOf(one) === wordsOf(other)
}

function wordsOf({ scores, overall }: Written): string {
  const rows = scores
    .map(({ criterionId, levelId, confidence, comment, missing, nextStep, bothWrong, anchors }) => [
      ...[criterionId, levelId, confidence, comment, missing, nextStep, bothWrong],
      anchors.map((anchor) => Object.entries(anchor).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return JSON.stringify([rows, overall])
}
