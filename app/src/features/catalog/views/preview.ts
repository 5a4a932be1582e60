import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { getPromise } from '../../organization/reads/settings.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { AchievementFile } from '../model.ts'
import { mayReadDrafts, maySeeReview } from '../policy.ts'
import { listReviewers } from '../reads/draft-reviews.ts'
import { type Draft, getDraft } from '../reads/drafts.ts'
import { listPrerequisites } from '../reads/prerequisites.ts'
import { type AchievementVersion, listWorks } from '../reads.ts'
import { contentOf } from '../rules/content-of.ts'
import { asPublished, type Blank } from '../rules/draft-blanks.ts'
import { NO_PILOT } from '../rules/pilot.ts'
import { type AchievementView, alignedTo, type Tables } from '../views.ts'

type World = Ctx<Tables & OrganizationTables>

export interface PreviewView {
  readonly id: string
  readonly title: string
  /** The page it will be, from what is there. */
  readonly page: AchievementView
  readonly blanks: readonly Blank[]
  /** Whether this person may open the editor, where blanks are filled. */
  readonly mayEnter: boolean
}

/** A draft as if it were published today by its own organization; nothing is written. `word` stands where words are missing. */
export async function previewPage(ctx: World, draftId: string, word: (path: string) => string): Promise<PreviewView> {
  return ctx.transact(async (tx) => {
    const draft = await getDraft(tx, ctx.scope, draftId)
    const reviewerIds = await listReviewers(tx, ctx.scope, draft.id)
    if (!maySeeReview(ctx.actor, { reviewerIds }).ok) throw new NotFound('draft')
    const { file, blanks } = asPublished(draft.content, word)
    const { tenantId, name, slug, isSiteIssuer } = await getOrganization(tx, ctx.scope.tenantId)
    const achievement = versionOf(draft, file, { tenantId, now: ctx.now() })
    return {
      id: draft.id,
      title: draft.content.title || draft.content.code || '',
      blanks,
      mayEnter: mayReadDrafts(ctx.actor).ok,
      page: {
        achievement,
        isCurrent: true,
        alsoIn: [],
        languages: [achievement.language],
        versions: [],
        works: await listWorks(tx, file.references),
        alignedTo: await alignedTo(tx, achievement, ctx.locale),
        prerequisites: await listPrerequisites(tx, achievement, ctx.locale),
        offers: [{ tenantId, slug, name, isSiteIssuer, demo: false }],
        promise: await getPromise(tx, [tenantId]),
        signedIn: true,
        demo: false,
        baseUrl: ctx.baseUrl,
        own: { creator: { name, slug }, judged: undefined, ancestors: [], piloted: 0 },
        mayAdapt: false,
        examples: undefined,
        broken: new Map(),
        example: null,
        filesUrl: ctx.filesUrl,
        pilot: NO_PILOT,
        related: [],
        simulated: true,
      },
    }
  })
}

/** Each revision is a version of its own: what a page keeps of one is never shown for another. */
function versionOf(
  draft: Draft,
  file: AchievementFile,
  { tenantId, now }: { tenantId: string; now: Date },
): AchievementVersion {
  const { code, slug, strand, visibility, version, language, title, summary, competency, firstStep } = file
  const content = contentOf(file)
  return {
    ...{ code, slug, strand, visibility, version, language, title, summary, competency },
    id: `${draft.id} ${draft.revision}`,
    achievementId: draft.achievementId ?? draft.id,
    ctdlId: '',
    creatorId: tenantId,
    firstStep: firstStep ?? null,
    ...{ wordsIn: language, content, shown: content, shownIn: language },
    digest: '',
    starter: false,
    publishedAt: now,
    retiredAt: null,
    previousVersion: null,
    currentVersion: version,
    currentRetiredAt: null,
  }
}
