import { type AchievementContent, AI_POLICIES, GRADES, type Grade } from '../model.ts'
import { type Difference, differencesBetween } from './content-diff.ts'
import { isSpelling } from './wording.ts'

export const PARTS = ['none', 'patch', 'minor', 'major'] as const
export type VersionPart = (typeof PARTS)[number]

export interface VersionChange extends Difference {
  part: VersionPart
}

type Grading = (before: unknown, after: unknown) => VersionPart

/** New words are `otherwise`; the same words spelled better are a patch. */
function words(otherwise: VersionPart): Grading {
  return (before, after) =>
    typeof before === 'string' && typeof after === 'string' && isSpelling(before, after) ? 'patch' : otherwise
}

/** A part for what is asked more of a learner, another for the rest. */
function tightened(isTighter: (before: unknown, after: unknown) => boolean): Grading {
  return (before, after) => (isTighter(before, after) ? 'major' : 'minor')
}

const always =
  (part: VersionPart): Grading =>
  () =>
    part
const grown = tightened((before, after) => Number(after ?? 0) > Number(before ?? 0))
/** A limit that is not there is no limit. */
const shrunk = tightened((before, after) => Number(after ?? Infinity) < Number(before ?? Infinity))
const narrowed = tightened((before, after) => listed(before).some((value) => !listed(after).includes(value)))
const turnedOn = tightened((_before, after) => after === true)
const stricterAi = tightened(
  (before, after) => AI_POLICIES.indexOf(policy(after)) < AI_POLICIES.indexOf(policy(before)),
)
const madeRequired = tightened(
  (_before, after) => after === 'required' || (isThing(after) && after.kind === 'required'),
)
const expires = tightened((_before, after) => isThing(after) || after === 'after' || typeof after === 'number')

function isThing(value: unknown): value is { kind?: unknown } {
  return typeof value === 'object' && value !== null
}

function listed(value: unknown): readonly string[] {
  const items: readonly string[] = Array.isArray(value) ? value : []
  return items.includes('all') ? [...items, ...GRADES.filter((grade: Grade) => grade !== 'adult')] : items
}

function policy(value: unknown): (typeof AI_POLICIES)[number] {
  return AI_POLICIES.find((kind) => kind === value) ?? 'assist_with_disclosure'
}

/** The first row whose pattern fits a path grades it. What takes something from a learner is major. */
const GRADINGS: readonly [path: RegExp, grading: Grading][] = [
  [/^version$/, always('none')],
  [/^competency$/, words('major')],
  [/^rubric\.criteria\.[^.]+\.(title|descriptors\..+)$/, words('major')],
  [/^rubric\.criteria\.[^.]+\.component$/, always('minor')],
  [/^rubric\.levels\.[^.]+\.label$/, words('major')],
  [/^rubric\./, always('major')],
  [/^part2\.requirements\.[^.]+$/, always('major')],
  [/\.(minItems|minWords)$/, grown],
  [/\.(maxItems|maxMinutes|maxPages|maxWords)$/, shrunk],
  [/\.evidenceTypes$/, narrowed],
  [/^(audience|grades)$/, narrowed],
  [/^needsStudents$/, turnedOn],
  [/^prerequisites\./, madeRequired],
  [/^aiPolicy\.kind$/, stricterAi],
  [/^expiry\.(kind|months)$/, expires],
  [/^language$/, always('major')],
  [/^resources\..+\.url$/, always('patch')],
  [/^(contact|image)/, always('patch')],
  [/./, words('minor')],
]

/** What changed between two versions and what each change is worth. */
export function changesBetween(before: AchievementContent, after: AchievementContent): VersionChange[] {
  return differencesBetween(before, after)
    .map((difference) => ({ ...difference, part: grade(difference) }))
    .filter(({ part }) => part !== 'none')
}

function grade({ path, before, after }: Difference): VersionPart {
  return GRADINGS.find(([pattern]) => pattern.test(path))?.[1](before, after) ?? 'minor'
}

/** The greatest part of all changes. */
export function partOf(changes: readonly VersionChange[]): VersionPart {
  return PARTS[Math.max(0, ...changes.map(({ part }) => PARTS.indexOf(part)))] ?? 'none'
}

export function nextVersion(version: string, part: VersionPart): string {
  const [major = 0, minor = 0, patch = 0] = numbersOf(version)
  if (part === 'major') return `${major + 1}.0.0`
  if (part === 'minor') return `${major}.${minor + 1}.0`
  return part === 'patch' ? `${major}.${minor}.${patch + 1}` : version
}

/** The publisher may raise the computed part, never lower it. */
export function mayPublishAs(chosen: string, from: { version: string; part: VersionPart }): boolean {
  return from.part !== 'none' && compareVersions(chosen, nextVersion(from.version, from.part)) >= 0
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  return left.map((number, i) => number - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number)
}
