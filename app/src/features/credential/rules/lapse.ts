/** How long a stack's credential stands after a part it needs was taken back. */
export const NOTICE_DAYS = 30
const DAY = 24 * 3_600_000

export function lapsesOn(takenAt: Date): Date {
  return new Date(takenAt.getTime() + NOTICE_DAYS * DAY)
}
