import { type Json, jcs } from '../../lib/jcs.ts'
import { NotFound } from '../../lib/refusal.ts'
import type { Ctx, Db } from '../../platform/ctx.ts'
import { hasDemo } from '../account/reads/sign-in.ts'
import type { AccountTables } from '../account/tables.ts'
import { nameFrameworks } from '../framework/reads/alignable.ts'
import { listLabels } from '../framework/reads.ts'
import type { FrameworkTables } from '../framework/tables.ts'
import { getPromise, type Promised } from '../organization/reads/settings.ts'
import { findIssuerById } from '../organization/reads.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import { OWN_FRAMEWORK } from './model.ts'
import { mayBeginDraft, maySeePublicly, mayTakeUp } from './policy.ts'
import { listBroken } from './reads/links.ts'
import { findPilot } from './reads/pilot.ts'
import { listPrerequisites, type Prerequisite } from './reads/prerequisites.ts'
import { type Ancestor, countPiloted, findHowJudged, type HowJudged, listAncestors } from './reads/published.ts'
import { listRelated, type Related } from './reads/related.ts'
import { type Examples, findExamples } from './reads/scoring.ts'
import {
  type AchievementVersion,
  findBySlug,
  findFormerSlug,
  listOffers,
  listTranslated,
  listVersions,
  listWorks,
  type Offer,
  openShelf,
} from './reads.ts'
import { mayFork } from './rules/fork.ts'
import type { Pilot } from './rules/pilot.ts'
import { type Searched, TRANSLATED } from './rules/translation.ts'
import type { CatalogTables, Work } from './tables.ts'
import { findInside, tenantsOf } from './views/inside.ts'
import { type ExampleOf, exampleOf } from './views/one-example.ts'

export { type Exploring, explore, smallBeginnings } from './views/explore.ts'
export { type OffersView, offersPage } from './views/offers.ts'
export { type SiteAddress, siteMap } from './views/site-map.ts'

export interface AlignedTo {
  readonly frameworkId: string
  readonly code: string
  /** Only of a framework whose text may be passed on. */
  readonly label: string | null
  /** The same for whoever reads: translated where it is. */
  readonly shown: string | null
  /** Which language that is in, where it is known. */
  readonly shownIn: string | null
  readonly strength: 'full' | 'partial'
  /** What the framework is called, where the site holds it. */
  readonly framework?: string
  readonly uri?: string
}

/** Everything one micro-credential's page says. */
export interface AchievementView {
  readonly achievement: AchievementVersion
  readonly isCurrent: boolean
  /** Languages in which all of it can be read beside its author's. */
  readonly alsoIn: readonly string[]
  /** Languages of its title, summary and competency. */
  readonly languages: readonly string[]
  readonly versions: readonly { version: string; publishedAt: Date }[]
  readonly works: readonly Work[]
  /** Met and almost met, made up, for each criterion; only beside the version they were written for. */
  readonly examples: Examples | undefined
  readonly alignedTo: readonly AlignedTo[]
  readonly prerequisites: readonly Prerequisite[]
  /** What this visitor may start with, the best first. */
  readonly offers: readonly Offer[]
  /** How soon they decide and how long a draft stays. */
  readonly promise: Promised
  readonly signedIn: boolean
  /** A visitor may step into a demonstration, where it can be started. */
  readonly demo: boolean
  readonly baseUrl: string
  /** Addresses of resources that do not open, and since when. */
  readonly broken: ReadonlyMap<string, Date>
  /** What an organization's own entry says beside its text; null for the starter catalogue. */
  readonly own: OwnEntry | null
  /** How it went here so far. */
  readonly pilot: Pilot
  /** The nearest entries of the catalogue. */
  readonly related: readonly Related[]
  /** An author may begin a draft from it. */
  readonly mayAdapt: boolean
  /** A draft seen as its page will be: nothing of it has an address yet, and nothing is begun. */
  readonly simulated?: true
  /** One example of a level, and how many there are. */
  readonly example: ExampleOf | null
  readonly filesUrl: string
}

export interface OwnEntry {
  readonly creator: { readonly name: string; readonly slug: string } | null
  readonly judged: HowJudged | undefined
  readonly ancestors: readonly Ancestor[]
  /** Decided submissions of its pilot; ten are all. */
  readonly piloted: number
}

export type Tables = AccountTables & CatalogTables & FrameworkTables & OrganizationTables

