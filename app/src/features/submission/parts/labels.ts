import { currentLocale, say, t } from '../../../text.ts'
import type { EvidenceTileProps } from '../../../ui/evidence-tile.tsx'
import { valueName } from '../../catalog/parts/labels.ts'
import type { EvidenceKind } from '../model.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "4.2 MB", in steps of a thousand as phones count. */
export function sizeText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** step
  const maximumFractionDigits = amount < 10 && step > 1 ? 1 : 0
  // The short form of a byte knows no plural.
  const unitDisplay = step === 0 ? 'long' : 'short'
  const format = { style: 'unit', unit: UNITS[step], unitDisplay, maximumFractionDigits } as const
  return new Intl.NumberFormat(currentLocale(), format).format(amount)
}

const TILES = { file: 'document', image: 'photo', audio: 'audio', video: 'video', link: 'link', text: 'text' } as const
export function tileKind(kind: EvidenceKind): EvidenceTileProps['kind'] {
  return TILES[kind]
}

export function typeName(type: string): string {
  return valueName('evidence', type)
}

/** The code before the words, as the levels of the rubric name the part; it never stands alone on a page. */
export function coded({ id, words }: { id: string; words: string }): string {
  return `${id} · ${words}`
}

/** What a part is called on a button; the two written parts have names of their own. */
export function stepTitle({ id, title }: { id: string; title: string | null }): string {
  return title ?? say(`submission.step.${id}`)
}

export function rangeText(low: number, high: number): string {
  return low === high ? t('submission.pieces.exact', { count: low }) : t('submission.pieces.range', { low, high })
}
