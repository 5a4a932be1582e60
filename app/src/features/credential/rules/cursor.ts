/** Where a page of awards ended: the next one begins behind it, whatever was awarded meanwhile. */
export interface Cursor {
  readonly awardedAt: Date
  readonly id: string
}

export function cursorOf({ awardedAt, id }: Cursor): string {
  return `${awardedAt.toISOString()}~${id}`
}

/** Null for anything that no page of ours ended with. */
export function readCursor(text: string): Cursor | null {
  const [, at = '', id = ''] =
    /^(\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? []
  const awardedAt = new Date(at)
  return Number.isNaN(awardedAt.getTime()) ? null : { awardedAt, id }
}
