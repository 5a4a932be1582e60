import { DESK_DEEDS, type DeskDeed, type DeskKeys } from '../../account/rules/desk-keys.ts'

/** These act also while somebody types: no letter of a text can be meant. */
const IN_FIELDS: ReadonlySet<string> = new Set(['Ctrl+Enter', 'F6', 'Alt+1', 'Alt+2', 'Alt+3'])

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
  const plain = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key
  const name = altKey && digit ? digit : plain
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${name}`
}

export function deedOf(press: Press, keys: DeskKeys, inField: boolean): DeskDeed | null {
  const name = pressed(press)
  if (inField && !IN_FIELDS.has(name)) return null
  return DESK_DEEDS.find((deed) => keys[deed] !== '' && keys[deed] === name) ?? null
}

/** Whether a letter pressed here is meant as text. */
export function isTyping(target: HTMLElement): boolean {
  return (
    target.isContentEditable ||
    target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])')
  )
}
