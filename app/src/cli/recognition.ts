import type { Tables } from '../database.ts'
import { type LedgerCheck, verifyLedger } from '../features/recognition/actions.ts'
import { listLedgers } from '../features/recognition/reads.ts'
import type { Installation } from '../platform/installation.ts'
import { atConsole } from './console.ts'

export interface CheckedLedger extends LedgerCheck {
  readonly slug: string
}

/** The command `recognition verify-ledger`: every organization's chain from its first entry, or the one that is named. */
export async function verifyLedgers(
  home: Installation<Tables>,
  console: string,
  slug?: string,
): Promise<CheckedLedger[]> {
  const ledgers = await atConsole(home, console).transact((tx) => listLedgers(tx))
  const checked: CheckedLedger[] = []
  for (const ledger of ledgers.filter((each) => slug === undefined || each.slug === slug))
    checked.push({ slug: ledger.slug, ...(await verifyLedger(atConsole(home, console, ledger.tenantId))) })
  return checked
}

/** One line for each ledger, as the console prints it. */
export function ledgerLine({ slug, entries, brokenAt }: CheckedLedger): string {
  return brokenAt === null
    ? `${slug}: ${entries} entries, unbroken`
    : `${slug}: BROKEN at entry ${brokenAt} (${entries} entries read)`
}
