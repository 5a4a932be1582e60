/** What an organization's client secret is wrapped with: it opens in its own place alone. */
export function secretLabel(tenantId: string, providerId: string): string {
  return `sign-in provider ${tenantId} ${providerId}`
}
