import { citedIn, type GuideText, linksIn, readGuide, wordCount } from './guide-text.ts'
import { error, type Problem } from './problem.ts'

/** Every guide there is, in the order of the list. */
export const GUIDES = [
  'proof-of-competence',
  'for-educators',
  'for-coaches',
  'for-districts',
  'for-states',
  'for-authors',
  'for-assessors',
] as const
export type GuideSlug = (typeof GUIDES)[number]
const LANGUAGES = ['en', 'es'] as const
type Language = (typeof LANGUAGES)[number]

const WORDS = { low: 600, high: 1250 }
/** First days, a policy to adapt and a budget worksheet take more room, and so do two ways onto a site. */
const MOST_WORDS: Partial<Record<GuideSlug, number>> = { 'for-districts': 1800, 'for-authors': 1350 }

export interface Guide extends GuideText {
  readonly slug: GuideSlug
  readonly language: Language
  readonly place: number
}
export interface ReadGuides {
  readonly guides: readonly Guide[]
  readonly problems: readonly (Problem & { readonly file: string })[]
}
interface Given {
  /** `guides/en/for-coaches.md` and its text. */
  readonly files: ReadonlyMap<string, string>
  readonly bibliography: ReadonlyMap<string, { readonly verified: boolean }>
}

/** Every guide in both languages, or what is wrong with them; a file that nobody asked for is wrong too. */
export function readGuides({ files, bibliography }: Given): ReadGuides {
  const wanted = LANGUAGES.flatMap((language) => GUIDES.map((slug, place) => ({ language, slug, place })))
  const names = new Set(wanted.map(({ language, slug }) => fileOf(language, slug)))
  const strays = [...files.keys()].filter((name) => !names.has(name))
  const read = wanted.flatMap((one) => {
    const text = files.get(fileOf(one.language, one.slug))
    return text === undefined ? [] : [{ ...one, ...readGuide(text) }]
  })
  const guides = read.map(({ guide, problems: _problems, ...one }) => ({ ...one, ...guide }))
  const of = (slug: GuideSlug, language: Language) =>
    guides.find((guide) => guide.slug === slug && guide.language === language)
  return {
    guides,
    problems: [
      ...strays.map((file) => ({
        file,
        ...error('', 'guide_unknown', 'No guide has this name. Rename it or add it.'),
      })),
      ...read.flatMap(({ language, slug, problems }) =>
        problems.map((each) => ({ file: fileOf(language, slug), ...each })),
      ),
      ...guides.flatMap((guide) => under(guide, problemsOf(guide, bibliography))),
      ...GUIDES.flatMap((slug) => pairProblems(slug, of(slug, 'en'), of(slug, 'es'))),
    ],
  }
}

function fileOf(language: Language, slug: GuideSlug): string {
  return `guides/${language}/${slug}.md`
}

function under({ language, slug }: Guide, problems: readonly Problem[]) {
  return problems.map((problem) => ({ file: fileOf(language, slug), ...problem }))
}

function problemsOf(guide: Guide, bibliography: Given['bibliography']): Problem[] {
  const words = wordCount(guide)
  const most = MOST_WORDS[guide.slug] ?? WORDS.high
  const problems = citedIn(guide)
    .filter((key) => bibliography.get(key)?.verified !== true)
    .map((key) => error('references', 'reference_unverified', `${key} is not a verified work of bibliography.csv.`))
  if (words < WORDS.low || words > most)
    problems.push(error('', 'guide_length', `It has ${words} words; ${WORDS.low} to ${most} are asked for.`))
  if (guide.title.length > 90) problems.push(error('title', 'guide_title', 'A title has 90 characters at most.'))
  if (guide.lead.length < 60 || guide.lead.length > 320)
    problems.push(error('lead', 'guide_lead', 'A lead has 60 to 320 characters.'))
  for (const href of linksIn(guide).filter((link) => !/^(\/[a-z0-9/-]*|https:\/\/\S+)$/.test(link)))
    problems.push(error('links', 'guide_link', `${href} is neither a page of this site nor an https address.`))
  return problems
}

/** Both languages say the same: blocks of the same kinds in the same order, the same works, links and day. */
function pairProblems(slug: GuideSlug, en: Guide | undefined, es: Guide | undefined) {
  if (!en || !es) {
    if (!en && !es) return [{ file: fileOf('en', slug), ...error('', 'guide_missing', 'This guide is missing.') }]
    return [
      { file: fileOf(en ? 'es' : 'en', slug), ...error('', 'guide_missing', 'The other language has this guide.') },
    ]
  }
  const differ = (what: string, of: (guide: Guide) => unknown) =>
    JSON.stringify(of(en)) === JSON.stringify(of(es))
      ? []
      : [
          {
            file: fileOf('es', slug),
            ...error('', 'guide_differs', `Its ${what} differ from those of the English file.`),
          },
        ]
  return [
    ...differ('blocks', shapeOf),
    ...differ('works', (guide) => citedIn(guide).sort()),
    ...differ('links', (guide) => linksIn(guide).sort()),
    ...differ('dates', ({ date }) => date),
  ]
}

function shapeOf({ blocks }: Guide): string[] {
  return blocks.map((block) => {
    if (block.kind === 'heading') return `heading ${block.level}`
    if (block.kind === 'list') return `list ${block.ordered} ${block.items.length}`
    return block.kind === 'table' ? `table ${block.head.length} ${block.rows.length}` : block.kind
  })
}
