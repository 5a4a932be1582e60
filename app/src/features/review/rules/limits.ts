/** How long a text may be: one number for the field, the form and what a script saves. */
export const MOST = { comment: 4000, missing: 4000, nextStep: 2000, overall: 4000, reason: 10_000, spot: 500 } as const
