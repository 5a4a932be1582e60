/** What readers of an attempt score: the criteria not banked; all of them where half or more are open. */
export function openCriteria(
  criteria: readonly { readonly id: string }[],
  banked: readonly { readonly criterionId: string }[],
): string[] {
  const kept = new Set(banked.map(({ criterionId }) => criterionId))
  const ids = criteria.map(({ id }) => id)
  const open = ids.filter((id) => !kept.has(id))
  // 04-assessment.md 1.5: so much is new that the whole is read again; what was met still cannot fall.
  return open.length * 2 >= ids.length ? ids : open
}
