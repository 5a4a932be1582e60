import type { ComponentChildren } from 'preact'
import { Mark } from './mark.tsx'

const MARKS = { info: 'info', met: 'met', notYet: 'notYet', danger: 'problem' } as const

export interface NoticeProps {
  tone?: keyof typeof MARKS
  title?: string
  children?: ComponentChildren
  /** Announced when a script adds it; a message that came with the page needs no role. */
  live?: boolean
}

/** A note pinned to the page. Works in islands. */
export function Notice({ tone = 'info', title, children, live }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={live ? 'status' : undefined}>
      <Mark name={MARKS[tone]} />
      <div class="notice-words">
        {title && <p class="notice-title">{title}</p>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  )
}
