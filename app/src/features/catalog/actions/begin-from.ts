import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getOrganization } from '../../organization/reads.ts'
import { mayBeginDraft } from '../policy.ts'
import { findOpenDraft } from '../reads/drafts.ts'
import { findNextNumber, getOwnIdentity, listOwnVersions, listSlugsLike } from '../reads/published.ts'
import { findBySlug } from '../reads.ts'
import type { DraftContent } from '../rules/draft.ts'
import { forkedContent, mayFork } from '../rules/fork.ts'
import { insertSource } from '../writes/draft-reviews.ts'
import { writeDraft } from './drafts.ts'
import type { ReviewWorld } from './sound-draft.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>
const SLUG_MOST = 60

/** What is published does not change: its next version begins as its words. One draft of it is open at a time. */
export async function draftFromPublished(ctx: World, achievementId: string): Promise<string> {
  insist(mayBeginDraft(ctx.actor))
  return ctx.transact(async (tx) => {
    const [newest] = await listOwnVersions(tx, ctx.scope, achievementId)
    if (!newest) throw new NotFound('achievement')
    const { language, content } = newest
    const open = await findOpenDraft(tx, ctx.scope, { achievementId, language })
    if (open) return open.id
    const identity = await getOwnIdentity(tx, ctx.scope, achievementId)
    const words = { ...identity, ...content } as DraftContent
    return writeDraft(ctx, tx, { content: words, achievementId, baseVersionId: newest.id })
  })
}

/** Somebody else's words as the beginning of one's own, under a name of their own. */
export async function forkAchievement(
  ctx: World,
  { slug, version }: { slug: string; version: string },
): Promise<string> {
  insist(mayBeginDraft(ctx.actor))
  return ctx.transact(async (tx) => {
    const source = await findBySlug(tx, slug, { version })
    if (!source) throw new NotFound('achievement')
    insist(mayFork({ license: source.content.license, visibility: source.visibility }))
    const named = await nameFor(ctx, tx, source)
    const content = { ...named, ...forkedContent(source.content, named.slug), visibility: 'public' } as DraftContent
    const id = await writeDraft(ctx, tx, { content, achievementId: null, baseVersionId: source.id })
    await insertSource(tx, ctx.scope, { draftId: id, versionId: source.id })
    return id
  })
}

/** An address and a code that nobody has yet; the authors may choose better ones. */
async function nameFor(ctx: World, tx: Tx, { slug, strand }: { slug: string; strand: string }) {
  const organization = await getOrganization(tx, ctx.scope.tenantId)
  const letter = /^[A-L]$/.test(strand) ? strand : 'A'
  const number = await findNextNumber(tx, letter)
  const tail = `-${organization.slug}`.slice(0, SLUG_MOST / 2)
  const address = `${slug.slice(0, SLUG_MOST - tail.length - 3)}${tail}`.replace(/(?<!-)-+$/, '')
  return { code: `${letter}${number}`, slug: await freeSlug(tx, address), strand }
}

async function freeSlug(tx: Tx, address: string): Promise<string> {
  const taken = await listSlugsLike(tx, address)
  const more = Array.from({ length: taken.size + 1 }, (_, at) => (at === 0 ? address : `${address}-${at + 1}`))
  return more.find((slug) => !taken.has(slug)) ?? address
}
