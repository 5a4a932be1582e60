import { spansOf } from '../../../lib/spans.ts'
import type { AchievementContent } from '../model.ts'
import { error, type Problem } from './problem.ts'

const KEY = /^[a-z]+[0-9]{4}[a-z]?$/

/** Keys of a bibliography, each with whether somebody has checked the work. */
export type Bibliography = ReadonlyMap<string, { verified: boolean }>

/** `[key]` or `[key; key]` in the order of the text, each once. */
export function citationsIn(text: string): string[] {
  const keys = spansOf(text, ['[', ']']).flatMap(({ inner }) => inner.split(/[;,]/))
  return [...new Set(keys.map((key) => key.trim()).filter((key) => KEY.test(key)))]
}

/** B1 and U1: what is claimed stands in a checked work, and help can be opened. */
export function lintSources(content: AchievementContent, bibliography: Bibliography): Problem[] {
  return [...lintReferences(content, bibliography), ...lintCitations(content), ...lintResources(content)]
}

function lintReferences({ references }: AchievementContent, bibliography: Bibliography): Problem[] {
  const problems: Problem[] = []
  if (references.length < 2) problems.push(error('references', 'B1', 'Name two works or more.'))
  for (const [i, key] of references.entries()) {
    const work = bibliography.get(key)
    if (!work) problems.push(error(`references.${i}`, 'reference_unverified', `${key} is not in the bibliography.`))
    else if (!work.verified)
      problems.push(
        error(`references.${i}`, 'reference_unverified', `${key} is in the bibliography, not yet verified.`),
      )
    if (references.indexOf(key) !== i)
      problems.push(error(`references.${i}`, 'id_duplicate', `${key} is listed twice.`))
  }
  return problems
}

function lintCitations(content: AchievementContent): Problem[] {
  const texts: [path: string, text: string][] = [
    ['rationale', content.rationale],
    ['keyMethod.description', content.keyMethod.description],
    ...content.components.map(({ text }, i): [string, string] => [`components.${i}.text`, text]),
  ]
  const cited = new Set(texts.flatMap(([, text]) => citationsIn(text)))
  return [
    ...texts.flatMap(([path, text]) =>
      citationsIn(text)
        .filter((key) => !content.references.includes(key))
        .map((key) => error(path, 'B1', `[${key}] is cited and not listed under references.`)),
    ),
    ...content.references
      .filter((key) => !cited.has(key))
      .map((key) => error('references', 'B1', `${key} is listed and never cited.`)),
  ]
}

function lintResources({ resources }: AchievementContent): Problem[] {
  const problems = resources.flatMap(({ url }, i) =>
    isHttps(url) ? [] : [error(`resources.${i}.url`, 'U1', `${url} is not an https address.`)],
  )
  const free = resources.filter((resource) => resource.free).length
  if (free < 2)
    problems.push(error('resources', 'resources_free', `${free} of the resources are free; two are needed.`))
  return problems
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}
