const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Identifiers of statements, and ids of frameworks that were taken in. */
export function isGuid(text: string): boolean {
  return GUID.test(text)
}
