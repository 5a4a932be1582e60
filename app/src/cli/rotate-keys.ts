import type { Tables } from '../database.ts'
import { type Rotated, rotateKey } from '../features/organization/actions/keys.ts'
import { findIssuerBySlug } from '../features/organization/reads.ts'
import { MOST_KEYS } from '../features/organization/rules/keys.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { Conflict } from '../lib/refusal.ts'
import type { Installation } from '../platform/installation.ts'
import { atConsole } from './console.ts'

export type Purpose = 'award' | 'status'
const SIGNS = { award: 'credentials', status: 'status lists' } as const satisfies Record<Purpose, string>

/** The command `rotate-keys`, and the lines it prints: what signs from when on, and what did before. */
export async function rotateKeys(
  home: Installation<Tables>,
  console: string,
  { slug, purposes }: { slug: string; purposes: readonly Purpose[] },
): Promise<string[]> {
  const issuer = await atConsole(home, console).transact((tx) => findIssuerBySlug(tx, slug))
  if (!issuer) throw new OperatorProblem(`No organization here is called ${slug}.`)
  const lines: string[] = []
  for (const purpose of purposes) {
    const next = await rotateKey(atConsole(home, console, issuer.tenantId), { purpose }).catch(saidPlainly)
    lines.push(lineOf(purpose, next))
  }
  return [...lines, `They stand in ${home.ports.baseUrl}/issuers/${slug}/did.json already.`]
}

function lineOf(purpose: Purpose, { id, notBefore, made, replaces }: Rotated): string {
  const from = `${id} signs ${SIGNS[purpose]} from ${notBefore.toISOString()} on`
  if (!made) return `${from}: it was made before, and nothing more is made.`
  return replaces ? `${from}; until then ${replaces} does.` : `${from}; until then none does.`
}

function saidPlainly(error: unknown): never {
  if (error instanceof Conflict && error.because === 'key-shut')
    throw new OperatorProblem(
      'The master key of this data folder does not open the key that is in use. Nothing was made.',
    )
  if (error instanceof Conflict && error.because === 'keys-full')
    throw new OperatorProblem(
      `This organization has ${MOST_KEYS} keys, and readers look at no more than a hundred. The ones in use go on signing; nothing was made.`,
    )
  throw error
}
