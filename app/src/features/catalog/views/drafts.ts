import type { LocalDate } from '../../../lib/dates.ts'
import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { judgedFindings } from '../actions/keep-finding.ts'
import { mayBeginDraft, mayReadDrafts, mayWriteDraft } from '../policy.ts'
import { listReviewers, listWaitingForReader } from '../reads/draft-reviews.ts'
import { type Draft, getDraft, listAuthorRows, listDraftAuthors, listOpenDrafts } from '../reads/drafts.ts'
import { type GoneLink, listGoneLinks } from '../reads/links.ts'
import { knownFor, knownOf, type SiteKnown } from '../reads/lint-known.ts'
import { listBefore } from '../reads/prerequisites.ts'
import { listOwnPublished, listTaken } from '../reads/published.ts'
import { reviewDay } from '../reads/review-day.ts'
import type { Source, Texts } from '../reads/sources.ts'
import { listToRemix, type ToRemix } from '../reads/to-remix.ts'
import { type WritingBeside, writingBeside } from '../rules/co-author.ts'
import { type DraftContent, type DraftState, isWritable, type SectionId } from '../rules/draft.ts'
import { type Counts, countsOf } from '../rules/kept-findings.ts'
import { isReviewNear, nextReviewOn } from '../rules/upkeep.ts'
import type { CatalogTables } from '../tables.ts'
import { type Talk, talkOf } from './comments.ts'
import { type Waiting, waitingOf } from './review.ts'
import { type ShownFinding, shownFinding } from './shown-finding.ts'
import { newsOn, sourceNews } from './sources.ts'

type Tables = CatalogTables & FrameworkTables & AccountTables & OrganizationTables

export interface DraftLine extends Counts {
  readonly id: string
  readonly title: string
  readonly code: string
  readonly state: DraftState
  readonly updatedAt: Date
  readonly authors: readonly string[]
  readonly mine: boolean
  /** What it was adapted from has moved. */
  readonly news: readonly Source[]
}
export interface DraftsView {
  readonly mine: readonly DraftLine[]
  readonly others: readonly DraftLine[]
  /** Where the list goes on. */
  readonly next: string | undefined
  readonly mayBegin: boolean
  /** What an author without a draft may begin from. */
  readonly toRemix: readonly ToRemix[]
  readonly zone: string
  /** Texts of others that wait for this person's reading. */
  readonly waiting: readonly Waiting[]
  readonly published: readonly (Published & { readonly news: readonly Source[] })[]
  /** Published texts that somebody has to look at again soon, or should have. */
  readonly due: readonly (Published & { readonly dueOn: string })[]
  /** Resources of what is published that have not opened for weeks. */
  readonly gone: readonly GoneLink[]
}
export type Published = Awaited<ReturnType<typeof listOwnPublished>>[number]

const MOST_SHOWN = 50
const MOST_TO_REMIX = 3

/** What is being written in the organization, one's own first. */
export async function draftsPage(ctx: Ctx<Tables>, after?: string): Promise<DraftsView> {
  insist(mayReadDrafts(ctx.actor))
  return ctx.transact(async (tx) => {
    const found = await listOpenDrafts(tx, ctx.scope, { most: MOST_SHOWN + 1, after })
    const drafts = found.slice(0, MOST_SHOWN)
    const published = await listOwnPublished(tx, ctx.scope)
    const news = await sourceNews(ctx, tx, textsOf(drafts, published))
    const today = await reviewDay(tx, ctx.scope, ctx.now())
    const lines = await linesOf(ctx, tx, { drafts, news, today })
    const mayBegin = mayBeginDraft(ctx.actor).ok
    return {
      mine: lines.filter(({ mine }) => mine),
      others: lines.filter(({ mine }) => !mine),
      next: found.length > MOST_SHOWN ? drafts.at(-1)?.id : undefined,
      mayBegin,
      toRemix:
        mayBegin && after === undefined && !lines.some(({ mine }) => mine)
          ? await listToRemix(tx, MOST_TO_REMIX, ctx.locale)
          : [],
      zone: ctx.timeZone,
      waiting: (await listWaitingForReader(tx, ctx.scope, ctx.person)).map(waitingOf),
      published: published.map((each) => ({
        ...each,
        news: each.retiredAt === null ? newsOn(news, { achievementId: each.id }) : [],
      })),
      due: dueIn(published, today),
      gone: await listGoneLinks(tx, ctx.scope),
    }
  })
}

/** What the page shows: other texts of the organization are not asked about. */
function textsOf(drafts: readonly Draft[], published: readonly Published[]): Texts {
  const standing = published.filter(({ retiredAt }) => retiredAt === null)
  return {
    draftIds: drafts.map(({ id }) => id),
    achievementIds: [...drafts.flatMap(({ achievementId }) => achievementId ?? []), ...standing.map(({ id }) => id)],
  }
}

