/** Addresses under /issuers and /org that no organization may take. */
const RESERVED = new Set(['starter', 'cairn', 'site', 'new', 'demo', 'admin'])

/** A name as an address: "Lakeview Schools" becomes `lakeview-schools`; too short or reserved ones get a number. */
export function slugOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)
    .replace(/-$/, '')
  const base = plain.length >= 3 ? plain : `org-${plain || '1'}`
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!RESERVED.has(slug) && !taken.has(slug)) return slug
  }
}
