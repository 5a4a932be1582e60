/** What a form says, field by field, as it is sent: `attestations[]` as a list under its plain name. */
export type Said = Readonly<Record<string, string | readonly string[]>>

/** What waits on this device: the form as it came, and as it was left. */
export interface Left {
  readonly base: Said
  readonly said: Said
}

/** Of what was left here, all that nobody changed elsewhere in the meantime. */
export function stillOpen(now: Said, { base, said }: Left): Said {
  const open = Object.keys(said).filter((name) => !same(said[name], base[name]) && same(now[name], base[name]))
  return Object.fromEntries(open.map((name) => [name, said[name] ?? '']))
}

function same(a: Said[string] | undefined, b: Said[string] | undefined): boolean {
  return JSON.stringify(a ?? '') === JSON.stringify(b ?? '')
}

export function sameForm(a: Said, b: Said): boolean {
  return [...Object.keys(a), ...Object.keys(b)].every((name) => same(a[name], b[name]))
}

const UNSAID = new Set(['_csrf', 'go'])

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
