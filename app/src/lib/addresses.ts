const BLOCKED_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Whether an address (as a resolver answers it) is public unicast: nothing inside, local, mapped, tunnelled or reserved. */
export function isPublicAddress(address: string): boolean {
  return address.includes(':') ? isPublic6(address) : isPublic4(address)
}

function isPublic4(address: string): boolean {
  const value = number4(address)
  if (value === null) return false
  return !BLOCKED_4.some(([base, bits]) => {
    const size = 2 ** (32 - bits)
    return Math.floor(value / size) === Math.floor((number4(base) ?? 0) / size)
  })
}

function number4(address: string): number | null {
  const parts = address.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN))
  if (parts.length !== 4 || parts.some((part) => !(part <= 255))) return null
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

/** Global unicast is 2000::/3; Teredo, 6to4, documentation and benchmarking ranges inside it are left out. */
function isPublic6(address: string): boolean {
  const groups = groupsOf(address)
  if (!groups) return false
  const [first = 0, second = 0] = groups
  if (first < 0x2000 || first > 0x3fff) return false
  if (first === 0x2002) return false
  return !(first === 0x2001 && (second === 0 || second === 0xdb8 || (second >= 0x2 && second <= 0x1ff)))
}

/** The eight groups of an IPv6 address, however it is written; null for anything else. */
export function groupsOf(address: string): number[] | null {
  const plain = (address.split('%')[0] ?? '').replace(/(?<!\d)(?:\d{1,3}\.){3}\d{1,3}$/, asGroups)
  const [head = '', tail] = plain.split('::')
  const front = head ? head.split(':') : []
  const back = tail ? tail.split(':') : []
  const gap = tail === undefined ? 0 : 8 - front.length - back.length
  if (gap < 0) return null
  const all = [...front, ...Array<string>(gap).fill('0'), ...back]
  const groups = all.map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN))
  return groups.length === 8 && groups.every((group) => !Number.isNaN(group)) ? groups : null
}

function asGroups(dotted: string): string {
  const value = number4(dotted)
  return value === null ? dotted : `${Math.floor(value / 65_536).toString(16)}:${(value % 65_536).toString(16)}`
}
