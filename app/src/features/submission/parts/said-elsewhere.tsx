import type { ComponentChildren } from 'preact'
import { Notice } from '../../../ui/notice.tsx'

interface SaidElsewhereProps {
  title: string
  /** The word for a field that was left empty there. */
  nothing: string
  lines: readonly { readonly label: string; readonly text: string | null }[]
  live?: boolean
  children?: ComponentChildren
}

/** What was said elsewhere about the same fields, while one's own words stand in the form. Works in islands. */
export function SaidElsewhere({ title, nothing, lines, live, children }: SaidElsewhereProps) {
  return (
    <Notice tone="notYet" title={title} live={live}>
      {lines.map(({ label, text }) => (
        <div key={label}>
          <p class="small muted">{label}</p>
          <blockquote class="prompt-theirs">{text ?? nothing}</blockquote>
        </div>
      ))}
      {children}
    </Notice>
  )
}
