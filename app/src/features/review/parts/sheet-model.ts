import type { KeptKeys } from '../../account/rules/desk-keys.ts'
import type { DraftScore } from '../model.ts'
import { anchorFrom } from '../rules/anchor-text.ts'

/** One anchor as it stands in its two fields. */
export interface AnchorTyped {
  readonly place: string
  readonly at: string
}
/** One criterion as its fields hold it; empty text where nothing is chosen. */
export interface CriterionValues {
  readonly levelId: string
  readonly confidence: string
  readonly comment: string
  readonly missing: string
  readonly nextStep: string
  readonly seconds: number
  readonly anchors: readonly AnchorTyped[]
}
/** What a criterion looks at and why. */
export interface Counts {
  readonly method: { readonly name: string; readonly text: string } | null
  readonly lookFor: readonly { readonly id: string; readonly text: string }[]
  readonly examples: readonly {
    readonly level: string
    readonly text: string
    readonly constructed: boolean
    readonly file: string
  }[]
}
export interface CriterionView {
  readonly id: string
  readonly title: string
  /** "Criterion 2 of 5". */
  readonly place: string
  readonly levels: readonly { readonly value: string; readonly title: string; readonly text: string }[]
  readonly counts: Counts
  readonly errors: Readonly<Record<string, string>>
  readonly advice: readonly string[]
}
export interface PlaceGroup {
  readonly group: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}
export interface SheetState {
  readonly values: Readonly<Record<string, CriterionValues>>
  readonly overall: string
}
export type SheetWords = Readonly<Record<string, string>>

/** Plain JSON: the same for the form of the server and for the script that takes it over. */
export interface SheetProps {
  readonly reviewId: string
  readonly version: number
  readonly held: boolean
  readonly criteria: readonly CriterionView[]
  readonly state: SheetState
  /** What the server has, and the version the text came back from, where a press was refused. */
  readonly stored: SheetState
  readonly typedOn: number | null
  /** Index of the lowest level that meets a criterion. */
  readonly passIndex: number
  readonly places: readonly PlaceGroup[]
  /** Where the parts that a level names by their code stand beside the sheet. */
  readonly codes: Readonly<Record<string, string>>
  readonly minWords: number
  readonly overallError: string
  readonly progress: string
  readonly savedAt: string | null
  readonly locale: string
  readonly zone: string
  readonly keys: KeptKeys
  /** Of the work, and so of what is written about it. */
  readonly language: string
  readonly bank: readonly string[]
  readonly words: SheetWords
}

export const EMPTY: CriterionValues = {
  levelId: '',
  confidence: '',
  comment: '',
  missing: '',
  nextStep: '',
  seconds: 0,
  anchors: [],
}

/** `{n} of {most}` with the values put in; for texts that the script changes while somebody types. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).reduce((done, [name, value]) => done.replace(`{${name}}`, String(value)), text)
}

export function valuesOf({ values }: SheetState, id: string): CriterionValues {
  return values[id] ?? EMPTY
}

/** Below the pass level; null while no level is chosen. */
export function isBelow(
  { levels }: Pick<CriterionView, 'levels'>,
  { levelId }: Pick<CriterionValues, 'levelId'>,
  passIndex: number,
): boolean | null {
  const index = levels.findIndex(({ value }) => value === levelId)
  return index < 0 ? null : index < passIndex
}

export interface Standing {
  readonly state: 'unread' | 'scored' | 'conflict'
  readonly level: string | null
}
export function standingOf(
  criterion: Pick<CriterionView, 'levels'>,
  values: Pick<CriterionValues, 'levelId'>,
  passIndex: number,
): Standing {
  const below = isBelow(criterion, values, passIndex)
  if (below === null) return { state: 'unread', level: null }
  const level = criterion.levels.find(({ value }) => value === values.levelId)?.title ?? null
  return { state: below ? 'conflict' : 'scored', level }
}

/** With the time spent on each, which alone is no reason to save. */
export function withSeconds(state: SheetState, seconds: Readonly<Record<string, number>>): SheetState {
  const values = Object.entries(state.values).map(([id, value]) => [
    id,
    { ...value, seconds: value.seconds + (seconds[id] ?? 0) },
  ])
  return { ...state, values: Object.fromEntries(values) }
}

/** As the server takes it. */
export function scoresOf({ values }: SheetState): DraftScore[] {
  return Object.entries(values).map(([criterionId, { levelId, confidence, anchors, ...texts }]) => ({
    criterionId,
    ...texts,
    levelId: levelId || null,
    confidence: confidence ? Number(confidence) : null,
    anchors: anchors.flatMap((anchor) => anchorFrom(anchor) ?? []),
  }))
}

/** The same to whoever reads it: time spent makes no difference, nor how a page number was typed. */
export function isSameSheet(one: SheetState, other: SheetState): boolean {
  return readable(one) === readable(other)
}
function readable(state: SheetState): string {
  const scores = scoresOf(state).toSorted((one, other) => (one.criterionId < other.criterionId ? -1 : 1))
  return JSON.stringify([scores.map(({ seconds: _, ...score }) => score), state.overall])
}
