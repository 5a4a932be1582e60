import type { AchievementContent } from '../../catalog/model.ts'
import type { Searched } from '../../catalog/rules/translation.ts'
import type { StackSaid } from '../model.ts'

/** A version of a micro-credential, as far as an award shows it. */
export interface VersionSaid {
  readonly title: string
  readonly slug: string
  readonly version: string
  readonly currentVersion: string
  readonly digest: string
  readonly language: string
  readonly strand: string
  readonly visibility: 'public' | 'organization'
  readonly content: AchievementContent
}

/** What a credential was awarded for: a version of a micro-credential, or of a stack or pathway of them. */
export interface Awarded {
  readonly kind: 'achievement' | StackSaid['kind']
  readonly title: string
  /** Its name in the credential, whatever language the page speaks. */
  readonly signedTitle: string
  readonly slug: string
  readonly version: string
  readonly currentVersion: string
  readonly digest: string
  readonly language: string
  readonly strand: string
  /** What its badge is drawn from. */
  readonly seed: string
  /** Null: hours are counted for the parts alone. */
  readonly hours: number | null
  /** Its page; null where only its organization may open it. */
  readonly path: string | null
  /** What the reader's language has for the signed title and summary, where the author wrote it. */
  readonly told: { readonly title: string; readonly summary: string } | null
}

export function awardedVersion(version: VersionSaid): Awarded {
  const { title, slug, currentVersion, digest, language, strand, content, visibility } = version
  return {
    kind: 'achievement',
    ...{ title, slug, version: version.version, currentVersion, digest, language, strand },
    signedTitle: content.title,
    seed: content.image.kind === 'generated' ? content.image.seed : slug,
    hours: content.effort.hours,
    path: visibility === 'public' ? `/m/${slug}/v/${version.version}` : null,
    told: null,
  }
}

/** Signed in English, as its rule is written out; the page of it speaks the reader's language. */
export function awardedStack(said: StackSaid, language: Searched = 'en'): Awarded {
  const { kind, slug, version, currentVersion, digest, strand, words } = said
  const told = language === 'en' ? undefined : words[language]
  return {
    ...{
      kind,
      title: (told ?? words.en).title,
      slug,
      version: String(version),
      currentVersion: String(currentVersion),
    },
    signedTitle: words.en.title,
    ...{ digest, language: 'en', strand, seed: `stack:${slug}`, hours: null },
    path: said.visibility === 'public' ? stackPath({ kind, slug, version }) : null,
    told: told ?? null,
  }
}

/** The page of one version of a stack or pathway: what its credential names as what was achieved. */
export function stackPath({ kind, slug, version }: Pick<StackSaid, 'kind' | 'slug' | 'version'>): string {
  return `/${kind === 'stack' ? 'stacks' : 'pathways'}/${slug}/v/${version}`
}
