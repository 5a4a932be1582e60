import type { Tables } from '../database.ts'
import { type LedgerCheck, verifyLedger } from '../features/recognition/actions.ts'
import { listLedgers } from '../features/recognition/reads.ts'
import { contextFor, type Installation, nobody } from '../platform/installation.ts'

export interface CheckedLedger extends LedgerCheck {
  readonly slug: string
}

/** `cairn recognition verify-ledger`: every organization's chain from its first entry, or the one that is named. */
export async function verifyLedgers(
  home: Installation<Tables>,
  console: string,
  slug?: string,
): Promise<CheckedLedger[]> {
  const within = (tenantId: string | null) =>
    contextFor(home, {
      tenantId,
      personId: null,
      actor: { ...nobody, id: `console:${console}`, kind: 'console' },
      locale: 'en',
      timeZone: 'UTC',
      requestId: 'console',
      sessionId: null,
    })
  const ledgers = await within(null).transact((tx) => listLedgers(tx))
  const checked: CheckedLedger[] = []
  for (const ledger of ledgers.filter((each) => slug === undefined || each.slug === slug))
    checked.push({ slug: ledger.slug, ...(await verifyLedger(within(ledger.tenantId))) })
  return checked
}

/** One line for each ledger, as the console prints it. */
export function ledgerLine({ slug, entries, brokenAt }: CheckedLedger): string {
  return brokenAt === null
    ? `${slug}: ${entries} entries, unbroken`
    : `${slug}: BROKEN at entry ${brokenAt} (${entries} entries read)`
}
