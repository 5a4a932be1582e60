import type { ComponentChildren } from 'preact'

/** Heard, not seen. Works in islands. */
export function VisuallyHidden({ children }: { children: ComponentChildren }) {
  return <span class="visually-hidden">{children}</span>
}
