import type { Kind } from '../model.ts'

const FOLDERS = { stack: '/stacks', pathway: '/pathways' } as const satisfies Record<Kind, string>

/** The page of a stack or pathway. */
export function addressOf({ kind, slug }: { kind: Kind; slug: string }): string {
  return `${FOLDERS[kind]}/${slug}`
}
