import type { Tables } from './database.ts'
import type { Courier, Reaction } from './platform/worker.ts'

/** Who hears what: type of entry → named reaction. A name is part of the outbox and never changes its meaning. */
export interface Heard {
  readonly type: string
  readonly name: string
  readonly reaction: Reaction<Tables>
}

export const heard: readonly Heard[] = []

/** Letters that leave the building, by kind. */
export const couriers: ReadonlyMap<string, Courier<Tables>> = new Map()

export const reactions: ReadonlyMap<string, Reaction<Tables>> = new Map(heard.map(({ name, reaction }) => [name, reaction]))

export function consumers(): ReadonlyMap<string, readonly string[]> {
  const byType = new Map<string, string[]>()
  for (const { type, name } of heard) byType.set(type, [...(byType.get(type) ?? []), name])
  return byType
}
