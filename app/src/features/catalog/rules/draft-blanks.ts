import type { AchievementFile } from '../model.ts'
import type { DraftContent, SectionId } from './draft.ts'
import { at } from './draft-form.ts'
import { completed, fileOf, filled } from './draft-lint.ts'
import { sectionOfPath } from './draft-places.ts'

/** A place where nothing is written yet, and where it is written. */
export interface Blank {
  readonly path: string
  readonly section: SectionId
}

const BLANK = new Set(['missing', 'few'])

/**
 * The draft as a whole file, so that the pages of published entries can show it: `word` stands where words are missing.
 * What is no text is blank as nothing, as no, or as the first of its choices.
 */
export function asPublished(
  draft: DraftContent,
  word: (path: string) => string,
): { file: AchievementFile; blanks: readonly Blank[] } {
  const { file, shape } = completed(fileOf(draft))
  const absent = shape.filter(({ code }) => BLANK.has(code)).map(({ path }) => path)
  const paths = [...absent, ...undescribed(file)]
  const shown = paths.reduce<unknown>(
    (whole, path) => ((at(whole, path) ?? '') === '' ? filled(whole, stepsOf(path), word(path)) : whole),
    file,
  )
  return {
    file: shown as AchievementFile,
    blanks: paths.map((path) => ({ path, section: sectionOfPath(path) })),
  }
}

/** A level without a text for some criterion breaks no shape, and is blank all the same. */
function undescribed({ rubric }: DraftContent): string[] {
  return (rubric?.criteria ?? []).flatMap(({ descriptors = {} }, row) =>
    (rubric?.levels ?? []).flatMap(({ id = '' }) =>
      (descriptors[id] ?? '') === '' ? [`rubric.criteria.${row}.descriptors.${id}`] : [],
    ),
  )
}

function stepsOf(path: string): (string | number)[] {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}
