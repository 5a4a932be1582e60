import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'

type Gap = 4 | 8 | 12 | 16 | 24 | 32 | 48

/** One under the other. Works in islands, as all of this file. */
export function Stack({ children, gap }: { children: ComponentChildren; gap?: Gap }) {
  return <div class={classNames('stack', gap && `gap-${gap}`)}>{children}</div>
}

/** Beside each other, wrapping. */
export function Cluster({ children, gap, spread }: { children: ComponentChildren; gap?: Gap; spread?: boolean }) {
  return <div class={classNames('cluster', gap && `gap-${gap}`, spread && 'cluster-spread')}>{children}</div>
}

/** As many equal columns as fit: small ≥ 10rem, medium ≥ 17rem, large ≥ 24rem. A list when `as` says so. */
export function Grid({
  children,
  size = 'medium',
  as = 'div',
}: {
  children: ComponentChildren
  size?: 'small' | 'medium' | 'large'
  as?: 'div' | 'ul'
}) {
  const name = `grid grid-${size}`
  return as === 'ul' ? <ul class={name}>{children}</ul> : <div class={name}>{children}</div>
}

/** The main matter and, beside it from 900 px, what accompanies it. */
export function WithAside({
  children,
  aside,
  label,
}: {
  children: ComponentChildren
  aside: ComponentChildren
  label: string
}) {
  return (
    <div class="with-aside">
      <div class="with-aside-main">{children}</div>
      <aside aria-label={label}>{aside}</aside>
    </div>
  )
}

export interface SectionProps {
  title: string
  /** Where the title is in another language than the page. */
  titleLang?: string | undefined
  id?: string
  /** A line under the heading in the margin. */
  note?: ComponentChildren
  /** Id of the heading it stands below, where other parts of the page have the same title. */
  within?: string | undefined
  level?: 2 | 3
  children: ComponentChildren
}

/** A ruled section with its heading in the margin, as in a notebook; the margin folds above the text on small screens. */
export function Section({ title, titleLang, id, note, within, level = 2, children }: SectionProps) {
  const headingId = id && `${id}-title`
  return (
    <section class="section" id={id} aria-labelledby={within ? `${within} ${headingId}` : headingId}>
      <div class="section-margin">
        {level === 2 ? (
          <h2 id={headingId} lang={titleLang}>
            {title}
          </h2>
        ) : (
          <h3 id={headingId} lang={titleLang}>
            {title}
          </h3>
        )}
        {note && <p class="small muted">{note}</p>}
      </div>
      <div class="section-body stack">{children}</div>
    </section>
  )
}

/** Running text that came from an author: paragraphs, lists, headings in a reading measure. */
export function Prose({ children, letter, lang }: { children: ComponentChildren; letter?: boolean; lang?: string }) {
  return (
    <div class={classNames('prose', letter && 'prose-letter')} lang={lang}>
      {children}
    </div>
  )
}
