import { beside, type Left, type Said, sameForm } from './said-form.ts'

/** What the forms of one page say beyond what the page came with, by the name of the form. `sent`: its own button was pressed. */
export type Unsaved = Readonly<Record<string, Left>>

interface Came {
  /** Each form as the page came with it. */
  readonly forms: Readonly<Record<string, Said>>
  /** The page tells that the last press is done. */
  readonly done: boolean
  /** The form that came back with what was typed in it. */
  readonly refused: string | null
}

/** What still waits after the page came anew; what was answered elsewhere meanwhile stays as it is there. */
export function stillUnsaved(unsaved: Unsaved, { forms, done, refused }: Came): Unsaved {
  const open = Object.entries(unsaved).filter(([name, { sent }]) => !(sent && done) && !isGone(name, forms))
  const waiting = open.flatMap(([name, { base, said }]): [string, Left][] => {
    const now = forms[name]
    // A part that is locked for a while has no form on its page: its words wait.
    if (!now || name === refused) return [[name, { base, said }]]
    const { mine, both } = beside(now, { base, said })
    const own = Object.fromEntries(Object.entries(mine).filter(([field]) => !both.includes(field)))
    return Object.keys(own).length > 0 ? [[name, { base: now, said: { ...now, ...own } }]] : []
  })
  return Object.fromEntries(waiting)
}

/** The forms of several pieces go to one address: the piece tells them apart. */
export function nameFor(path: string, piece = ''): string {
  return `${path} ${piece}`
}

/** A piece has its form wherever it is shown: without one it was removed. */
function isGone(name: string, forms: Came['forms']): boolean {
  const [, piece] = name.split(' ')
  return piece !== undefined && piece !== '' && !(name in forms)
}

/** What the device keeps after this tab came from `before` to `now`: what other tabs left there stays. */
export function shelved(shelf: Unsaved, { before, now }: { before: Unsaved; now: Unsaved }): Unsaved {
  return { ...without(shelf, sameIn(shelf, before)), ...now }
}

/** The forms whose very words another tab saved, or took away, while the device went from `before` to `after`. */
export function doneElsewhere(unsaved: Unsaved, { before, after }: { before: Unsaved; after: Unsaved }): string[] {
  return sameIn(unsaved, before).filter((name) => !(name in after))
}

export function without(unsaved: Unsaved, names: readonly string[]): Unsaved {
  return Object.fromEntries(Object.entries(unsaved).filter(([name]) => !names.includes(name)))
}

function sameIn(unsaved: Unsaved, others: Unsaved): string[] {
  return Object.keys(unsaved).filter((name) => {
    const [mine, theirs] = [unsaved[name], others[name]]
    return mine && theirs && sameForm(mine.said, theirs.said) && sameForm(theirs.said, mine.said)
  })
}

/** One press is under way at a time: the one before it may never have arrived. */
export function pressed(unsaved: Unsaved, name: string): Unsaved {
  return Object.fromEntries(
    Object.entries(unsaved).map(([each, { base, said }]) => [
      each,
      { base, said, ...(each === name && { sent: said }) },
    ]),
  )
}
