/** Class references that mean several factors (RFC 9470 practice, OpenID EAP, NIST AAL, Microsoft). */
const CLASSES = new Set([
  'phr',
  'phrh',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor-physical',
  'http://idmanagement.gov/ns/assurance/aal/2',
  'http://idmanagement.gov/ns/assurance/aal/3',
  'urn:mace:incommon:iap:silver',
  'https://refeds.org/profile/mfa',
])

/** Whether the organization's sign-in states several factors (RFC 8176 `mfa`, or a known class). */
export function isMultiFactor({ acr, amr }: { acr?: unknown; amr?: unknown }): boolean {
  if (typeof acr === 'string' && CLASSES.has(acr)) return true
  return Array.isArray(amr) && amr.includes('mfa')
}
