import type { AchievementContent, Requirement } from '../model.ts'

/** What a person calls each part of a version; the page has a word for each. */
export const FIELDS = [
  'title',
  'summary',
  'competency',
  'methodName',
  'methodText',
  'component',
  'rationale',
  'references',
  'resource',
  'firstStep',
  'question',
  'practiceCase',
  'requirementTitle',
  'instructions',
  'evidenceTypes',
  'limits',
  'indicator',
  'readyCheck',
  'prompt',
  'talkThrough',
  'criterionTitle',
  'criterionCounts',
  'descriptor',
  'levels',
  'passLevel',
  'rule',
  'banking',
  'audience',
  'grades',
  'subjects',
  'tags',
  'needsStudents',
  'effort',
  'prerequisites',
  'alignments',
  'aiPolicy',
  'aiNote',
  'expiry',
  'recognitionDefaults',
  'safety',
  'license',
  'language',
  'contact',
  'nextReview',
] as const
export type Field = (typeof FIELDS)[number]

/** One thing a version says, under an address that stays when its neighbors move. */
export interface ContentField {
  path: string
  field: Field
  /** Which one of several: `C2`, `R1.a`. */
  of: string
  /** A text, or the members of a list that has no order. */
  value: string | readonly string[]
}

/** Every part of a version that a person can read, in the order of its page. */
export function fieldsOf(content: AchievementContent): ContentField[] {
  return [...head(content), ...help(content), ...asked(content), ...rubric(content), ...terms(content)]
}

function one(field: Field, value: string | readonly string[]): ContentField {
  return { path: field, field, of: '', value }
}

function each(field: Field, id: string, value: string | readonly string[]): ContentField {
  return { path: `${field}.${id}`, field, of: id, value }
}

function head({ title, summary, competency, keyMethod, components }: AchievementContent): ContentField[] {
  return [
    one('title', title),
    one('summary', summary),
    one('competency', competency),
    one('methodName', keyMethod.name),
    one('methodText', keyMethod.description),
    ...components.map(({ id, name, text }) => each('component', id, `${name}: ${text}`)),
  ]
}

function help({ rationale, references, resources, firstStep }: AchievementContent): ContentField[] {
  return [
    one('rationale', rationale),
    one('references', references),
    ...resources.map(({ title, url, minutes, free, ...rest }) =>
      each('resource', title, [url, `${rest.kind} · ${minutes} min`, ...(free ? ['free'] : []), ...rest.languages]),
    ),
    one('firstStep', firstStep ?? ''),
  ]
}

function asked({ part1, part2, part3, talkThrough, practiceCase }: AchievementContent): ContentField[] {
  return [
    ...part1.questions.flatMap(({ id, prompt, minWords, maxWords }) => [
      each('question', id, prompt),
      each('limits', id, [`minWords ${minWords}`, `maxWords ${maxWords}`]),
    ]),
    ...(practiceCase ? [one('practiceCase', wordsIn(practiceCase))] : []),
    ...part2.requirements.flatMap(requirement),
    ...part3.prompts.flatMap(({ id, prompt, maxWords }) => [
      each('prompt', id, prompt),
      each('limits', id, [`maxWords ${maxWords}`]),
    ]),
    ...talkThrough.map(({ id, prompt }) => each('talkThrough', id, prompt)),
  ]
}

function requirement(asks: Requirement): ContentField[] {
  const { id, title, instructions, evidenceTypes, indicators, readyChecks } = asks
  return [
    each('requirementTitle', id, title),
    each('instructions', id, instructions),
    each('evidenceTypes', id, evidenceTypes),
    each('limits', id, limitsOf(asks)),
    ...indicators.map((indicator) => each('indicator', indicator.id, indicator.text)),
    ...readyChecks.map((check, i) => each('readyCheck', `${id}.${i + 1}`, check)),
  ]
}

function limitsOf({ minItems, maxItems, maxMinutes, maxPages, maxWords, shared }: Requirement): string[] {
  const given = { minItems, maxItems, maxMinutes, maxPages, maxWords, shared }
  return Object.entries(given).flatMap(([name, limit]) => (limit === undefined ? [] : [`${name} ${limit}`]))
}

function rubric({ rubric: { levels, passLevel, rule, banking, criteria } }: AchievementContent): ContentField[] {
  return [
    ...criteria.flatMap((criterion) => [
      each('criterionTitle', criterion.id, criterion.title),
      ...levels.flatMap(({ id }) => {
        const text = criterion.descriptors[id]
        return text === undefined ? [] : [each('descriptor', `${criterion.id} ${id}`, text)]
      }),
      each('criterionCounts', criterion.id, [
        ...criterion.looksAt,
        ...(criterion.component ? [criterion.component] : []),
        ...(criterion.mustHave ? ['mustHave'] : []),
        `weight ${criterion.weight}`,
      ]),
    ]),
    one('levels', levels.map(({ id, label }) => `${id}: ${label}`).join(', ')),
    one('passLevel', passLevel),
    one('rule', wordsIn(rule)),
    one('banking', wordsIn(banking)),
  ]
}

function terms(content: AchievementContent): ContentField[] {
  const { audience, grades, subjects, tags, effort, aiPolicy, expiry, safety } = content
  return [
    one('audience', audience),
    one('grades', grades),
    one('subjects', subjects),
    one('tags', tags),
    one('needsStudents', String(content.needsStudents)),
    one('effort', wordsIn(effort)),
    one('prerequisites', content.prerequisites.map(wordsIn)),
    one('alignments', content.alignments.map(wordsIn)),
    one('aiPolicy', aiPolicy.kind),
    one('aiNote', aiPolicy.note),
    one('expiry', wordsIn(expiry)),
    one('recognitionDefaults', (content.recognitionDefaults ?? []).map(wordsIn)),
    one('safety', wordsIn(safety)),
    one('license', content.license),
    one('language', content.language),
    one('contact', content.contact),
    one('nextReview', content.nextReview ?? ''),
  ]
}

/** A small record as one line, in an order of its own: the database keeps none. */
function wordsIn(record: object): string {
  return Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ')
}
