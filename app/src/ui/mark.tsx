import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'

const RING = <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" />
const SHAPES = {
  met: (
    <path
      fill="currentColor"
      fill-rule="evenodd"
      d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM3.9 8.4 5.3 7l1.8 1.8 3.6-3.7 1.4 1.4-5 5.1z"
    />
  ),
  notYet: (
    <>
      {RING}
      <path fill="currentColor" d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" />
    </>
  ),
  notRated: RING,
  revoked: (
    <>
      {RING}
      <path d="m3.8 12.2 8.4-8.4" stroke="currentColor" stroke-width="1.6" />
    </>
  ),
  waiting: (
    <>
      {RING}
      <path d="M8 4.4V8l2.4 1.7" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
    </>
  ),
  info: (
    <>
      {RING}
      <path d="M8 7.2v4M8 4.6v.6" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
    </>
  ),
  problem: (
    <>
      <path d="M8 1.9 14.7 13.6H1.3z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
      <path d="M8 6.2v3.3M8 11.4v.2" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
    </>
  ),
  locked: (
    <>
      <rect x="2.8" y="7" width="10.4" height="7" rx="1.6" fill="currentColor" />
      <path d="M5.2 7V4.8a2.8 2.8 0 0 1 5.6 0V7" fill="none" stroke="currentColor" stroke-width="1.6" />
    </>
  ),
  open: <path d="m3.5 6 4.5 4.6L12.5 6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />,
  onward: (
    <path d="m6 3.5 4.6 4.5L6 12.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
  ),
  back: <path d="M10 3.5 5.4 8l4.6 4.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />,
  up: <path d="M8 3v10M3.8 7.2 8 3l4.2 4.2" fill="none" stroke="currentColor" stroke-width="1.7" />,
  down: <path d="M8 3v10M3.8 8.8 8 13l4.2-4.2" fill="none" stroke="currentColor" stroke-width="1.7" />,
} as const satisfies Record<string, ComponentChildren>

export type MarkName = keyof typeof SHAPES

/** A drawn sign; the word beside it carries the meaning, so it is hidden from screen readers. Works in islands. */
export function Mark({ name, large }: { name: MarkName; large?: boolean }) {
  return (
    <svg
      class={classNames('mark', large && 'mark-large')}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      {SHAPES[name]}
    </svg>
  )
}

/** Three stones: the sign of the house. */
export function Cairn({ size = 32 }: { size?: number }) {
  return (
    <svg class="cairn" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.8">
        <ellipse cx="16" cy="25.4" rx="11.4" ry="4.6" fill="currentColor" />
        <ellipse cx="15" cy="16" rx="8" ry="3.9" transform="rotate(-4 15 16)" />
        <ellipse cx="16.6" cy="8" rx="4.8" ry="3.1" fill="currentColor" transform="rotate(7 16.6 8)" />
      </g>
    </svg>
  )
}
