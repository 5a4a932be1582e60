import { OpenBadgesError } from '../errors.ts'

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(%3A[1-9][0-9]{0,4})?$/
const SEGMENT = /^[A-Za-z0-9._-]+$/

/**
 * The URL of a did:web document: `did:web:host:a:b` gives `https://host/a/b/did.json`, `did:web:host` gives `/.well-known/did.json`.
 * The grammar is checked before any URL exists: no path tricks, no user info, no escapes except the port's `%3A`.
 *
 * @throws OpenBadgesError `DID_SYNTAX`
 */
export function didWebUrl(did: string): string {
  const [scheme, method, host = '', ...path] = did.split(':')
  const good =
    did.length <= 512 &&
    scheme === 'did' &&
    method === 'web' &&
    isHost(host) &&
    path.every((segment) => SEGMENT.test(segment) && !/^\.+$/.test(segment))
  if (!good) throw new OpenBadgesError('DID_SYNTAX', 'This is not a did:web identifier.')
  const folder = path.length > 0 ? path.join('/') : '.well-known'
  return `https://${host.replace('%3A', ':')}/${folder}/did.json`
}

function isHost(host: string): boolean {
  return HOST.test(host) && !host.includes('..') && Number(host.split('%3A')[1] ?? 443) <= 65_535
}
