import type { AchievementFile } from '../model.ts'
import type { Bibliography } from './lint-sources.ts'
import { MOST_SHARED, type Shared, sharedText } from './near-duplicates.ts'
import { circleFrom } from './prerequisites.ts'
import { error, type Problem } from './problem.ts'

/** A problem of one file of several. */
export interface FileProblem extends Problem {
  file: string
}

export interface NamedFile {
  name: string
  file: AchievementFile
}

export interface CatalogCounts {
  entries: number
  criteria: number
  descriptors: number
  references: number
  highest?: Shared
}

/** What the starter catalogue asks of its own entries above the rules for everybody. */
export function lintStarter({ rubric, references, firstStep }: AchievementFile): Problem[] {
  const problems: Problem[] = []
  const { levels, criteria } = rubric
  if (levels.length !== 3)
    problems.push(error('rubric.levels', 'starter_bar', `${levels.length} levels; three are asked.`))
  if (criteria.length < 5 || criteria.length > 7)
    problems.push(error('rubric.criteria', 'starter_bar', `${criteria.length} criteria; five to seven are asked.`))
  if (references.length > 4)
    problems.push(error('references', 'starter_bar', `${references.length} references; two to four are asked.`))
  if (firstStep === undefined) problems.push(error('firstStep', 'starter_bar', 'Every entry names its first step.'))
  return problems
}

/** What holds between the files: codes and slugs once, prerequisites without a circle, no copied text. */
export function lintCatalog(files: readonly NamedFile[]): FileProblem[] {
  return [...lintUnique(files), ...lintPrerequisites(files), ...lintCopies(files)]
}

/** Codes that no file has. In a whole catalogue they are slips; where only some of it is brought in, they hold nobody up. */
export function lintUnknown(files: readonly NamedFile[]): FileProblem[] {
  const known = new Set(files.map(({ file }) => file.code))
  return files.flatMap(({ name, file }) =>
    file.prerequisites.flatMap((need, at) => {
      const named = 'code' in need ? need.code : need.achievementId
      const message = `${named} is no code of this catalogue.`
      return known.has(named) ? [] : [{ file: name, ...error(`prerequisites.${at}`, 'prerequisite_unknown', message) }]
    }),
  )
}

export function countCatalog(files: readonly NamedFile[]): CatalogCounts {
  const criteria = files.flatMap(({ file }) => file.rubric.criteria)
  return {
    entries: files.length,
    criteria: criteria.length,
    descriptors: criteria.reduce((sum, { descriptors }) => sum + Object.keys(descriptors).length, 0),
    references: new Set(files.flatMap(({ file }) => file.references)).size,
    highest: [...sharedDescriptors(files), ...sharedRationales(files)].sort((a, b) => b.containment - a.containment)[0],
  }
}

/** Verified works of the bibliography that no entry cites: nothing wrong, but somebody may have meant to. */
export function uncitedWorks(files: readonly NamedFile[], bibliography: Bibliography): string[] {
  const cited = new Set(files.flatMap(({ file }) => file.references))
  return [...bibliography].flatMap(([key, { verified }]) => (verified && !cited.has(key) ? [key] : []))
}

function lintUnique(files: readonly NamedFile[]): FileProblem[] {
  return (['code', 'slug', 'title'] as const).flatMap((field) =>
    files.flatMap(({ name, file }, i) => {
      const first = files.slice(0, i).find((other) => other.file[field] === file[field])
      return first
        ? [{ file: name, ...error(field, `${field}_taken`, `${file[field]} is that of ${first.name}.`) }]
        : []
    }),
  )
}

function lintPrerequisites(files: readonly NamedFile[]): FileProblem[] {
  const needs = new Map(files.map(({ file }) => [file.code, neededCodes(file)]))
  return files.flatMap(({ name, file }) => {
    const circle = circleFrom(file.code, needs)
    return circle ? [{ file: name, ...error('prerequisites', 'prerequisite_cycle', circle.join(' needs ')) }] : []
  })
}

/** Recommended ones count too: a circle of advice helps nobody. */
function neededCodes({ prerequisites }: AchievementFile): string[] {
  return prerequisites.flatMap((one) => ('code' in one ? [one.code] : []))
}

function lintCopies(files: readonly NamedFile[]): FileProblem[] {
  return [
    ...copied(sharedDescriptors(files), 'rubric.criteria', 'descriptors'),
    ...copied(sharedRationales(files), 'rationale', 'rationale'),
  ]
}

function copied(shared: readonly Shared[], path: string, what: string): FileProblem[] {
  return shared
    .filter(({ containment }) => containment > MOST_SHARED)
    .map(({ one, other, containment }) => {
      const share = Math.round(containment * 100)
      return { file: other, ...error(path, 'near_duplicate', `${share} % of the ${what} is the text of ${one}.`) }
    })
}

function sharedDescriptors(files: readonly NamedFile[]): Shared[] {
  return sharedText(
    new Map(
      files.map(({ name, file }) => [
        name,
        file.rubric.criteria.flatMap(({ descriptors }) => Object.values(descriptors)),
      ]),
    ),
  )
}

function sharedRationales(files: readonly NamedFile[]): Shared[] {
  return sharedText(new Map(files.map(({ name, file }) => [name, [file.rationale]])))
}
