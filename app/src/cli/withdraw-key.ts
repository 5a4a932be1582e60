import type { Tables } from '../database.ts'
import { countSigned } from '../features/credential/reads.ts'
import { withdrawKey } from '../features/organization/actions/withdraw-key.ts'
import { findIssuerBySlug, findKey } from '../features/organization/reads.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { Installation } from '../platform/installation.ts'
import { atConsole } from './console.ts'

export interface Withdrawing {
  readonly slug: string
  readonly keyId: string
  readonly since: Date
  /** Without it only what would follow is said. */
  readonly confirm: boolean
}

/** The command `withdraw-key`: what it means first, and the deed when it is confirmed. */
export async function withdrawFromConsole(
  home: Installation<Tables>,
  console: string,
  asked: Withdrawing,
): Promise<string[]> {
  const issuer = await atConsole(home, console).transact((tx) => findIssuerBySlug(tx, asked.slug))
  if (!issuer) throw new OperatorProblem(`No organization here is called ${asked.slug}.`)
  const ctx = atConsole(home, console, issuer.tenantId)
  if (asked.since > ctx.now()) throw new OperatorProblem('--since must be a time that has passed.')
  const meaning = await meaningOf(ctx, asked)
  if (!asked.confirm) return [...meaning, 'Nothing is done yet. To withdraw it, run this again with --confirm.']
  const replacedBy = await withdrawKey(ctx, asked)
  const next = replacedBy
    ? `${replacedBy} signs in its place from now on.`
    : 'No other takes its place: its time was over, it was withdrawn before, or the master key does not open it (rotate-keys makes the next one then).'
  return [...meaning, `${asked.keyId} is withdrawn. ${next}`]
}

async function meaningOf(ctx: Ctx<Tables>, { slug, keyId, since }: Withdrawing): Promise<string[]> {
  const [key, count] = await ctx.transact(async (tx) => [
    await findKey(tx, ctx.scope, keyId),
    await countSigned(tx, ctx.scope, { keyId, since }),
  ])
  if (!key) throw new OperatorProblem(`${slug} has no key called ${keyId}. Its keys: ${ctx.baseUrl}/issuers/${slug}`)
  if (key.purpose === 'status') return ['Its status lists are signed anew at once; no credential is touched.']
  if (count.all === 0) return ['No credential was signed with it.']
  const signed = count.all === 1 ? '1 credential was' : `${count.all} credentials were`
  return [
    `${signed} signed with it, ${count.since} of them since ${since.toISOString()}.`,
    'Nobody who checks one of them will believe it any more, whatever its date: whoever has the key can write any date.',
    `They cannot be signed again. The organization finds them at ${ctx.baseUrl}/org/${slug}/awards?key=${keyId}`,
  ]
}
