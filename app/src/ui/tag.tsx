import type { ComponentChildren } from 'preact'

export type Strand = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l'

export interface TagProps {
  children: ComponentChildren
  /** A small letter in the strand's color; the words say the same. */
  strand?: Strand
  href?: string
}

/** A quiet label. Works in islands. */
export function Tag({ children, strand, href }: TagProps) {
  const words = (
    <>
      {strand && (
        <span class={`tag-strand tag-strand-${strand}`} aria-hidden="true">
          {strand.toUpperCase()}
        </span>
      )}
      {children}
    </>
  )
  return href ? (
    <a class="tag" href={href}>
      {words}
    </a>
  ) : (
    <span class="tag">{words}</span>
  )
}
