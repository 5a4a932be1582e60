/** One place where two versions differ; lists of things with an id are compared thing by thing. */
export interface Difference {
  path: string
  before: unknown
  after: unknown
}

export function differencesBetween(before: unknown, after: unknown, path = ''): Difference[] {
  if (same(before, after)) return []
  if (isRecord(before) && isRecord(after)) return inRecords(before, after, path)
  const [byKeyBefore, byKeyAfter] = [keyed(before), keyed(after)]
  if (byKeyBefore && byKeyAfter) return inRecords(byKeyBefore, byKeyAfter, path)
  return [{ path, before, after }]
}

type Fields = Readonly<Record<string, unknown>>

function inRecords(before: Fields, after: Fields, path: string): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) => differencesBetween(before[key], after[key], path === '' ? key : `${path}.${key}`))
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list of things as a record by what names each; nothing for a list of words. */
function keyed(value: unknown): Fields | undefined {
  if (!Array.isArray(value)) return undefined
  const items: readonly unknown[] = value
  const things = items.filter(isRecord)
  return things.length < items.length ? undefined : Object.fromEntries(things.map((thing) => [nameOf(thing), thing]))
}

function nameOf(thing: Fields): string {
  if ('frameworkId' in thing) return `${thing.frameworkId}/${thing.itemId}`
  return String(thing.id ?? thing.code ?? thing.achievementId ?? thing.title ?? thing.unit)
}

function same(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
