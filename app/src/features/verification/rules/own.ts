import { publicIdOf } from '../../credential/rules/public-id.ts'

/** A document of this site, which no network is needed for. */
export type OwnDocument =
  | { readonly kind: 'did'; readonly slug: string }
  | { readonly kind: 'statusList'; readonly slug: string; readonly n: string }
  | { readonly kind: 'revocationList'; readonly slug: string }

/** Whether an address lies on this site; a did:web says https even where the site is on this machine alone. */
export function isOwn(baseUrl: string, address: string): boolean {
  return URL.canParse(address) && new URL(address).host === new URL(baseUrl).host
}

export function ownDocument(baseUrl: string, address: string): OwnDocument | null {
  if (!isOwn(baseUrl, address)) return null
  const { pathname } = new URL(address)
  const [, slug, rest] =
    /^\/issuers\/([a-z0-9-]+)\/(did\.json|revocations|status\/revocation\/[1-9]\d{0,5})$/.exec(pathname) ?? []
  if (slug === undefined || rest === undefined) return null
  if (rest === 'did.json') return { kind: 'did', slug }
  if (rest === 'revocations') return { kind: 'revocationList', slug }
  return { kind: 'statusList', slug, n: rest.slice('status/revocation/'.length) }
}

/** The credential that an address of this site shows, by any of its pages and files. */
export function ownCredential(baseUrl: string, address: string): string | null {
  return isOwn(baseUrl, address) ? publicIdOf(new URL(address).pathname) : null
}

/** The slug of an issuer of this site, from its did:web. */
export function ownIssuer(baseUrl: string, did: string): string | null {
  const prefix = `did:web:${new URL(baseUrl).host.replace(':', '%3A')}:issuers:`
  const slug = did.startsWith(prefix) ? did.slice(prefix.length) : ''
  return /^[a-z0-9-]+$/.test(slug) ? slug : null
}
