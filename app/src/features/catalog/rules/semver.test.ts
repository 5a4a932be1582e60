import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementContent, AchievementFile } from '../model.ts'
import { changesBetween, compareVersions, mayPublishAs, nextVersion, partOf } from './semver.ts'
import { isSpelling } from './wording.ts'

const file = parse(
  readFileSync(new URL('../../../../../catalog/b/b1-teach-routines-explicitly.yaml', import.meta.url), 'utf8'),
)
const { code: _code, slug: _slug, strand: _strand, visibility: _visibility, ...before } = AchievementFile.parse(file)
const { rubric, part1, part2, part3, effort, resources, components } = before
const [first, ...others] = part2.requirements
const [criterion, ...criteria] = rubric.criteria
const withCriteria = (list: unknown) => ({ rubric: { ...rubric, criteria: list } })
const withFirst = (change: object) => ({ part2: { requirements: [{ ...first, ...change }, ...others] } })
const withPass = (text: string) =>
  withCriteria([{ ...criterion, descriptors: { ...criterion?.descriptors, demonstrated: text } }, ...criteria])
const pass = criterion?.descriptors.demonstrated ?? ''

test.each<[change: string, part: string, after: object]>([
  ['nothing', 'none', {}],
  ['the version number alone', 'none', { version: '1.0.1' }],
  [
    'competency',
    'major',
    { competency: 'The educator teaches a classroom routine by rehearsing it once a week with students.' },
  ],
  ['criterion added', 'major', withCriteria([...rubric.criteria, { ...criterion, id: 'C7' }])],
  ['criterion removed', 'major', withCriteria(criteria)],
  [
    'criterion reworded',
    'major',
    withPass('Every step in the plan is an action that two visitors could see or hear in the room.'),
  ],
  ['a word of the criterion turned round', 'major', withPass(pass.replace('could', 'could not'))],
  ['criterion made a must', 'major', withCriteria([{ ...criterion, mustHave: true }, ...criteria])],
  [
    'level changed',
    'major',
    { rubric: { ...rubric, levels: rubric.levels.map((one) => ({ ...one, label: `${one.label} now` })) } },
  ],
  ['pass level changed', 'major', { rubric: { ...rubric, passLevel: 'exemplary' } }],
  ['rule changed', 'major', { rubric: { ...rubric, rule: { kind: 'conjunctive' } } }],
  ['requirement added', 'major', { part2: { requirements: [...part2.requirements, { ...first, id: 'R4' }] } }],
  ['requirement removed', 'major', { part2: { requirements: others } }],
  ['minItems raised', 'major', withFirst({ minItems: 2, maxItems: 2 })],
  ['prerequisite made required', 'major', { prerequisites: [{ code: 'B2', kind: 'required' }] }],
  ['aiPolicy tightened', 'major', { aiPolicy: { ...before.aiPolicy, kind: 'none' } }],
  ['a kind of evidence taken away', 'major', withFirst({ evidenceTypes: ['document'] })],
  ['fewer pages', 'major', withFirst({ maxPages: undefined, maxWords: 100 })],
  ['audience narrowed', 'major', { audience: before.audience.slice(1) }],
  ['grades narrowed', 'major', { grades: ['3', '4'] }],
  ['students no longer needed', 'minor', { needsStudents: false }],
  [
    'method text',
    'minor',
    { keyMethod: { ...before.keyMethod, description: `${before.keyMethod.description} Then rest.` } },
  ],
  [
    'component text',
    'minor',
    { components: components.map((one) => ({ ...one, text: `${one.text} Take your time.` })) },
  ],
  ['rationale', 'minor', { rationale: `${before.rationale} More is known today.` }],
  ['resource added', 'minor', { resources: [...resources, { ...resources[0], title: 'Another guide' }] }],
  ['references', 'minor', { references: before.references.slice(1) }],
  [
    'indicator reworded',
    'minor',
    withFirst({ indicators: first?.indicators.map((one) => ({ ...one, text: `${one.text} on the page` })) }),
  ],
  [
    'prompt reworded',
    'minor',
    { part3: { prompts: part3.prompts.map((one) => ({ ...one, prompt: `In your own words: ${one.prompt}` })) } },
  ],
  ['alignments', 'minor', { alignments: before.alignments.slice(0, 1) }],
  ['effort', 'minor', { effort: { ...effort, hours: 12 } }],
  ['audience widened', 'minor', { audience: [...before.audience, 'mentor'] }],
  ['minItems lowered to what it was, maxItems raised', 'minor', withFirst({ maxItems: 3 })],
  ['aiPolicy loosened', 'minor', { aiPolicy: { ...before.aiPolicy, kind: 'open' } }],
  ['prerequisite recommended', 'minor', { prerequisites: [{ code: 'B2', kind: 'recommended' }] }],
  [
    'spelling in the overview',
    'patch',
    {
      part1: {
        questions: part1.questions.map((one) => ({ ...one, prompt: one.prompt.replace('students', 'studnets') })),
      },
    },
  ],
  ['spelling in a criterion', 'patch', withPass(pass.replace('students', 'studnets'))],
  ['punctuation in the competency', 'patch', { competency: before.competency.replace(' until', ', until') }],
  [
    'broken link replaced by the same work',
    'patch',
    { resources: resources.map((one) => ({ ...one, url: `${one.url}/moved` })) },
  ],
])('%s → %s', (_change, part, after) => {
  expect(partOf(changesBetween(before, AchievementContent.parse({ ...before, ...after })))).toBe(part)
})

test('the greatest change decides and each keeps its place', () => {
  const after = AchievementContent.parse({
    ...before,
    title: 'Teach any routine',
    ...withFirst({ minItems: 2, maxItems: 2 }),
  })
  expect(changesBetween(before, after).map(({ path, part }) => [path, part])).toEqual(
    expect.arrayContaining([
      ['title', 'minor'],
      ['part2.requirements.R1.minItems', 'major'],
      ['part2.requirements.R1.maxItems', 'minor'],
    ]),
  )
})

test.each([
  ['1.2.3', 'major', '2.0.0'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'none', '1.2.3'],
] as const)('%s and a %s change → %s', (version, part, next) => expect(nextVersion(version, part)).toBe(next))

test.each([
  ['1.3.0', 'minor', true],
  ['2.0.0', 'minor', true],
  ['1.2.4', 'minor', false],
  ['1.10.0', 'minor', true],
  ['1.2.3', 'none', false],
] as const)('%s for a %s change of 1.2.3: %s', (chosen, part, may) =>
  expect(mayPublishAs(chosen, { version: '1.2.3', part })).toBe(may),
)

test('versions are ordered by number, not by letter', () => {
  expect(['1.10.0', '1.9.9', '0.1.0', '1.10.1'].sort(compareVersions)).toEqual(['0.1.0', '1.9.9', '1.10.0', '1.10.1'])
})

test.each([
  ['They recieve it.', 'They receive it', true],
  ['At least three counts.', 'At least there counts.', false],
  ['Count 12 students.', 'Count 13 students.', false],
  ['Say it now.', 'Say it not.', false],
  ['One word.', 'One more word.', false],
])('%s / %s spelling only: %s', (old, now, only) => expect(isSpelling(old, now)).toBe(only))
