import { Invalid, NotFound, Refused } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { isFresh } from '../../account/policy.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { getOrganization, listOwnMemberships } from '../../organization/reads.ts'
import { judgedFindings } from '../actions/keep-finding.ts'
import { answersBy, openComponents } from '../actions/review-draft.ts'
import { nextOf, type ReviewWorld, refusedIn, soundFile } from '../actions/sound-draft.ts'
import type { AchievementContent } from '../model.ts'
import { mayApproveText, mayJudge, mayReadDrafts, maySeeReview, mayWriteDraft } from '../policy.ts'
import {
  type DraftAnswer,
  findOpenPublication,
  listAnswers,
  listReviewers,
  listSignOffs,
  listTenantsAsking,
  listWaitingForReader,
  listWaivers,
  type Publication,
} from '../reads/draft-reviews.ts'
import { type Draft, getDraft, listDraftAuthors } from '../reads/drafts.ts'
import { knownFor } from '../reads/lint-known.ts'
import { findSource } from '../reads/published.ts'
import { listWorks } from '../reads.ts'
import { contentOf } from '../rules/content-of.ts'
import { QUALITY, type QualityId } from '../rules/quality-components.ts'
import type { Change } from '../rules/version-change.ts'
import type { Work } from '../tables.ts'
import { type Colleague, colleaguesWith } from './colleagues.ts'
import { type Talk, talkOf } from './comments.ts'
import { type Comparison, comparisonOf } from './comparison.ts'
import { type ShownFinding, shownFinding } from './shown-finding.ts'

type World = Ctx<ReviewWorld & AccountTables>
type Tx = Db<ReviewWorld & AccountTables>

export interface Reader {
  readonly personId: string
  readonly name: string
  readonly signedAt: Date | null
  readonly answers: ReadonlyMap<QualityId, DraftAnswer>
}
export interface Publishing {
  /** The least number that the changes allow. */
  readonly least: string
  readonly before: string | null
  readonly changes: readonly Change[]
  /** Adapted from something: what was changed has to be said. */
  readonly adapted: boolean
  readonly open: (Publication & { readonly by: string; readonly own: boolean }) | null
}
export interface ReviewPage {
  readonly draft: Draft
  readonly title: string
  readonly zone: string
  readonly authors: readonly string[]
  readonly as: {
    readonly author: boolean
    readonly reader: boolean
    readonly lead: boolean
    readonly fresh: boolean
    /** The editor is open to this person, to read at least. */
    readonly mayEnter: boolean
  }
  /** Why the machine cannot read it as a version yet; null when it can. */
  readonly unsound: Refused | null
  /** As it will be published; null while it cannot be. */
  readonly text: { readonly content: AchievementContent; readonly works: readonly Work[] } | null
  /** With the newest published version; null for a first one, and while the text cannot be one. */
  readonly comparison: Comparison | null
  readonly refused: readonly QualityId[]
  readonly readers: readonly Reader[]
  /** What this person said last, to begin with. */
  readonly own: ReadonlyMap<QualityId, DraftAnswer>
  readonly candidates: readonly Colleague[]
  /** Remarks of the linter that the authors let stand. */
  readonly kept: readonly ShownFinding[]
  readonly talk: Talk
  /** Components that need a reason before it is approved. */
  readonly open: readonly QualityId[]
  readonly waived: readonly { readonly component: QualityId; readonly reason: string }[]
  readonly publishing: Publishing | null
}

/** How a text is judged, for whoever has a part in it. */
export async function reviewPage(ctx: World, draftId: string): Promise<ReviewPage> {
  return ctx.transact(async (tx) => {
    const draft = await getDraft(tx, ctx.scope, draftId)
    const authorIds = (await listDraftAuthors(tx, ctx.scope, [draft.id])).get(draft.id) ?? []
    const reviewerIds = await listReviewers(tx, ctx.scope, draft.id)
    if (!maySeeReview(ctx.actor, { reviewerIds }).ok) throw new NotFound('draft')
    const lead = mayApproveText(ctx.actor, { authorIds }).ok
    const answers = await listAnswers(tx, ctx.scope, draft.id)
    const kept = judgedFindings(draft, (await knownFor(tx, ctx.scope, draft)).known).filter(
      (finding) => finding.kept !== null,
    )
    const keepers = kept.flatMap((finding) => finding.kept?.by ?? [])
    const people = [...authorIds, ...reviewerIds, ...keepers]
    const names = await namesOf(tx, people)
    const name = (id: string) => names.get(id) || '–'
    const judged = await judgedBy(ctx, tx, draft)
    return {
      draft,
      title: draft.content.title || draft.content.code || '',
      zone: (await getOrganization(tx, ctx.scope.tenantId)).timeZone,
      authors: authorIds.map(name),
      as: {
        author: mayWriteDraft(ctx.actor, authorIds).ok,
        reader: mayJudge(ctx.actor, { authorIds, reviewerIds }).ok,
        lead,
        fresh: isFresh(ctx.actor, ctx.now()),
        mayEnter: mayReadDrafts(ctx.actor).ok,
      },
      ...judged,
      kept: kept.map((finding) => shownFinding(finding, names)),
      readers: await readersOf(ctx, tx, { draft, answers, reviewerIds, name }),
      own: latestBy(answers, ctx.actor.id),
      candidates: lead
        ? await colleaguesWith(ctx, tx, { roles: ['author', 'assessor'], without: [...authorIds, ...reviewerIds] })
        : [],
      talk: await talkOf(ctx, tx, { draft, authorIds, reviewerIds }),
      waived: await listWaivers(tx, ctx.scope, draft),
    }
  })
}

