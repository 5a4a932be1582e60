import { timingSafeEqual } from 'node:crypto'
import { base64url } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Cookie } from '../../../platform/route.ts'
import { KNOWN_DAYS } from '../rules/sign-in-limits.ts'
import { markOf } from './secrets.ts'

type Place = Pick<Ctx<never>, 'keys' | 'visitor' | 'random'>
const MOST = 8

interface Known {
  readonly id: string
  readonly marks: readonly string[]
}

/** What the cookie says, if this site wrote it. */
function readKnown({ keys, visitor }: Place): Known | null {
  const [id = '', seal = '', ...marks] = (visitor.known ?? '').split('.')
  const right = Buffer.from(sealOf({ keys }, { id, marks }))
  const given = Buffer.from(seal)
  return right.length === given.length && timingSafeEqual(right, given) ? { id, marks } : null
}

function sealOf({ keys }: Pick<Place, 'keys'>, { id, marks }: Known): string {
  return keys.mac('known browser', [id, ...marks].join('.')).toString('base64url')
}

/** What counters know this browser and this address by; null where the address never signed in from here. */
export function markHere(ctx: Place, email: string): string | null {
  const known = readKnown(ctx)
  const mark = markOf(ctx.keys, email)
  return known?.marks.includes(mark) ? `here ${known.id} ${mark}` : null
}

/** Whoever just came in may ask for a code here later, whatever strangers do with the address elsewhere. */
export function rememberBrowser(ctx: Place, emails: readonly string[]): Cookie {
  const { id, marks } = readKnown(ctx) ?? { id: base64url(ctx.random(16)), marks: [] }
  const own = emails.map((email) => markOf(ctx.keys, email.toLowerCase()))
  const kept = [...new Set([...own, ...marks])].slice(0, MOST)
  const value = [id, sealOf(ctx, { id, marks: kept }), ...kept].join('.')
  return { name: 'known', value, maxAge: KNOWN_DAYS * 24 * 3_600 }
}
