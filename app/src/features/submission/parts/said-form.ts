/** What a form says, field by field, as it is sent: `attestations[]` as a list under its plain name. */
export type Said = Readonly<Record<string, string | readonly string[]>>

export type SaidMark = 'none' | 'saved' | 'device' | 'offline' | 'signedOut' | 'closed' | 'check' | 'conflict'

/** What waits on this device: the form as the server had it, as it was left, and as it was last sent without an answer. */
export interface Left {
  readonly base: Said
  readonly said: Said
  readonly sent?: Said
}

export interface Beside {
  /** What only this device has, field by field. */
  readonly mine: Said
  /** Fields that say something else here and elsewhere, each changed since. */
  readonly both: readonly string[]
}

/** What was left here beside what is kept now. */
export function beside(now: Said, { base, said, sent }: Left): Beside {
  const open = Object.keys(said).filter((name) => !same(said[name], base[name]) && !same(said[name], now[name]))
  return {
    mine: Object.fromEntries(open.map((name) => [name, said[name] ?? ''])),
    both: open.filter((name) => !same(now[name], base[name]) && !(sent && same(now[name], sent[name]))),
  }
}

function same(a: Said[string] | undefined, b: Said[string] | undefined): boolean {
  return plain(a) === plain(b)
}

/** What is kept has no spaces at its ends and one kind of line break. */
function plain(value: Said[string] = ''): string {
  if (typeof value !== 'string') return value.join('\n')
  return value.replaceAll('\r\n', '\n').trim()
}

/** Fields of `after` that say something else than `before`. */
export function changedIn(after: Said, before: Said): Said {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !same(value, before[name])))
}

export function sameForm(said: Said, base: Said): boolean {
  return Object.keys(changedIn(said, base)).length === 0
}

const UNSAID = new Set(['_csrf', 'go', 'seen', 'attempt'])

export function saidIn(form: HTMLFormElement): Said {
  const said: Record<string, string | string[]> = {}
  const lists = [...form.querySelectorAll<HTMLInputElement>('[name$="[]"]')]
  for (const { name } of lists) said[name.slice(0, -2)] = []
  for (const [name, value] of new FormData(form)) {
    if (UNSAID.has(name) || typeof value !== 'string') continue
    if (name.endsWith('[]')) (said[name.slice(0, -2)] as string[]).push(value)
    else said[name] = value
  }
  return said
}

export function fillIn(form: HTMLFormElement, said: Said): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('[name]')) {
    const value = said[field.name.replace('[]', '')]
    if (value === undefined) continue
    if (field.type === 'radio' || field.type === 'checkbox')
      field.checked = value.includes(field.value) && (Array.isArray(value) || value === field.value)
    else if (typeof value === 'string') field.value = value
  }
}

/** A field as its form words it, with what was said there; null where nothing was. */
export function wording(
  form: HTMLFormElement,
  [name, value]: [string, Said[string]],
): { label: string; text: string | null } {
  const fields = [...form.querySelectorAll<HTMLInputElement>(`[name="${name}"], [name="${name}[]"]`)]
  const ticks = fields.filter(({ type }) => type === 'radio' || type === 'checkbox')
  const chosen = ticks.filter((field) => (Array.isArray(value) ? value.includes(field.value) : value === field.value))
  const label = ticks.length > 0 ? ticks[0]?.closest('fieldset')?.querySelector('legend') : fields[0]?.labels?.[0]
  const text = ticks.length > 0 ? chosen.map((field) => field.labels?.[0]?.textContent).join('\n') : value.toString()
  return { label: label?.textContent ?? '', text: text === '' ? null : text }
}
