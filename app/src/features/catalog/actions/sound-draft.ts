import { Conflict, Invalid } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { type AchievementContent, AchievementFile } from '../model.ts'
import type { Draft } from '../reads/drafts.ts'
import { knownFor } from '../reads/lint-known.ts'
import {
  findSource,
  knownWords,
  listOwnVersions,
  listTaken,
  listVersionUse,
  type OwnVersion,
} from '../reads/published.ts'
import { reviewDay } from '../reads/review-day.ts'
import { getVersion } from '../reads.ts'
import { contentOf } from '../rules/content-of.ts'
import { fileOf, lintDraft } from '../rules/draft-lint.ts'
import { mayLicense } from '../rules/fork.ts'
import { lintContent } from '../rules/lint.ts'
import { circleAmong } from '../rules/prerequisites.ts'
import { hasErrors, type Problem } from '../rules/problem.ts'
import { type QualityId, refusedByMachine } from '../rules/quality-components.ts'
import { mayReviewOn } from '../rules/upkeep.ts'
import { nextVersion, type VersionChange, versionChange, wordsInDoubt } from '../rules/version-change.ts'
import type { CatalogTables } from '../tables.ts'
import type { DraftWorld } from './drafts.ts'

export type ReviewWorld = DraftWorld
type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** The draft as it would be published, without an error of any rule. */
export async function soundFile(
  ctx: World,
  tx: Tx,
  draft: Draft,
): Promise<{ file: AchievementFile; problems: Problem[] }> {
  const parsed = AchievementFile.safeParse(fileOf(draft.content))
  const { known } = await knownFor(tx, ctx.scope, draft)
  if (!parsed.success) {
    // As many as the editor counts: what the form alone says stops at the first blank.
    const { length: count } = lintDraft(draft.content, known).filter(({ level }) => level === 'error')
    throw new Invalid('draft-unfinished', {}, { count })
  }
  const file = parsed.data
  const review = mayReviewOn(file.nextReview, await reviewDay(tx, ctx.scope, ctx.now()))
  if (!review.ok) throw new Invalid(review.because)
  const circle = known.before && circleAmong(file.prerequisites, known.before)
  if (circle) throw new Invalid('prerequisite_cycle', {}, { codes: circle.join(' → ') })
  const problems = lintContent(contentOf(file), known)
  const errors = problems.filter(({ level }) => level === 'error')
  if (hasErrors(problems)) throw new Invalid('draft-has-errors', {}, { count: errors.length })
  const [[taken] = []] = await listTaken(tx, ctx.scope, [{ ...file, achievementId: draft.achievementId }])
  if (taken) throw new Conflict(`${taken}-taken`, { code: file.code, slug: file.slug })
  await insistLicense(ctx, tx, draft, file)
  return { file, problems }
}

async function insistLicense(ctx: World, tx: Tx, draft: Draft, { license }: AchievementFile): Promise<void> {
  const source = await findSource(tx, ctx.scope, draft.id)
  if (!source) return
  const { content } = await getVersion(tx, source)
  if (!mayLicense(license, [content.license]).ok) throw new Invalid('license_share_alike')
}

/** Components the machine says no to, about the number this text would have. */
export async function refusedIn(
  ctx: World,
  tx: Tx,
  { draft, file }: { draft: Draft; file: AchievementFile },
): Promise<QualityId[]> {
  const problems = lintContent(contentOf(file), (await knownFor(tx, ctx.scope, draft)).known)
  const { version } = await nextOf(ctx, tx, { draft, file })
  const use = draft.achievementId ? await listVersionUse(tx, draft.achievementId) : []
  const decided = use.reduce((sum, each) => sum + each.decided, 0)
  return refusedByMachine(problems, { version, decided })
}

export interface NextVersion {
  /** The least number this text may have. */
  readonly version: string
  /** What it is compared with; absent for a first edition. */
  readonly before: OwnVersion | undefined
  readonly change: VersionChange | undefined
}

/** The number that follows from what changed since the newest version. */
export async function nextOf(
  ctx: World,
  tx: Tx,
  { draft, file }: { draft: Draft; file: AchievementFile },
): Promise<NextVersion> {
  const [before] = draft.achievementId ? await listOwnVersions(tx, ctx.scope, draft.achievementId) : []
  if (!before) return { version: FIRST, before: undefined, change: undefined }
  const change = await changeBetween(tx, before, contentOf(file))
  return { version: nextVersion(before.version, change.part ?? 'patch'), before, change }
}

const FIRST = '1.0.0'

/** Words are looked up in the other entries of the catalogue: what nobody else writes may be a slip. */
export async function changeBetween(
  tx: Db<CatalogTables>,
  before: Pick<OwnVersion, 'achievementId' | 'content'>,
  after: AchievementContent,
): Promise<VersionChange> {
  const words = wordsInDoubt(before.content, after)
  const known = await knownWords(tx, { words, achievementId: before.achievementId })
  return versionChange(before.content, after, (word) => known.has(word))
}
