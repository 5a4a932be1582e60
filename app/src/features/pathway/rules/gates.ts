/** A step of a pathway as far as the order goes. */
export interface Gated {
  readonly id: string
  readonly after: readonly string[]
}

/** How deep each step lies: those that wait for none are 0. A step that waits for itself, however far around, has no place. */
export function layersOf(steps: readonly Gated[]): ReadonlyMap<string, number> {
  const layers = new Map<string, number>()
  for (let layer = 0; layer < steps.length; layer++) {
    const ready = steps.filter(({ id, after }) => !layers.has(id) && after.every((before) => layers.has(before)))
    for (const { id } of ready) layers.set(id, layer)
  }
  return layers
}
