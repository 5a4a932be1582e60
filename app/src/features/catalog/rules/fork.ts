import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { AchievementContent, LICENSES } from '../model.ts'

export type License = (typeof LICENSES)[number]

interface Source {
  readonly license: License
  readonly visibility: 'public' | 'organization'
}

/** What its license lets others remix, and what others may see at all (06-catalogue.md 6). */
export function mayFork({ license, visibility }: Source): Verdict<'not-found' | 'license_forbids_fork'> {
  if (visibility !== 'public') return no('not-found')
  return license === 'LicenseRef-AllRightsReserved' ? no('license_forbids_fork') : yes
}

/** Under share-alike a remix stays under the same license; otherwise its authors choose, the source's to begin with. */
export function mayLicense(remix: License, sources: readonly License[]): Verdict<'license_share_alike'> {
  return sources.includes('CC-BY-SA-4.0') && remix !== 'CC-BY-SA-4.0' ? no('license_share_alike') : yes
}

/** The copy that a remix begins as: the first draft of something new, drawn under its own name. When it is looked at again is for its own authors to say. */
export function forkedContent(
  { nextReview: _theirs, ...content }: AchievementContent,
  slug: string,
): AchievementContent {
  return { ...content, version: '0.1.0', image: { kind: 'generated', seed: slug } }
}
