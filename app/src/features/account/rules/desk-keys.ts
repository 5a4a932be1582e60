import { no, type Verdict, yes } from '../../../lib/refusal.ts'

/** 05-experience.md section 7: what the keys of the assessor's desk and queue do. */
export const DESK_KEYS = {
  next: 'j',
  previous: 'k',
  level1: '1',
  level2: '2',
  level3: '3',
  level4: '4',
  confidence1: 'Alt+1',
  confidence2: 'Alt+2',
  confidence3: 'Alt+3',
  pieceBack: '[',
  pieceOn: ']',
  anchor: 'e',
  comment: 'c',
  bank: '/',
  dictate: 'v',
  exemplar: 'x',
  play: 'Space',
  back5: ',',
  on5: '.',
  speed: 's',
  flag: 'f',
  break: 'b',
  undo: 'u',
  portfolio: 'n',
  submit: 'Ctrl+Enter',
  panes: 'F6',
  help: '?',
} as const

export type DeskDeed = keyof typeof DESK_KEYS
export type DeskKeys = Readonly<Record<DeskDeed, string>>
export const DESK_DEEDS = Object.keys(DESK_KEYS) as DeskDeed[]

/** No single characters, so nothing that a text could mean: these keep their keys. */
const FIXED: readonly DeskDeed[] = ['submit', 'panes']
export const MOVABLE_DEEDS = DESK_DEEDS.filter((deed) => !FIXED.includes(deed))

export interface KeptKeys {
  /** False: no key does anything on the desk. */
  readonly on: boolean
  readonly keys: DeskKeys
}

/** What a person keeps, over the usual keys; an empty one means that the deed has no key. */
export function keptKeys({ off, desk }: Readonly<Record<string, unknown>>): KeptKeys {
  const own = typeof desk === 'object' && desk !== null ? (desk as Record<string, unknown>) : {}
  const keys = mapDeeds((deed) =>
    typeof own[deed] === 'string' && !FIXED.includes(deed) ? own[deed] : DESK_KEYS[deed],
  )
  return { on: off !== true, keys }
}

/** As it is stored: only what differs from the usual. */
export function ownKeys(keys: DeskKeys): Partial<DeskKeys> {
  return Object.fromEntries(MOVABLE_DEEDS.filter((deed) => keys[deed] !== DESK_KEYS[deed]).map((d) => [d, keys[d]]))
}

/** What was typed, as a key: capitals and small letters are one; a deed that is not named keeps its key. */
export function typedKeys(kept: DeskKeys, typed: Readonly<Partial<Record<string, string>>>): DeskKeys {
  return mapDeeds((deed) => {
    const text = FIXED.includes(deed) ? undefined : typed[deed]
    return text === undefined ? kept[deed] : keyFrom(deed, text)
  })
}

function keyFrom(deed: DeskDeed, text: string): string {
  const key = text === ' ' ? 'Space' : text.trim().normalize('NFC').toLowerCase()
  return [DESK_KEYS[deed], 'Space'].find((usual) => usual.toLowerCase() === key.toLowerCase()) ?? key
}

export type KeyFault = 'not-one' | 'reserved' | 'taken'
export interface KeyProblem {
  readonly deed: DeskDeed
  readonly because: KeyFault
  readonly key: string
  /** Who has the key already. */
  readonly other?: DeskDeed
}

const MODIFIED = /^(ctrl|control|alt|option|meta|cmd|command|win|shift|fn|insert|capslock|vo)\b.+/
const NAMED =
  /^(f\d{1,2}|tab|enter|return|esc|escape|space|insert|ins|delete|del|backspace|home|end|page ?(up|down)|(arrow ?)?(up|down|left|right)|capslock|caps lock|ctrl|control|alt|shift|meta)$/
const ONE_SIGN = /^[\p{L}\p{N}\p{P}\p{S}]$/u

/** Everything that stands against these keys; each that is new is named once. */
export function keyProblems(kept: DeskKeys, wished: DeskKeys): KeyProblem[] {
  return MOVABLE_DEEDS.flatMap((deed): KeyProblem[] => {
    const key = wished[deed]
    const fit = mayBeKey(deed, key)
    if (!fit.ok) return [{ deed, because: fit.because, key }]
    const other = key && DESK_DEEDS.find((one) => one !== deed && wished[one] === key)
    if (!other || (key === kept[deed] && wished[other] !== kept[other])) return []
    return [{ deed, because: 'taken', key, other }]
  })
}

function mayBeKey(deed: DeskDeed, key: string): Verdict<'not-one' | 'reserved'> {
  if (key === '' || key === DESK_KEYS[deed] || ONE_SIGN.test(key)) return yes
  return no(MODIFIED.test(key.toLowerCase()) || NAMED.test(key.toLowerCase()) ? 'reserved' : 'not-one')
}

/** The deed gets the key it was given, and who had it gets the one this deed had. */
export function swapped(kept: DeskKeys, wished: DeskKeys, deed: DeskDeed): DeskKeys {
  const other = DESK_DEEDS.find((one) => one !== deed && wished[one] === wished[deed])
  return other && !FIXED.includes(other) ? { ...wished, [other]: kept[deed] } : wished
}

function mapDeeds(key: (deed: DeskDeed) => string): DeskKeys {
  return Object.fromEntries(DESK_DEEDS.map((deed) => [deed, key(deed)])) as DeskKeys
}
