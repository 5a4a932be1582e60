export function statusListUrl(baseUrl: string, { slug, n }: { slug: string; n: number }): string {
  return `${baseUrl}/issuers/${slug}/status/revocation/${n}`
}

export function credentialUrl(baseUrl: string, publicId: string): string {
  return `${baseUrl}/c/${publicId}`
}

/** Whole seconds: dates in credentials carry no fraction. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000)
}

/** A random index among the free ones, from 17 random bits at a time. */
export function statusIndex(random: Uint8Array): number {
  return (((random[0] ?? 0) << 16) | ((random[1] ?? 0) << 8) | (random[2] ?? 0)) & 0x1ffff
}

/** When an award ends, by the achievement's own rule; calendar months, the last day of a shorter month. */
export function validUntil(
  awardedAt: Date,
  expiry: { kind: 'never' } | { kind: 'after'; months: number } | undefined,
): Date | null {
  if (expiry?.kind !== 'after') return null
  const end = new Date(awardedAt)
  end.setUTCMonth(end.getUTCMonth() + expiry.months)
  if (end.getUTCDate() !== awardedAt.getUTCDate()) end.setUTCDate(0)
  return end
}