/** The page of a micro-credential, or the address it moved to. */
export async function achievementPage(
  ctx: Ctx<Tables>,
  slug: string,
  { version, text = ctx.locale }: { version?: string | undefined; text?: Searched | undefined } = {},
): Promise<AchievementView | { movedTo: string }> {
  return ctx.transact(async (tx) => {
    const achievement =
      (await findPublic(tx, slug, { version, language: text })) ?? (await findInside(ctx, tx, { slug, version }))
    if (!achievement) return { movedTo: `/m/${await newSlug(tx, slug)}${version === undefined ? '' : `/v/${version}`}` }
    const translated = await listTranslated(tx, achievement.id)
    const offers = await offersFor(ctx, tx, achievement.achievementId)
    return {
      achievement,
      isCurrent: achievement.version === achievement.currentVersion,
      alsoIn: translated.filter(({ whole }) => whole).map(({ language }) => language),
      languages: [achievement.language, ...translated.map(({ language }) => language)],
      versions: await listVersions(tx, achievement.achievementId),
      works: await listWorks(tx, achievement.content.references),
      examples: achievement.starter ? await findExamples(tx, achievement) : undefined,
      alignedTo: await alignedTo(tx, achievement, ctx.locale),
      prerequisites: await listPrerequisites(tx, achievement, ctx.locale),
      offers,
      promise: await getPromise(
        tx,
        offers.map(({ tenantId }) => tenantId),
      ),
      signedIn: ctx.actor.kind === 'person',
      demo: offers.length === 0 && (await hasDemo(tx)),
      baseUrl: ctx.baseUrl,
      broken: await listBroken(
        tx,
        achievement.content.resources.map(({ url }) => url),
      ),
      own: await ownEntry(tx, achievement),
      pilot: await findPilot(tx, achievement.achievementId),
      related: await listRelated(tx, await openShelf(tx, ctx.locale), achievement.achievementId),
      mayAdapt: mayBeginDraft(ctx.actor).ok && mayFork({ ...achievement.content, ...achievement }).ok,
      example: await exampleOf(tx, achievement),
      filesUrl: ctx.filesUrl,
    }
  })
}

async function ownEntry(
  tx: Db<CatalogTables & OrganizationTables>,
  { creatorId, id, achievementId }: AchievementVersion,
): Promise<OwnEntry | null> {
  if (creatorId === null) return null
  const creator = await findIssuerById(tx, creatorId)
  return {
    creator: creator ? { name: creator.name, slug: creator.slug } : null,
    judged: await findHowJudged(tx, id),
    ancestors: await listAncestors(tx, achievementId),
    piloted: await countPiloted(tx, achievementId),
  }
}

/** The version behind an address of a file: a picture, the content. Answers 404 where the page would. */
export async function getPublicVersion(
  ctx: Ctx<CatalogTables>,
  slug: string,
  version?: string,
): Promise<AchievementVersion> {
  return ctx.transact(async (tx) => {
    const found = await findPublic(tx, slug, { version })
    if (!found) throw new NotFound('achievement')
    return found
  })
}

/** The bytes that were digested: the canonical JSON of the published content. */
export function contentBytes({ content }: Pick<AchievementVersion, 'content'>): string {
  return jcs(content as unknown as Json)
}

/** The same entry as a file of the catalogue, the shape the import takes; where all rights are reserved there is none. */
export function catalogFile({ code, slug, strand, visibility, content }: AchievementVersion) {
  if (content.license === 'LicenseRef-AllRightsReserved') throw new NotFound('file')
  return { code, slug, strand, visibility, ...content }
}

/** The same in another language, where all of it is translated. */
export async function wholeFile(
  ctx: Ctx<CatalogTables>,
  { slug, version, language }: { slug: string; version: string; language: string },
) {
  const asked = TRANSLATED.find((one) => one === language)
  const found = asked && (await ctx.transact((tx) => findPublic(tx, slug, { version, language: asked })))
  if (!found || found.shownIn !== asked) return undefined
  return catalogFile({ ...found, content: found.shown })
}

/** What its badge is drawn from. */
export function picturedBy({ strand, slug, title, content }: AchievementVersion) {
  return { strand, title, seed: content.image.kind === 'generated' ? content.image.seed : slug }
}

async function findPublic(
  tx: Db<CatalogTables>,
  slug: string,
  which: Parameters<typeof findBySlug>[2],
): Promise<AchievementVersion | undefined> {
  const found = await findBySlug(tx, slug, which)
  return found && maySeePublicly(found).ok ? found : undefined
}

async function newSlug(tx: Db<CatalogTables>, former: string): Promise<string> {
  const slug = await findFormerSlug(tx, former)
  if (slug === undefined) throw new NotFound('achievement')
  return slug
}

export async function alignedTo(
  tx: Db<FrameworkTables>,
  { content }: AchievementVersion,
  language: string,
): Promise<AlignedTo[]> {
  const own = content.alignments.filter(({ frameworkId }) => frameworkId === OWN_FRAMEWORK)
  const labels = await listLabels(tx, OWN_FRAMEWORK, { codes: own.map(({ itemId }) => itemId), language })
  const held = [...new Set(content.alignments.map(({ frameworkId }) => frameworkId))]
  const names = await nameFrameworks(tx, held, language)
  return content.alignments.map(({ frameworkId, itemId, strength, label, uri }) => {
    const named = names.get(frameworkId)
    const open = named?.redistributable ? (label ?? null) : null
    const theirs = { label: open, shown: open, shownIn: named?.language ?? null }
    const ours = frameworkId === OWN_FRAMEWORK ? labels.get(itemId) : undefined
    return { frameworkId, code: itemId, strength, uri, framework: named?.title, ...(ours ?? theirs) }
  })
}

/** A person's own organization first, else the site's. */
async function offersFor(
  ctx: Ctx<Tables>,
  tx: Db<CatalogTables & OrganizationTables>,
  achievementId: string,
): Promise<Offer[]> {
  const offers = (await listOffers(tx, achievementId)).filter((offer) => mayTakeUp(ctx.actor, offer).ok)
  const own = new Set(await tenantsOf(ctx, tx))
  return [...offers.filter(({ tenantId }) => own.has(tenantId)), ...offers.filter(({ tenantId }) => !own.has(tenantId))]
}
