import { groupBy } from '../../../lib/group-by.ts'
import { type DraftContent, type DraftState, isWritable, SECTION_IDS, type SectionId } from './draft.ts'
import { asFinding, type Finding } from './draft-lint.ts'
import { error } from './problem.ts'

/** What stands already under the code of a file. */
export interface Standing {
  readonly draft?: {
    readonly id: string
    readonly state: DraftState
    readonly same: boolean
    readonly mine: boolean
    /** Changed here since a file filled it. */
    readonly touched: boolean
  }
  readonly published?: { readonly achievementId: string; readonly versionId: string; readonly same: boolean }
}
export type Deed =
  | { readonly action: 'created' | 'unchanged' | 'left' }
  | { readonly action: 'updated'; readonly draftId?: string }
  | { readonly action: 'refused'; readonly because: 'not-your-draft' | 'draft-not-open' }

/** What a sound file does: it begins a draft, goes into the open one, finds everything as it is, or leaves what was changed here. */
export function decideDraft({ draft, published }: Standing, replace: boolean): Deed {
  if (draft?.same) return { action: 'unchanged' }
  if (draft && !draft.mine) return { action: 'refused', because: 'not-your-draft' }
  if (draft && !isWritable(draft.state)) return { action: 'refused', because: 'draft-not-open' }
  if (draft?.touched && !replace) return { action: 'left' }
  if (draft) return { action: 'updated', draftId: draft.id }
  if (published?.same) return { action: 'unchanged' }
  return published ? { action: 'updated' } : { action: 'created' }
}

/** A file fills all parts at once; whoever writes here changes one after the other. */
export function isTouched(sections: Readonly<Partial<Record<SectionId, number>>>): boolean {
  return new Set(SECTION_IDS.map((id) => sections[id] ?? 1)).size > 1
}

/** A draft may lack words; what is no part of a file, or of another kind, it cannot hold. */
export function cannotHold(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => code === 'form' || code === 'unknown' || code === 'control')
}

interface NamedFile {
  readonly file: string
  readonly content?: Pick<DraftContent, 'slug' | 'code'> | undefined
}

/** Of each file, which others of the same import would stand under its address as something else. */
export function sharedAddresses(files: readonly NamedFile[]): Finding[][] {
  const bySlug = groupBy(files, ({ content }) => content?.slug)
  return files.map((named) => {
    const { file, content } = named
    const slug = content?.slug ?? ''
    const here = slug ? (bySlug.get(slug) ?? []) : []
    const others = here.filter((other) => other !== named && !isSame(other, named))
    if (others.length === 0) return []
    const names = others.map((other) => other.file).join(', ')
    const message = `${file} and ${names} have the address ${slug} both.`
    return [{ ...asFinding(error('slug', 'slug_shared', message)), values: { file, others: names, slug } }]
  })
}

/** Without a code nothing says that two files are of one entry. */
function isSame(one: NamedFile, other: NamedFile): boolean {
  const code = one.content?.code
  return Boolean(code) && code === other.content?.code
}

/** The words of a file as a draft keeps them. */
export function keptOf(value: unknown): DraftContent {
  return tidied(value) as DraftContent
}

function tidied(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replaceAll('\r\n', '\n').normalize('NFC').trim()
  if (Array.isArray(value)) return value.map(tidied)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidied(inner)]))
}
