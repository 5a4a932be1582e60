import { blankSpans } from '../../../lib/spans.ts'
import type { AchievementContent, Criterion, Rubric } from '../model.ts'
import { error, type Problem, warning } from './problem.ts'
import { jaccard, lowerWordsOf, sentencesOf, withoutQuotes } from './prose.ts'
import { finiteForms, hasFiniteVerb } from './verbs.ts'

const QUALITY =
  /\b(good|excellent|adequate(?:ly)?|appropriate(?:ly)?|effective(?:ly)?|thorough(?:ly)?|clear(?:ly)?|strong(?:ly)?|weak(?:ly)?|some|several|various|consistently)\b(?!-)/gi
/** The word is measured when a number or a definition in parentheses follows within three words. */
const MEASURED =
  /^(?:\s+[\w-]+){0,3}\s*\((?=[^)]*(?:\d|\b(?:one|two|three|four|five|six|ten)\b|that is|meaning))[^)]*\)/i

interface Cell {
  path: string
  criterion: Criterion
  levelId: string
  text: string
  pass: boolean
}

function cellsOf(rubric: Rubric): Cell[] {
  return rubric.criteria.flatMap((criterion, i) =>
    rubric.levels.flatMap((level) => {
      const text = criterion.descriptors[level.id]
      const path = `rubric.criteria.${i}.descriptors.${level.id}`
      return text === undefined
        ? []
        : [{ path, criterion, levelId: level.id, text, pass: level.id === rubric.passLevel }]
    }),
  )
}

/** Quality words that say how good the work is and not what is seen. */
export function bareQualityWords(descriptor: string): string[] {
  const said = withoutQuotes(descriptor)
  return [...said.matchAll(QUALITY)]
    .filter((found) => !MEASURED.test(said.slice(found.index + found[0].length)))
    .map((found) => found[0].toLowerCase())
}

/** "shows the step and names the date": two checks in one descriptor. */
export function joinsTwoChecks(descriptor: string, verbs: readonly string[]): boolean {
  const forms = finiteForms(verbs)
  return sentencesOf(blankSpans(withoutQuotes(descriptor), ['(', ')'])).some((sentence) => {
    const parts = sentence.split(/,?(?<!\s)\s+and\s+/i)
    return parts.slice(1).some((part, i) => {
      const right = part.split(/[,;:]|(?<=\S)\s+(?:that|who|which|where|when|if|so|because|as)\b/)[0] ?? ''
      return hasFiniteVerb(lowerWordsOf(parts[i] ?? ''), forms) && hasFiniteVerb(lowerWordsOf(right), forms)
    })
  })
}

/** R1 to R5 and the shape of the grid. */
export function lintRubric(content: AchievementContent, verbs: readonly string[]): Problem[] {
  const { rubric } = content
  const cells = cellsOf(rubric)
  return [
    ...lintGrid(rubric),
    ...lintRule(rubric),
    ...cells.flatMap((cell) => [...lintQuality(cell), ...lintPassCell(cell, verbs)]),
    ...lintNeighbours(rubric, cells),
    ...lintSize(rubric),
  ]
}

function lintQuality(cell: Cell): Problem[] {
  const report = cell.pass ? error : warning
  return bareQualityWords(cell.text).map((word) =>
    report(cell.path, 'R1', `${cell.criterion.id}: "${word}" says how good, not what is seen.`),
  )
}

function lintPassCell(cell: Cell, verbs: readonly string[]): Problem[] {
  if (!cell.pass) return []
  const { path, criterion, text } = cell
  const problems: Problem[] = []
  if ([...text].length < 60)
    problems.push(error(path, 'R2', `${criterion.id}: the pass level needs 60 characters or more.`))
  if (joinsTwoChecks(text, verbs))
    problems.push(
      warning(path, 'R3', `${criterion.id}: two checks joined by "and". Split the criterion or cut one check.`),
    )
  return problems
}

function lintNeighbours(rubric: Rubric, cells: readonly Cell[]): Problem[] {
  return rubric.criteria.flatMap((criterion) => {
    const own = cells.filter((cell) => cell.criterion === criterion)
    return own.flatMap((cell, i) => [...lintSame(cell, own.slice(0, i)), ...lintOverlap(cell, own[i - 1])])
  })
}

function lintSame(cell: Cell, earlier: readonly Cell[]): Problem[] {
  const same = earlier.find((other) => other.text === cell.text)
  if (!same) return []
  const message = `${cell.criterion.id}: ${same.levelId} and ${cell.levelId} have the same text.`
  return [error(cell.path, 'descriptor_duplicate', message)]
}

function lintOverlap(cell: Cell, below: Cell | undefined): Problem[] {
  if (!below || below.text === cell.text) return []
  const overlap = jaccard(lowerWordsOf(below.text), lowerWordsOf(cell.text))
  if (overlap <= 0.85) return []
  const share = Math.round(overlap * 100)
  return [error(cell.path, 'R4', `${cell.criterion.id}: ${share} % of the words are those of ${below.levelId}.`)]
}

function lintSize(rubric: Rubric): Problem[] {
  const count = rubric.criteria.length * rubric.levels.length
  return count > 28 ? [warning('rubric.criteria', 'R5', `${count} descriptors to read; 28 is the limit.`)] : []
}

function lintGrid(rubric: Rubric): Problem[] {
  const ids = rubric.levels.map((level) => level.id)
  return rubric.criteria.flatMap((criterion, i) => {
    const path = `rubric.criteria.${i}.descriptors`
    const missing = ids.filter((id) => criterion.descriptors[id] === undefined)
    const extra = Object.keys(criterion.descriptors).filter((id) => !ids.includes(id))
    return [
      ...missing.map((id) => error(`${path}.${id}`, 'descriptor_missing', `${criterion.id}: no descriptor for ${id}.`)),
      ...extra.map((id) =>
        error(`${path}.${id}`, 'level_unknown', `${criterion.id}: ${id} is not a level of this rubric.`),
      ),
    ]
  })
}

function lintRule(rubric: Rubric): Problem[] {
  const pass = rubric.levels.findIndex((level) => level.id === rubric.passLevel)
  const problems: Problem[] = []
  if (pass < 0)
    problems.push(error('rubric.passLevel', 'level_unknown', `${rubric.passLevel} is not a level of this rubric.`))
  if (pass === 0)
    problems.push(error('rubric.passLevel', 'pass_level_lowest', 'The lowest level cannot be the pass level.'))
  return [...problems, ...lintCount(rubric), ...lintSections(rubric)]
}

function lintCount({ rule, criteria }: Rubric): Problem[] {
  if (rule.kind !== 'k_of_n' || rule.k <= criteria.length) return []
  return [error('rubric.rule.k', 'rule_impossible', `${rule.k} of ${criteria.length} criteria cannot be met.`)]
}

function lintSections({ rule, criteria }: Rubric): Problem[] {
  if (rule.kind !== 'compensatory') return []
  const sections = new Set(criteria.map((criterion) => criterion.looksAt[0]?.charAt(0)))
  return Object.keys(rule.sectionMin)
    .filter((section) => !sections.has(section))
    .map((section) =>
      error(`rubric.rule.sectionMin.${section}`, 'section_empty', `No criterion looks first at section ${section}.`),
    )
}
