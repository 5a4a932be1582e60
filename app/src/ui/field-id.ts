/** One field name, one id: labels, hints and the error summary all point at it. `scope` tells two forms of a page apart. */
export function fieldId(name: string, scope?: string): string {
  const safe = name.replace(/[^\w-]+/g, '-')
  return scope ? `field-${scope}-${safe}` : `field-${safe}`
}

export function hintId(id: string): string {
  return `${id}-hint`
}

export function errorId(id: string): string {
  return `${id}-error`
}

/** The ids a control is described by, in reading order. */
export function describedBy(id: string, told: { hint?: unknown; error?: unknown; also?: string }): string | undefined {
  const ids = [told.hint ? hintId(id) : '', told.error ? errorId(id) : '', told.also ?? ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
