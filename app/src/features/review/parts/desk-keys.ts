/** 05-experience.md section 7: what the keys of the desk do. */
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
  play: 'Space',
  back5: ',',
  on5: '.',
  speed: 's',
  flag: 'f',
  break: 'b',
  submit: 'Ctrl+Enter',
  panes: 'F6',
  help: '?',
} as const

export type DeskDeed = keyof typeof DESK_KEYS
export const DESK_DEEDS = Object.keys(DESK_KEYS) as DeskDeed[]

/** These act also while somebody types: no letter of a text can be meant. */
const IN_FIELDS: ReadonlySet<string> = new Set(['Ctrl+Enter', 'F6', 'Alt+1', 'Alt+2', 'Alt+3'])

/** A person's own keys over the usual ones; unknown names and empty keys are left out. */
export function keysOf(kept: Readonly<Record<string, unknown>>): Record<DeskDeed, string> {
  const own = typeof kept.desk === 'object' && kept.desk !== null ? (kept.desk as Record<string, unknown>) : {}
  const entries = DESK_DEEDS.map((deed) => {
    const key = own[deed]
    return [deed, typeof key === 'string' && key !== '' ? key : DESK_KEYS[deed]]
  })
  return Object.fromEntries(entries) as Record<DeskDeed, string>
}

export interface Press {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** "Ctrl+Enter", "Alt+2", "j". A digit with Alt is read from the key itself: some systems write another sign. */
export function pressed({ key, code, ctrlKey, metaKey, altKey }: Press): string {
  const digit = /^Digit([0-9])$/.exec(code)?.[1]
  const name = altKey && digit ? digit : key === ' ' ? 'Space' : key
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${name}`
}

export function deedOf(press: Press, keys: Record<DeskDeed, string>, inField: boolean): DeskDeed | null {
  const name = pressed(press)
  if (inField && !IN_FIELDS.has(name)) return null
  return DESK_DEEDS.find((deed) => keys[deed] === name) ?? null
}