/** What was retired is looked at no more. */
function dueIn(published: readonly Published[], today: LocalDate): DraftsView['due'] {
  return published
    .filter((each) => each.retiredAt === null && isReviewNear(each, today))
    .map((each) => ({ ...each, dueOn: nextReviewOn(each) }))
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
}

interface Listed {
  readonly drafts: readonly Draft[]
  readonly news: readonly Source[]
  readonly today: LocalDate
}

async function linesOf(ctx: Ctx<Tables>, tx: Db<Tables>, { drafts, news, today }: Listed): Promise<DraftLine[]> {
  const known = { ...(await knownOf(tx)).known, today }
  const needing = drafts.filter(({ content }) => content.prerequisites?.length)
  const found = await listBefore(tx, ctx.scope, needing)
  const beforeOf = new Map(needing.map(({ id }, at) => [id, found[at]]))
  const taken = await listTaken(
    tx,
    ctx.scope,
    drafts.map(({ content, achievementId }) => ({ ...content, achievementId })),
  )
  const authors = await listDraftAuthors(
    tx,
    ctx.scope,
    drafts.map(({ id }) => id),
  )
  const names = await namesOf(tx, [...new Set([...authors.values()].flat())])
  return drafts.map((draft, at) => {
    const { id, content, state, updatedAt } = draft
    const ids = authors.get(id) ?? []
    const before = beforeOf.get(id)
    const findings = judgedFindings(draft, { ...known, taken: taken[at] ?? [], ...(before && { before }) })
    return {
      ...{ id, state, updatedAt, ...countsOf(findings) },
      title: content.title ?? '',
      code: content.code ?? '',
      authors: ids.flatMap((one) => names.get(one) ?? []),
      mine: ids.includes(ctx.actor.id),
      news: newsOn(news, { draftId: id, achievementId: draft.achievementId }),
    }
  })
}

export interface DraftView {
  readonly id: string
  readonly content: DraftContent
  readonly points: Readonly<Record<string, string>>
  readonly state: DraftState
  readonly revision: number
  /** Which revision changed each section last. */
  readonly sections: Readonly<Partial<Record<SectionId, number>>>
  readonly findings: readonly ShownFinding[]
  readonly lists: SiteKnown['lists']
  readonly verbs: readonly string[]
  readonly mayWrite: boolean
  readonly authors: readonly string[]
  /** Who else wrote in it a moment ago, and in which part. */
  readonly beside: readonly (Omit<WritingBeside, 'personId'> & { readonly name: string })[]
  readonly updatedBy: string
  readonly updatedAt: Date
  readonly zone: string
  /** Whose device it may wait on: a shared one keeps people apart. */
  readonly reader: string
  readonly talk: Talk
}

/** A draft as a file of the catalogue. */
export async function draftFile(ctx: Ctx<Tables>, draftId: string): Promise<DraftContent> {
  insist(mayReadDrafts(ctx.actor))
  return ctx.transact(async (tx) => (await getDraft(tx, ctx.scope, draftId)).content)
}

/** One draft with all that its editor says about it. */
export async function draftPage(ctx: Ctx<Tables>, draftId: string): Promise<DraftView> {
  insist(mayReadDrafts(ctx.actor))
  return ctx.transact(async (tx) => viewOf(ctx, tx, await getDraft(tx, ctx.scope, draftId)))
}

async function viewOf(ctx: Ctx<Tables>, tx: Db<Tables>, draft: Draft): Promise<DraftView> {
  const { known, lists } = await knownFor(tx, ctx.scope, draft)
  const rows = await listAuthorRows(tx, ctx.scope, draft.id)
  const ids = rows.map(({ personId }) => personId)
  // What is published is judged no more by the day on which it is read.
  const today = draft.state === 'published' ? undefined : await reviewDay(tx, ctx.scope, ctx.now())
  const findings = judgedFindings(draft, { ...known, today })
  const keepers = findings.flatMap(({ kept }) => kept?.by ?? [])
  const names = await namesOf(tx, [...ids, ...keepers, draft.updatedBy])
  const { id, content, state, revision, sections, notes, updatedAt } = draft
  return {
    ...{ id, content, state, revision, sections, updatedAt, lists },
    points: notes.points ?? {},
    findings: findings.map((each) => shownFinding(each, names)),
    verbs: known.verbs,
    mayWrite: mayWriteDraft(ctx.actor, ids).ok && isWritable(state),
    authors: rows.flatMap(({ personId, wroteAt }) => (wroteAt && names.get(personId)) || []),
    beside: writingBeside(rows, ctx.actor.id, ctx.now()).map(({ personId, ...wrote }) => ({
      name: names.get(personId) || '–',
      ...wrote,
    })),
    updatedBy: names.get(draft.updatedBy) ?? '',
    zone: ctx.timeZone,
    reader: ctx.actor.id,
    talk: await talkOf(ctx, tx, { draft, authorIds: ids, reviewerIds: await listReviewers(tx, ctx.scope, draft.id) }),
  }
}
