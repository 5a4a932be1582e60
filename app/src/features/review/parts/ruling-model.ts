import type { DraftRuling } from '../model.ts'
import { anchorsFrom } from '../rules/sheet.ts'
import type { SheetWords } from './sheet-model.ts'

/** The fields of a ruling by name, as they stand on the page. */
export type RulingFields = Readonly<Record<string, string>>

/** Plain JSON for the script that keeps a ruling while it is written. */
export interface RulingProps {
  readonly reviewId: string
  readonly version: number
  readonly held: boolean
  readonly criteria: readonly string[]
  /** What the server has, and the version a refused press was typed on. */
  readonly stored: RulingFields
  readonly typedOn: number | null
  readonly savedAt: string | null
  readonly locale: string
  readonly zone: string
  readonly words: SheetWords
}

export function fieldOf(criterionId: string, field: string): string {
  return `rulings.${criterionId}.${field}`
}

/** As the server takes it. */
export function rulingsOf(fields: RulingFields, criteria: readonly string[]): DraftRuling[] {
  return criteria.map((criterionId) => ({
    criterionId,
    levelId: fields[fieldOf(criterionId, 'levelId')] || null,
    reason: fields[fieldOf(criterionId, 'reason')] ?? '',
    bothWrong: fields[fieldOf(criterionId, 'bothWrong')] === 'on',
    anchors: anchorsFrom(anchorsTyped(fields, criterionId)),
  }))
}

function anchorsTyped(fields: RulingFields, criterionId: string): Record<string, { place: string; at: string }> {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const of = (part: string) => fields[fieldOf(criterionId, `anchors.${index}.${part}`)] ?? ''
    return [String(index), { place: of('place'), at: of('at') }] as const
  })
  return Object.fromEntries(rows.filter(([, { place, at }]) => place !== '' || at !== ''))
}

/** The same ruling, whatever empty rows stand beside it. */
export function isSameRuling(criteria: readonly string[]): (one: RulingFields, other: RulingFields) => boolean {
  const read = (fields: RulingFields) => JSON.stringify(rulingsOf(fields, criteria))
  return (one, other) => read(one) === read(other)
}
