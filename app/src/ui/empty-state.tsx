import type { ComponentChildren } from 'preact'

/** A blank page of the notebook: one sentence, one thing to do. Works in islands. */
export function EmptyState({
  sentence,
  actions,
  children,
}: {
  sentence: string
  actions?: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class="empty">
      <p class="empty-sentence">{sentence}</p>
      {children}
      {actions && <div class="actions">{actions}</div>}
    </div>
  )
}
