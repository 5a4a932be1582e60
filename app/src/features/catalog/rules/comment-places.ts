import { SECTION_IDS, type SectionId } from './draft.ts'
import { sectionOfPath } from './draft-places.ts'
import { QUALITY, type QualityId } from './quality-components.ts'

/** Where a component of the standard is mended. */
const SECTION_OF: Readonly<Record<(typeof QUALITY)[number]['group'], SectionId>> = {
  purpose: 'why',
  competency: 'competency',
  evidenceBase: 'why',
  method: 'method',
  requirements: 'evidence',
  rubric: 'rubric',
  assessment: 'rubric',
  fairness: 'people',
  access: 'evidence',
  privacy: 'terms',
  support: 'resources',
  openness: 'effort',
  upkeep: 'about',
}

/** A part of the draft, a component of the standard, or nothing: the whole. */
export const COMMENT_PLACES = ['', ...SECTION_IDS, ...QUALITY.map(({ id }) => id)] as const satisfies readonly (
  | ''
  | SectionId
  | QualityId
)[]

/** The part beside which a comment is shown; one on the whole stands with the first. */
export function sectionOfPlace(place: string): SectionId {
  const component = QUALITY.find(({ id }) => id === place)
  if (component) return SECTION_OF[component.group]
  return SECTION_IDS.find((id) => id === place) ?? sectionOfPath(place)
}
