import type { AchievementFile, Rubric } from '../model.ts'
import { citedIn, linksIn, readGuide, wordCount } from './guide-text.ts'
import { MOST_SHARED, sharedText } from './near-duplicates.ts'
import { error, hasErrors, type Problem } from './problem.ts'
import { PORTFOLIOS, type Portfolio, type PortfolioId, ScoringKey, type ScoringSet } from './scoring-file.ts'

const WORDS = { low: 500, high: 1300 }
const LABEL = 'Constructed for practice'

type Original = Pick<AchievementFile, 'code' | 'version' | 'rubric' | 'part2'>
type FileProblem = Problem & { readonly file: string }
export interface GivenSet {
  /** Its folder under `scoring`. */
  readonly folder: string
  readonly key: unknown
  /** The text of each Markdown file by its name: `1.md`. */
  readonly texts: ReadonlyMap<string, string>
  readonly originals: readonly Original[]
}

/** A scoring set beside the entry it belongs to: six portfolios that say they are made up, and a level with a reason for each criterion of each. */
export function readScoringSet(given: GivenSet): {
  readonly set?: ScoringSet
  readonly problems: readonly FileProblem[]
} {
  const at = (file: string) => `scoring/${given.folder}/${file}`
  const parsed = ScoringKey.safeParse(given.key)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, code, message }) => ({
        file: at('key.yaml'),
        ...error(path.join('.'), `shape_${code}`, message),
      })),
    }
  const key = parsed.data
  const original = given.originals.find(({ code }) => code === key.code)
  if (!original || given.folder !== key.code.toLowerCase())
    return { problems: [{ file: at('key.yaml'), ...error('code', 'unknown_entry', `There is no entry ${key.code}.`) }] }
  const read = PORTFOLIOS.map((id) => ({ id, ...portfolioOf(id, given.texts.get(`${id}.md`), original) }))
  const problems = [
    ...read.flatMap(({ id, problems }) => problems.map((each) => ({ file: at(`${id}.md`), ...each }))),
    ...copies(given.texts).map((each) => ({ file: at('key.yaml'), ...each })),
    ...lintKey(key, original).map((each) => ({ file: at('key.yaml'), ...each })),
  ]
  if (hasErrors(problems)) return { problems }
  const { code, version, portfolios } = key
  return { set: { code, version, portfolios: read.map(({ portfolio }) => portfolio), key: portfolios }, problems }
}

function portfolioOf(
  id: PortfolioId,
  text: string | undefined,
  { part2 }: Original,
): { portfolio: Portfolio; problems: readonly Problem[] } {
  const { guide, problems } = readGuide(text ?? '')
  const { title, lead, blocks } = guide
  const heads = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block.text] : []))
  const parts = ['Part 1', ...part2.requirements.map((one) => `${one.id}. ${one.title}`), 'Part 3']
  const words = wordCount(guide)
  const found: Problem[] = text === undefined ? [error('', 'portfolio_missing', `Portfolio ${id} is missing.`)] : []
  if (!lead.startsWith(LABEL)) found.push(error('lead', 'not_labelled', `Begin with “${LABEL}”.`))
  if (words < WORDS.low || words > WORDS.high)
    found.push(error('', 'portfolio_length', `It has ${words} words; ${WORDS.low} to ${WORDS.high} are asked for.`))
  if (JSON.stringify(heads) !== JSON.stringify(parts))
    found.push(error('', 'portfolio_parts', `Its parts are ${parts.join(', ')}.`))
  if (linksIn(guide).length > 0 || citedIn(guide).length > 0)
    found.push(error('', 'portfolio_links', 'A portfolio holds no links and no works.'))
  return { portfolio: { id, title, lead, blocks }, problems: [...problems, ...found] }
}

function copies(texts: ReadonlyMap<string, string>): Problem[] {
  return sharedText(new Map([...texts].map(([name, text]) => [name, [text]])))
    .filter(({ containment }) => containment > MOST_SHARED)
    .map(({ one, other }) => error('', 'near_duplicate', `Much of ${other} is the text of ${one}.`))
}

function lintKey({ version, portfolios }: ScoringKey, original: Original): Problem[] {
  const wrongVersion = version !== original.version
  return [
    ...(wrongVersion ? [error('version', 'unknown_version', `The entry stands at ${original.version}.`)] : []),
    ...PORTFOLIOS.flatMap((id) => lintLevels(id, portfolios, original.rubric)),
    ...lintSpread(portfolios, original.rubric),
  ]
}

type Keys = ScoringKey['portfolios']

function lintLevels(id: PortfolioId, keys: Keys, { criteria, levels, passLevel }: Rubric): Problem[] {
  const given = keys[id].criteria
  const strange = Object.keys(given).filter((name) => !criteria.some((criterion) => criterion.id === name))
  const path = `portfolios.${id}.criteria`
  return [
    ...strange.map((name) => error(`${path}.${name}`, 'unknown_criterion', `The entry has no criterion ${name}.`)),
    ...criteria.flatMap((criterion) => {
      const one = given[criterion.id]
      if (!one) return [error(path, 'level_missing', `${criterion.id} has no level.`)]
      const rank = levels.findIndex((level) => level.id === one.level)
      if (rank < 0) return [error(`${path}.${criterion.id}`, 'unknown_level', `The rubric has no level ${one.level}.`)]
      const passes = rank >= levels.findIndex((level) => level.id === passLevel)
      return passes && one.barred
        ? [error(`${path}.${criterion.id}`, 'barred_pass', 'A pass is barred where the level is below it.')]
        : []
    }),
  ]
}

/** Two that meet everything, one that plainly does not, two that turn on different criteria, and something to report. */
function lintSpread(keys: Keys, { criteria, levels, passLevel }: Rubric): Problem[] {
  const pass = levels.findIndex((level) => level.id === passLevel)
  const below = PORTFOLIOS.map(
    (id) =>
      Object.values(keys[id].criteria).filter(({ level }) => levels.findIndex((one) => one.id === level) < pass).length,
  )
  const edges = new Set(
    PORTFOLIOS.flatMap((id) => criteria.filter((one) => keys[id].criteria[one.id]?.edge).map((one) => one.id)),
  )
  const spread =
    below.filter((count) => count === 0).length >= 2 &&
    below.some((count) => count * 2 > criteria.length) &&
    edges.size >= 2 &&
    PORTFOLIOS.some((id) => keys[id].planted)
  return spread
    ? []
    : [
        error(
          'portfolios',
          'no_spread',
          'Two meet all, one misses most, two are at an edge, one has a thing to report.',
        ),
      ]
}
