import type { Framework } from '../model.ts'
import { mayShowText } from '../policy.ts'
import { type Held, outward } from '../rules.ts'

/** A statement as somebody may see it who aligns to it: its words only where they may be passed on. */
export interface Alignable {
  /** Within its framework; what a choice is sent as. */
  readonly key: string
  /** As an alignment names it. */
  readonly itemId: string
  readonly label: string | null
  readonly words: string | null
  /** Where its source shows it. */
  readonly uri: string | null
  /** On a page of this site. */
  readonly path: string
}

const LONGEST_ID = 120

/** Of a framework of this site; its competencies in the order of its domains. */
export function alignableOfOwn(framework: Framework): Alignable[] {
  const open = mayShowText(framework).ok
  const place = new Map(framework.domains.map(({ id, order }) => [id, order]))
  return [...framework.competencies]
    .sort((a, b) => (place.get(a.domain) ?? 0) - (place.get(b.domain) ?? 0))
    .map(({ code, label, statement }) => ({
      ...{ key: code, itemId: code, uri: null, path: `/frameworks/${framework.id}#${code}` },
      label: open ? label : null,
      words: open ? statement : null,
    }))
}

/** Of a framework that was taken in. */
export function alignableOf(id: string, held: Held): Alignable[] {
  const open = mayShowText(held.rights).ok
  return outward(held).CFItems.map((item) => {
    const { identifier, humanCodingScheme: code, abbreviatedStatement, fullStatement, uri } = item
    const label = abbreviatedStatement ?? null
    return {
      ...{ key: identifier, itemId: code && code.length <= LONGEST_ID ? code : identifier },
      ...{ label, words: open && fullStatement !== label ? fullStatement : null },
      uri: /^https:\/\//i.test(uri) ? uri : null,
      path: `/frameworks/${id}#${identifier.toLowerCase()}`,
    }
  })
}

/** Every word stands somewhere in what may be seen of it. */
export function answersTo({ itemId, label, words }: Alignable, asked: readonly string[]): boolean {
  const text = `${itemId} ${label ?? ''} ${words ?? ''}`.toLowerCase()
  return asked.every((word) => text.includes(word.toLowerCase()))
}
