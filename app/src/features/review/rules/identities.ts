/** An initial alone recognizes nobody and would cover half a text. */
const PART = /^\p{L}[\p{L}\p{M}'’-]+$/u

/** Forms in which one person can be recognized: the name whole and in parts, the address and its handle, the schools. */
export function identitiesOf({
  name,
  email,
  schools,
}: {
  readonly name: string
  readonly email: string | null
  readonly schools: readonly string[]
}): string[] {
  const handle = email?.split('@')[0] ?? ''
  const parts = name.split(/\s+/).filter((part) => PART.test(part))
  return [name, ...parts, email ?? '', ...(handle.length > 3 ? [handle] : []), ...schools].filter(
    (form) => form.trim() !== '',
  )
}
