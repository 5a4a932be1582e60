import { fromMultikey, type KeyRecord, OpenBadgesError, type PublicKey } from '@cairn/openbadges'
import * as z from 'zod'
import { wholeSecond } from '../features/credential/rules/addresses.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'

const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Key = z.object({
  id: z.string().min(1),
  publicKeyMultibase: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]+$/),
  purpose: z.enum(['award', 'status', 'log']),
  notBefore: Time,
  notAfter: Time.nullish(),
  state: z.enum(['active', 'ended', 'compromised']),
  since: Time.nullish(),
})
const Issuer = z.object({ did: z.string().startsWith('did:'), keys: z.array(Key).max(1_000) })
const TrustFile = z.union([z.object({ issuers: z.array(Issuer).max(10_000) }), Issuer])

export interface Trust {
  readonly keys: readonly KeyRecord[]
  readonly issuers: ReadonlySet<string>
}

/** Keys pinned beforehand: a site's `/.well-known/cairn-trust.json`, or one issuer's `keys.json`. */
export function readTrust(text: string): Trust {
  const result = TrustFile.safeParse(json(text))
  if (!result.success)
    throw new OperatorProblem('The trust file is not one: it holds {"issuers": […]} or one issuer with its keys.')
  const issuers = 'issuers' in result.data ? result.data.issuers : [result.data]
  return {
    keys: issuers.flatMap(({ did, keys }) => keys.map((key) => recordOf(did, key))),
    issuers: new Set(issuers.map(({ did }) => did)),
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function recordOf(did: string, key: z.infer<typeof Key>): KeyRecord {
  const { notAfter, since } = key
  return {
    id: key.id.startsWith('did:') ? key.id : `${did}#${key.id.replace(/^#/, '')}`,
    controller: did,
    key: keyOf(key),
    purpose: key.purpose,
    // Proofs bear whole seconds; a key speaks from the second it was made in.
    notBefore: wholeSecond(key.notBefore),
    ...(notAfter ? { notAfter } : {}),
    state: key.state,
    ...(since ? { since } : {}),
  }
}

/** A key that could sign nothing, or anything, would make every answer worthless: the file is refused. */
function keyOf({ id, publicKeyMultibase }: z.infer<typeof Key>): PublicKey {
  try {
    return fromMultikey(publicKeyMultibase)
  } catch (error) {
    if (!(error instanceof OpenBadgesError)) throw error
    throw new OperatorProblem(`The key ${id} of the trust file cannot be used. ${error.message} Fetch the file again.`)
  }
}
