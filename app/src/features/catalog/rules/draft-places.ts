import type { SectionId } from './draft.ts'
import { SECTION_IDS } from './draft.ts'
import { SECTION_FIELDS } from './draft-fields.ts'

/** The section in which a path is mended; what no form asks stands with the first. */
export function sectionOfPath(path: string): SectionId {
  const head = path.replace(/ .*/, '')
  return SECTION_IDS.find((id) => SECTION_FIELDS[id].some(({ name }) => isUnder(head, name))) ?? 'about'
}

/** Also a group that holds several fields of one section: `effort`, `part1`. */
function isUnder(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}.`) || name.startsWith(`${path}.`)
}

/** A path without the places of its rows: what the field is called, wherever the row stands. */
export function fieldName(path: string): string {
  return path
    .replace(/ .*/, '')
    .split('.')
    .filter((step) => !/^\d+$/.test(step))
    .join('.')
    .replace(/\.descriptors\..*/, '.descriptors')
}

/** "2" of components.1.name: which row, as people count. */
export function rowNumber(path: string): number | undefined {
  const place = path.split('.').findLast((step) => /^\d+$/.test(step))
  return place === undefined ? undefined : Number(place) + 1
}
