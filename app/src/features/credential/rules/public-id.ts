/** 128 random bits in base58, 22 characters: the address of a credential tells nothing and cannot be guessed. */
export function isPublicId(text: string): boolean {
  return /^[1-9A-HJ-NP-Za-km-z]{22}$/.test(text)
}

/** The credential a path of files or pages below `/c/` speaks of; null when it is no address of ours. */
export function publicIdOf(path: string): string | null {
  const [, id] = /^\/c\/([1-9A-HJ-NP-Za-km-z]{22})(?:\.(?:json|png|pdf)|\/(?:print|embed))?\/?$/.exec(path) ?? []
  return id ?? null
}
