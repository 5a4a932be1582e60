import type { Judged } from '../rules/kept-findings.ts'

/** A finding as an author sees it: of a kept one by whom. */
export interface ShownFinding extends Omit<Judged, 'kept'> {
  readonly kept: { readonly reason: string; readonly name: string; readonly at: Date } | null
}

export function shownFinding({ kept, ...finding }: Judged, names: ReadonlyMap<string, string>): ShownFinding {
  return {
    ...finding,
    kept: kept && { reason: kept.reason, name: names.get(kept.by) || '–', at: new Date(kept.at) },
  }
}
