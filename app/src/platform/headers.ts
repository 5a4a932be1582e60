/** The exact set of 08-trust.md 2.12; a test compares it for every route and status. */
export interface HeaderFacts {
  readonly nonce: string
  readonly filesUrl: string
  readonly https: boolean
  readonly cors: boolean
  readonly embed: boolean
  readonly cache: string
}

const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((name) => `${name}=()`)
  .concat(
    'publickey-credentials-get=(self)',
    'publickey-credentials-create=(self)',
    'camera=(self)',
    'microphone=(self)',
  )
  .join(', ')

export function contentSecurityPolicy({
  nonce,
  filesUrl,
  embed,
}: Pick<HeaderFacts, 'nonce' | 'filesUrl' | 'embed'>): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob: ${filesUrl}`,
    `media-src 'self' blob: ${filesUrl}`,
    `font-src 'self'`,
    `connect-src 'self' ${filesUrl}`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    // Chromium asks this of redirects too: the form that opens one's own file ends at the files' origin.
    `form-action 'self' ${filesUrl}`,
    `frame-src ${filesUrl}`,
    `frame-ancestors ${embed ? '*' : `'none'`}`,
    `base-uri 'none'`,
    `object-src 'none'`,
  ].join('; ')
}

export function headersFor(facts: HeaderFacts): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(facts),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': facts.cors ? 'cross-origin' : 'same-origin',
    'permissions-policy': PERMISSIONS,
    'cache-control': facts.cache,
    ...(facts.https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    ...(facts.cors ? { 'access-control-allow-origin': '*' } : {}),
  }
}

export const CACHE = {
  private: 'no-store',
  'public-300': 'public, max-age=300',
  'public-3600': 'public, max-age=3600',
  immutable: 'public, max-age=31536000, immutable',
} as const
