import type { Tables } from './database.ts'
import { eraseAccount } from './erase-account.ts'
import { dropExport } from './features/account/actions/take-out.ts'
import { listErasuresDue } from './features/account/reads/erasures.ts'
import { listExportsDue } from './features/account/reads/exports.ts'
import {
  eraseConsent,
  eraseEnded,
  eraseUnsentWords,
  eraseUpload,
  tendInbox,
} from './features/submission/actions/retention.ts'
import {
  type Due,
  listConsentsDue,
  listEvidenceDue,
  listInboxesDue,
  listUploadsDue,
  listWordsDue,
} from './features/submission/reads/due.ts'
import type { Ctx } from './platform/ctx.ts'
import { forgetEnded, newestEntryAt } from './platform/ended.ts'
import { contextFor, type Installation, system } from './platform/installation.ts'
import { keep, readKeptForUpdate } from './platform/kept.ts'
import { append } from './platform/log.ts'
import {
  heldState,
  RETENTION,
  type RetentionState,
  type RetentionStep,
  readRetention,
  retentionStep,
} from './platform/retention-clock.ts'

type Home = Installation<Tables>
const BATCH = 500
const DAY = 24 * 3_600_000
const ENDED_DAYS = 30
const OVERDUE_MS = 2 * DAY

/** One kind of thing that ends: who or what is due, and how one of them is erased; how many went. */
interface Kind {
  readonly name: 'uploads' | 'inboxItems' | 'evidence' | 'words' | 'consents' | 'exports' | 'accounts'
  readonly due: (at: Date) => Promise<readonly Due[]>
  readonly erase: (due: Due) => Promise<number>
}

/** Erases what was kept long enough, a batch of each kind at a time; what is cut off or fails is found again next time. */
export async function retain(home: Home): Promise<void> {
  if ((await claimRun(home)) !== 'run') return
  const counts: Record<string, number> = {}
  let more = false
  for (const kind of kindsOf(home)) {
    const due = await kind.due(home.ports.now())
    counts[kind.name] = await eraseAll(home, kind, due)
    more ||= due.length === BATCH || (kind.name === 'accounts' && counts[kind.name] !== due.length)
  }
  const before = new Date(home.ports.now().getTime() - ENDED_DAYS * DAY)
  for (const { kind, n } of await forgetEnded(home.db.kysely, { before, most: BATCH })) {
    counts[kind] = n
    more ||= n === BATCH
  }
  await finishRun(home, { counts, more })
}

/** One process at a time takes the hour; a clock that jumped is written down and holds everything. */
async function claimRun(home: Home): Promise<RetentionStep> {
  const ctx = siteContext(home)
  const now = home.ports.now()
  const newestEntry = await newestEntryAt(home.db.kysely)
  return ctx.transact(async (tx) => {
    const state = readRetention(await readKeptForUpdate(tx, RETENTION))
    const step = retentionStep(state, { newestEntry, now })
    if (step === 'wait') return step
    await keep(tx, RETENTION, NEXT[step](now, state))
    if (step === 'hold') await append(ctx, tx, { type: 'site.retentionHeld', subjectId: RETENTION, body: {} })
    return step
  })
}

const NEXT: Record<Exclude<RetentionStep, 'wait'>, (at: Date, state: RetentionState | null) => RetentionState> = {
  hold: (at, state) => heldState(at, state?.overdue ?? 0),
  beat: (at, state) => ({ at, heldUntil: state?.heldUntil ?? null, more: false, overdue: state?.overdue ?? 0 }),
  // As if more waited: a run that ends in the middle is taken up a minute later.
  run: (at, state) => ({ at, heldUntil: null, more: true, overdue: state?.overdue ?? 0 }),
}

async function finishRun(
  home: Home,
  { counts, more }: { counts: Readonly<Record<string, number>>; more: boolean },
): Promise<void> {
  const late = new Date(home.ports.now().getTime() - OVERDUE_MS)
  const left = await Promise.all(kindsOf(home).map((kind) => kind.due(late)))
  const overdue = left.reduce((sum, due) => sum + due.length, 0)
  const erased = Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))
  const ctx = siteContext(home)
  await ctx.transact(async (tx) => {
    await keep(tx, RETENTION, { at: home.ports.now(), heldUntil: null, more, overdue })
    if (Object.keys(erased).length > 0)
      await append(ctx, tx, { type: 'site.retentionRan', subjectId: RETENTION, body: erased })
  })
}

/** Each alone: one that cannot be erased keeps nobody else's. */
async function eraseAll(home: Home, { name, erase }: Kind, due: readonly Due[]): Promise<number> {
  let erased = 0
  for (const each of due)
    try {
      erased += await erase(each)
    } catch (error) {
      home.logger.error('something kept long enough was not erased', { kind: name, err: error })
    }
  return erased
}

function kindsOf(home: Home): readonly Kind[] {
  const asked = (list: typeof listUploadsDue) => (at: Date) => list(home.db.kysely, { at, most: BATCH })
  return [
    {
      name: 'uploads',
      due: asked(listUploadsDue),
      erase: ({ id, ...who }) => once(eraseUpload(contextOf(home, who), id)),
    },
    {
      name: 'inboxItems',
      due: asked(listInboxesDue),
      erase: ({ personId }) => tendInbox(contextOf(home, { personId })),
    },
    {
      name: 'evidence',
      due: asked(listEvidenceDue),
      erase: async ({ id: evidenceId, submissionId = '', ...who }) =>
        (await eraseEnded(contextOf(home, who), { submissionId, evidenceId })) ? 1 : 0,
    },
    {
      name: 'words',
      due: asked(listWordsDue),
      erase: async ({ id, ...who }) => ((await eraseUnsentWords(contextOf(home, who), id)) ? 1 : 0),
    },
    {
      name: 'consents',
      due: asked(listConsentsDue),
      erase: ({ id, ...who }) => once(eraseConsent(contextOf(home, who), id)),
    },
    {
      name: 'exports',
      due: asked(listExportsDue),
      erase: ({ id, ...who }) => once(dropExport(contextOf(home, who), id)),
    },
    {
      name: 'accounts',
      due: asked(listErasuresDue),
      erase: async ({ personId }) => {
        const tell = (what: string, tenantId: string) => home.logger.warn(what, { tenantId })
        return (await eraseAccount(contextOf(home, { personId }), tell)) ? 1 : 0
      },
    },
  ]
}

async function once(deed: Promise<void>): Promise<number> {
  await deed
  return 1
}

function siteContext(home: Home): Ctx<Tables> {
  return contextOf(home, {})
}

function contextOf(home: Home, { tenantId, personId }: { tenantId?: string; personId?: string }): Ctx<Tables> {
  return contextFor(home, {
    tenantId: tenantId ?? null,
    personId: personId ?? null,
    actor: system('retention'),
    locale: 'en',
    timeZone: 'UTC',
    requestId: 'retention',
    sessionId: null,
  })
}
