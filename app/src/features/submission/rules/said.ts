import { ATTESTATIONS, type Attestation, type SaidWords, SeenWords } from '../model.ts'
import { plainText } from './plain-text.ts'

/** The same as a work's row has it. */
interface Declared {
  readonly attestations: readonly Attestation[]
  readonly aiUsed: boolean | null
  readonly aiTools: string
  readonly aiPurpose: string
  readonly activityFrom: string | null
  readonly activityUntil: string | null
  readonly showName: boolean
}

export type SaidField = keyof SaidWords

export interface Joined {
  readonly said: SaidWords
  /** Changed here and elsewhere since the page came, and not to the same: neither is laid over the other. */
  readonly both: readonly SaidField[]
}

/** One form and what is kept, told apart by what the form's page had seen: whoever changed a field alone has the word. */
export function joined(typed: SaidWords, now: SaidWords, seen: readonly SaidWords[]): Joined {
  const fields = Object.keys(now) as SaidField[]
  const mine = fields.filter((field) => seen[0] && !same(typed[field], seen[0][field]))
  const free = mine.filter(
    (field) => same(typed[field], now[field]) || seen.some((old) => same(now[field], old[field])),
  )
  return {
    said: { ...now, ...Object.fromEntries(free.map((field) => [field, typed[field]])) },
    both: mine.filter((field) => !free.includes(field)),
  }
}

function same(a: SaidWords[SaidField], b: SaidWords[SaidField]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What a form carries of that; null when it is none of ours. */
export function seenIn(text: string): readonly SaidWords[] | null {
  try {
    return SeenWords.parse(JSON.parse(text)).map(tidy)
  } catch {
    return null
  }
}

/** As it is kept. */
export function tidy(words: SaidWords): SaidWords {
  const { attestations, aiTools, aiPurpose } = words
  return {
    ...words,
    attestations: ATTESTATIONS.filter((box) => attestations.includes(box)),
    aiTools: shortened(plainText(aiTools).trim(), 300),
    aiPurpose: shortened(plainText(aiPurpose).trim(), 2_000),
  }
}

/** What a work's row says, as its form sends it. */
export function wordsOf(row: Declared): SaidWords {
  const { attestations, aiUsed, aiTools, aiPurpose, activityFrom, activityUntil, showName } = row
  return tidy({
    attestations: [...attestations],
    ...{ aiTools, aiPurpose },
    aiUsed: aiUsed === null ? '' : aiUsed ? 'yes' : 'no',
    activityFrom: activityFrom ?? '',
    activityUntil: activityUntil ?? '',
    showName: showName ? 'yes' : 'no',
  })
}

function shortened(text: string, most: number): string {
  return [...text].slice(0, most).join('')
}
