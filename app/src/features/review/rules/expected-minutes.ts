const LEAST_MINUTES = 3

/** The author's estimate is for the whole rubric; whoever reads part of it reads as much less. */
export function expectedMinutes({ whole, criteria, of }: { whole: number; criteria: number; of: number }): number {
  if (criteria >= of) return whole
  return Math.min(whole, Math.max(LEAST_MINUTES, Math.ceil((whole * criteria) / of)))
}