type Judgement = Pick<ReviewPage, 'unsound' | 'text' | 'comparison' | 'refused' | 'open' | 'publishing'>

/** What a machine can say; a text that is not whole yet says why, and the page stands. */
async function judgedBy(ctx: World, tx: Tx, draft: Draft): Promise<Judgement> {
  const nothing = { text: null, comparison: null, refused: [], open: [], publishing: null }
  if (draft.state === 'published' || draft.state === 'discarded') return { unsound: null, ...nothing }
  try {
    const { file } = await soundFile(ctx, tx, draft)
    const content = contentOf(file)
    const { version, before } = await nextOf(ctx, tx, { draft, file })
    return {
      unsound: null,
      text: { content, works: await listWorks(tx, file.references) },
      comparison: before ? await comparisonOf(tx, before, { ...before, version, content }) : null,
      refused: await refusedIn(ctx, tx, { draft, file }),
      open: draft.state === 'inReview' ? await openComponents(ctx, tx, draft) : [],
      publishing: draft.state === 'approved' ? await publishingOf(ctx, tx, { draft, file }) : null,
    }
  } catch (error) {
    if (error instanceof Invalid || error instanceof Refused) return { unsound: error, ...nothing }
    throw error
  }
}

async function publishingOf(ctx: World, tx: Tx, text: Parameters<typeof nextOf>[2]): Promise<Publishing> {
  const { version, before, change } = await nextOf(ctx, tx, text)
  const open = await findOpenPublication(tx, ctx.scope, text.draft.id)
  const names = await namesOf(tx, open ? [open.proposedBy] : [])
  return {
    least: version,
    before: before?.version ?? null,
    changes: change?.changes ?? [],
    adapted: (await findSource(tx, ctx.scope, text.draft.id)) !== undefined && !before,
    open: open ? { ...open, by: names.get(open.proposedBy) || '–', own: open.proposedBy === ctx.actor.id } : null,
  }
}

interface Reading {
  readonly draft: Draft
  readonly answers: readonly DraftAnswer[]
  readonly reviewerIds: readonly string[]
  readonly name: (personId: string) => string
}

async function readersOf(ctx: World, tx: Tx, { draft, answers, reviewerIds, name }: Reading): Promise<Reader[]> {
  const signed = new Map((await listSignOffs(tx, ctx.scope, draft)).map((each) => [each.personId, each.signedAt]))
  return reviewerIds.map((personId) => ({
    personId,
    name: name(personId),
    signedAt: signed.get(personId) ?? null,
    answers: byComponent(answersBy(answers, { personId, revision: draft.revision })),
  }))
}

function byComponent(answers: readonly DraftAnswer[]): ReadonlyMap<QualityId, DraftAnswer> {
  return new Map(answers.map((answer) => [answer.component, answer]))
}

/** Answers stand with the latest revision first: the first of a component is the last that was said. */
function latestBy(answers: readonly DraftAnswer[], personId: string): ReadonlyMap<QualityId, DraftAnswer> {
  const own = answers.filter((answer) => answer.personId === personId)
  return new Map(
    QUALITY.flatMap(({ id }) => {
      const said = own.find(({ component }) => component === id)
      return said ? [[id, said] as const] : []
    }),
  )
}

export interface Waiting {
  readonly id: string
  readonly title: string
}

/** Texts that wait for this person's word as a reader. */
export async function reviewsWaiting(ctx: World): Promise<readonly Waiting[]> {
  if (ctx.actor.kind !== 'person') return []
  const asking = await ctx.transact(async (tx) => {
    const asked = new Set(await listTenantsAsking(tx, ctx.person))
    if (asked.size === 0) return []
    // Whoever left an organization reads nothing of it any more.
    return (await listOwnMemberships(tx, ctx.person.personId)).filter(({ tenantId }) => asked.has(tenantId))
  })
  const waiting = asking.map(({ tenantId }) => {
    const there = ctx.inTenant(tenantId)
    return there.transact((tx) => listWaitingForReader(tx, there.scope, there.person))
  })
  return (await Promise.all(waiting)).flat().map(waitingOf)
}

export function waitingOf({ id, content }: Draft): Waiting {
  return { id, title: content.title || content.code || '…' }
}
