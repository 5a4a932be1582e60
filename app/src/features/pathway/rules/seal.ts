import { isStrand } from '../../catalog/rules/strand.ts'
import type { Kind, StackWords, Words } from '../model.ts'
import { hasParts, ruleIn, type StackContent } from './own-stack.ts'
import { keyOf, type StackRule } from './progress.ts'
import { strandOf } from './strand-of.ts'

/** What two people publish, word for word. */
export interface Sealed {
  readonly slug: string
  readonly strand: string
  readonly words: StackWords
  readonly rule: StackRule
}

/** A draft without problems, as it will be published; `strandIn` is that of a member by its key. */
export function sealedOf(kind: Kind, content: StackContent, strandIn: (id: string) => string): Sealed {
  const parts = hasParts(kind, content) ? content.parts : []
  const named = (name: 'title' | 'titleEs'): Words['groups'] =>
    Object.fromEntries(parts.map((part) => [part.id, part[name].trim()]))
  const { title, summary, titleEs, summaryEs } = content
  const es = { title: titleEs.trim(), summary: summaryEs.trim(), groups: named('titleEs') }
  return {
    slug: addressOf(title),
    strand: strandOf(content.members.map((member) => strandIn(keyOf(member))).filter(isStrand)),
    words: {
      en: { title: title.trim(), summary: summary.trim(), groups: named('title') },
      ...(es.title === '' ? {} : { es }),
    },
    rule: ruleIn(kind, content),
  }
}

/** A title as the last part of an address. */
function addressOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)
    .replace(/-$/, '')
  return plain === '' ? 'stack' : plain
}
