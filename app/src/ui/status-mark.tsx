import type { ComponentChildren } from 'preact'
import { Mark, type MarkName } from './mark.tsx'

export type StatusKind = 'met' | 'notYet' | 'notRated' | 'waiting' | 'revoked' | 'info'

const MARKS = {
  met: 'met',
  notYet: 'notYet',
  notRated: 'notRated',
  waiting: 'waiting',
  revoked: 'revoked',
  info: 'info',
} as const satisfies Record<StatusKind, MarkName>

/** Mark and word together; color only repeats them. Works in islands: the word is given. */
export function StatusMark({ kind, children }: { kind: StatusKind; children: ComponentChildren }) {
  return (
    <span class={`status status-${kind}`}>
      <Mark name={MARKS[kind]} />
      <span>{children}</span>
    </span>
  )
}
