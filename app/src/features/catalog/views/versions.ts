import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { isFresh } from '../../account/policy.ts'
import type { ReviewWorld } from '../actions/sound-draft.ts'
import { mayBeginDraft, mayReadDrafts } from '../policy.ts'
import { type Draft, findOpenDraft, getDraft } from '../reads/drafts.ts'
import {
  listAncestors,
  listOwnPublished,
  listOwnVersions,
  listVersionUse,
  type OwnVersion,
  type VersionUse,
} from '../reads/published.ts'
import type { Source } from '../reads/sources.ts'
import { findBySlug } from '../reads.ts'
import { type License, mayFork } from '../rules/fork.ts'
import { type Comparison, comparisonOf } from './comparison.ts'
import type { Published } from './drafts.ts'
import { findInSight } from './inside.ts'
import { sourceNewsOf } from './sources.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

export interface VersionRow extends Omit<OwnVersion, 'content'> {
  readonly use: VersionUse
}
export interface VersionsPage {
  readonly draftId: string
  readonly title: string
  readonly slug: string
  /** Where the newest version lies as a file: for everybody, or as the own draft that it was written as. */
  readonly file: string
  readonly versions: readonly VersionRow[]
  readonly comparison: Comparison | null
  readonly openDraft: string | null
  readonly mayBegin: boolean
  /** What it was adapted from has moved, and nobody has looked at that. */
  readonly news: readonly Source[]
  /** Whether this person may take a version off the shelf, and with what. */
  readonly retiring: 'open' | 'step-up' | 'no'
}

/** Every version of one micro-credential, two of them side by side. */
export async function versionsPage(
  ctx: World,
  draftId: string,
  asked: { from?: string; to?: string },
): Promise<VersionsPage> {
  insist(mayReadDrafts(ctx.actor))
  return ctx.transact(async (tx) => {
    const draft = await getDraft(tx, ctx.scope, draftId)
    const versions = draft.achievementId ? await listOwnVersions(tx, ctx.scope, draft.achievementId) : []
    const use = draft.achievementId ? await listVersionUse(tx, draft.achievementId) : []
    const published = (await listOwnPublished(tx, ctx.scope)).find(({ id }) => id === draft.achievementId)
    return {
      draftId,
      title: versions[0]?.title ?? draft.content.title ?? '',
      slug: published?.slug ?? '',
      file: addressOf(draftId, published, versions[0]),
      versions: versions.map(({ content: _content, ...row }) => ({
        ...row,
        use: use.find(({ versionId }) => versionId === row.id) ?? {
          versionId: row.id,
          drafts: 0,
          inReview: 0,
          decided: 0,
        },
      })),
      comparison: await compare(tx, versions, asked),
      openDraft: (await openDraftOf(ctx, tx, draft)) ?? null,
      mayBegin: mayBeginDraft(ctx.actor).ok,
      news: await sourceNewsOf(ctx, tx, draft),
      retiring: retiringFor(ctx),
    }
  })
}

function addressOf(draftId: string, published: Published | undefined, newest: OwnVersion | undefined): string {
  const open = published?.visibility === 'public' && newest?.content.license !== 'LicenseRef-AllRightsReserved'
  return open ? `/m/${published.slug}/v/${published.version}/file.yaml` : `/author/m/${draftId}/file.yaml`
}

function retiringFor(ctx: World): VersionsPage['retiring'] {
  if (!ctx.actor.roles.has('qaLead') && !ctx.actor.roles.has('organizationAdmin')) return 'no'
  return isFresh(ctx.actor, ctx.now()) ? 'open' : 'step-up'
}

async function openDraftOf(ctx: World, tx: Tx, { achievementId, language }: Draft): Promise<string | undefined> {
  if (!achievementId) return undefined
  return (await findOpenDraft(tx, ctx.scope, { achievementId, language }))?.id
}

/** The newest beside the one before it, unless others are asked for. */
async function compare(
  tx: Tx,
  versions: readonly OwnVersion[],
  asked: { from?: string; to?: string },
): Promise<Comparison | null> {
  const to = versions.find(({ version }) => version === asked.to) ?? versions[0]
  const from = versions.find(({ version }) => version === asked.from) ?? (to && versions[versions.indexOf(to) + 1])
  if (!from || !to || from === to) return null
  return comparisonOf(tx, from, to)
}

export interface ForkPage {
  readonly slug: string
  readonly version: string
  readonly title: string
  /** What the reader's language calls it, where that is something else. */
  readonly translated: string | null
  readonly code: string
  readonly language: string
  readonly license: License
  readonly forbidden: boolean
  readonly ancestors: Awaited<ReturnType<typeof listAncestors>>
}

/** What its license lets an author do with it, before anything is begun. */
export async function forkPage(ctx: World, { slug, version }: { slug: string; version: string }): Promise<ForkPage> {
  insist(mayBeginDraft(ctx.actor))
  return ctx.transact(async (tx) => {
    const source = await findBySlug(tx, slug, { version })
    if (!source) throw new NotFound('achievement')
    const { title, code, language, content, visibility, achievementId } = source
    const verdict = mayFork({ license: content.license, visibility })
    const read = await findBySlug(tx, slug, { version, language: ctx.locale })
    return {
      translated: read && read.title !== title ? read.title : null,
      ...{ slug, version, title, code, language, license: content.license },
      forbidden: !verdict.ok,
      ancestors: await listAncestors(tx, achievementId),
    }
  })
}

export interface PublicComparison extends Comparison {
  readonly slug: string
  readonly title: string
  readonly language: string
}

/** What two published versions say differently: whoever adapted one of them, or works with it, sees what moved. */
export async function publicComparison(
  ctx: World,
  { slug, from, to }: { slug: string; from: string; to: string },
): Promise<PublicComparison> {
  return ctx.transact(async (tx) => {
    const was = await findInSight(ctx, tx, { slug, version: from })
    const is = await findInSight(ctx, tx, { slug, version: to })
    if (!was || !is) throw new NotFound('achievement')
    return { slug, title: is.title, language: is.language, ...(await comparisonOf(tx, was, is)) }
  })
}
