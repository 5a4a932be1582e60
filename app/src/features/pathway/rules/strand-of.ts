/** The strand most of these entries are of, by the letter of their codes; of two the earlier letter. */
export function strandOf(codes: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code.charAt(0), (counts.get(code.charAt(0)) ?? 0) + 1)
  const [first] = [...counts].sort(([a, many], [b, more]) => more - many || a.localeCompare(b, 'en'))
  return first?.[0] ?? 'A'
}
