import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { textIn } from '../../../text.ts'
import { namesOf } from '../../account/reads.ts'
import { holdersOf, listUnits } from '../../organization/reads.ts'
import { mayManageReaders, maySettleFlag } from '../policy.ts'
import { type BankLine, listBankLines } from '../reads/bank.ts'
import { isNewSiteNow } from '../reads/people.ts'
import { countOpenReadings } from '../reads/queue.ts'
import { countWork, listOpenFlags, listReaders, listUnitsOf } from '../reads/readers.ts'
import type { FlagRow, ReaderRow, ReviewWorld } from '../tables.ts'
import { type StuckAttempt, stuckAttempts } from './stuck.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface ReaderLine {
  readonly id: string
  readonly name: string
  readonly school: string
  readonly status: ReaderRow['status']
  readonly provisional: boolean
  readonly languages: readonly string[]
  readonly submitted: number
  readonly leased: number
  readonly since: Date
}
export interface FlagLine extends Pick<FlagRow, 'id' | 'kind' | 'note' | 'raisedAt' | 'submissionId' | 'evidenceId'> {
  /** Where it is about what a reader did. */
  readonly reader: string
}
export interface ReadersPage {
  readonly readers: readonly ReaderLine[]
  /** Assessors who do not read yet. */
  readonly others: readonly { readonly id: string; readonly name: string }[]
  readonly newSite: boolean
  readonly waiting: number
  readonly overdue: number
  readonly rulings: number
  readonly flags: readonly FlagLine[]
  readonly stuck: readonly StuckAttempt[]
  readonly bank: readonly BankLine[]
  readonly zone: string
}

/** Who reads, how much waits, and what readers raised. */
export async function readersPage(ctx: World): Promise<ReadersPage> {
  insist(mayManageReaders(ctx.actor))
  return ctx.transact(async (tx) => {
    return {
      ...(await people(ctx, tx)),
      newSite: await isNewSiteNow(tx, ctx.scope),
      ...(await countOpenReadings(tx, ctx.scope, ctx.now())),
      flags: await flagLines(ctx, tx),
      stuck: await stuckAttempts(ctx, tx),
      bank: await listBankLines(tx, ctx.scope),
      zone: ctx.timeZone,
    }
  })
}

/** Who read here and was erased since. */
function former({ locale }: World): string {
  return textIn(locale, 'account.former')
}

async function flagLines(ctx: World, tx: Tx): Promise<FlagLine[]> {
  const flags = (await listOpenFlags(tx, ctx.scope)).filter((flag) => maySettleFlag(ctx.actor, flag).ok)
  const about = flags.filter(({ kind }) => kind === 'names').map(({ accountId }) => accountId)
  const names = await namesOf(tx, [...new Set(about)])
  return flags.map(({ id, kind, note, raisedAt, submissionId, evidenceId, accountId }) => ({
    ...{ id, kind, note, raisedAt, submissionId, evidenceId },
    reader: kind === 'names' ? (names.get(accountId) ?? former(ctx)) : '',
  }))
}

async function people(ctx: World, tx: Tx): Promise<Pick<ReadersPage, 'readers' | 'others'>> {
  const rows = await listReaders(tx, ctx.scope)
  const assessors = await holdersOf(tx, ctx.scope, 'assessor')
  const ids = [...new Set([...rows.map(({ accountId }) => accountId), ...assessors])]
  const names = await namesOf(tx, ids)
  const work = await countWork(tx, ctx.scope)
  const schools = await schoolsOf(ctx, tx, ids)
  const reading = new Set(rows.map(({ accountId }) => accountId))
  return {
    readers: rows.map(({ id, accountId, status, provisional, languages, since }) => ({
      ...{ id, status, provisional, languages, since },
      name: names.get(accountId) ?? former(ctx),
      school: schools.get(accountId) ?? '',
      submitted: work.get(accountId)?.submitted ?? 0,
      leased: work.get(accountId)?.leased ?? 0,
    })),
    others: assessors.filter((id) => !reading.has(id)).map((id) => ({ id, name: names.get(id) ?? former(ctx) })),
  }
}

async function schoolsOf(ctx: World, tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const units = new Map((await listUnits(tx, ctx.scope)).map(({ id, name }) => [id, name]))
  const places = await listUnitsOf(tx, ctx.scope, ids)
  return new Map(places.map(({ personId, unitId }) => [personId, unitId ? (units.get(unitId) ?? '') : '']))
}
