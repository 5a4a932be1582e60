import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { AchievementFile } from '../model.ts'
import { type Known, lintFile } from './lint.ts'
import { parseVerbs } from './verbs.ts'

const CATALOG = new URL('../../../../../catalog/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, CATALOG), 'utf8')
const entry = (path: string): AchievementFile => ({ ...parse(read(path)), tags: [] })
const bar = entry('b/b1-teach-routines-explicitly.yaml')
const f2 = entry('f/f2-disaggregate-results.yaml')

const CHECKED = [...bar.references, ...f2.references, 'checked2001', 'checked2002']
const known: Known = {
  verbs: parseVerbs(read('verbs.txt')),
  bibliography: new Map([...CHECKED, 'rumor2020'].map((key) => [key, { verified: key !== 'rumor2020' }])),
  subjects: new Set(['mathematics']),
  tags: new Set(['routines']),
  frameworks: new Map([['cairn-teaching-practice', new Set(['CLM.1', 'EVI.5'])]]),
}

const CLOSED = 'every learner meets a wide range of demanding'
known.isClosedText = (shingle) => shingle === CLOSED

/** Puts a value (or, for `undefined`, nothing) at each dotted path. */
type Change = Readonly<Record<string, unknown>>

function changed(change: Change): unknown {
  const file = structuredClone(bar) as unknown as Record<string, unknown>
  for (const [path, value] of Object.entries(change)) {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    const place = steps.reduce((at, step) => at[step] as Record<string, unknown>, file)
    if (value === undefined) delete place[last]
    else place[last] = value
  }
  return file
}

function found(change: Change): string[] {
  return lintFile(changed(change), known).problems.map(({ level, code, path }) => `${level} ${code} ${path}`)
}

const PASS = 'rubric.criteria.0.descriptors.demonstrated'
const LOW = 'rubric.criteria.0.descriptors.not_yet'
const HOW = 'part2.requirements.0.instructions'
const KIND = 'part2.requirements.0.evidenceTypes'
const EASY =
  'Write the steps on one page. Say what you will count. Say which way is better. Add the help that students need.'
const words = (count: number) => `${Array.from({ length: count }, () => 'step').join(' ')}.`
const claims = (...marks: string[]) => `${words(30)} ${words(30)} It fell ${marks.map((key) => `[${key}]`).join(' ')}.`
const criteria = (ids: string[], more = {}) => {
  const [first] = bar.rubric.criteria
  return ids.map((id) => ({
    ...first,
    id,
    looksAt: ['R1', 'R2', 'R3'],
    descriptors: { ...first?.descriptors, ...more },
  }))
}
const SEVEN = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7']
const FOURTH = { fourth: 'As Exemplary, with a second class in which another adult ran it.' }
const LEVELS = [...bar.rubric.levels, { id: 'fourth', label: 'Fourth' }]

// Each rule: the finding, a change that brings it, and a neighbour of that change that does not.
const RULES: Record<string, [rule: string, finding: string, breaks: Change, keeps: Change][]> = {
  competency: [
    [
      'C1 start',
      'error C1 competency',
      { competency: 'Teachers rehearse a classroom routine until a repeated count shows that it runs better.' },
      { competency: 'Educator rehearses a classroom routine until a repeated count shows that it runs better.' },
    ],
    [
      'C1 period',
      'error C1 competency',
      { competency: 'The educator rehearses a classroom routine until a repeated count shows that it runs better' },
      {
        competency:
          'The educator rehearses a routine, e.g. lining up for lunch, until a count shows that it runs better.',
      },
    ],
    [
      'C1 one sentence',
      'error C1 competency',
      { competency: 'The educator rehearses a classroom routine with students. A repeated count shows a gain.' },
      { competency: 'The educator rehearses a classroom routine with students: a repeated count shows a gain.' },
    ],
    [
      'C2 vague verb',
      'error C2 competency',
      { competency: 'The educator deeply understands how a classroom routine runs better when students rehearse it.' },
      { competency: 'The educator explains what students understand about a classroom routine that they rehearse.' },
    ],
    [
      'C2 vague phrase',
      'error C2 competency',
      { competency: 'The educator is aware of the ways in which a classroom routine runs better after rehearsal.' },
      { competency: 'The educator makes students aware of the ways in which a classroom routine runs better.' },
    ],
    [
      'C3 second verb',
      'warning C3 competency',
      { competency: 'The educator plans a classroom routine with students and then measures how well it runs.' },
      { competency: 'The educator rehearses a classroom routine with students and a colleague until it runs better.' },
    ],
  ],
  rubric: [
    [
      'R1 at the pass level',
      `error R1 ${PASS}`,
      { [PASS]: 'Every step in the plan is a clear action by students that a visitor to the room could name.' },
      { [PASS]: 'Every step in the plan is an action, not a call for "good behavior", that a visitor could name.' },
    ],
    [
      'R1 elsewhere',
      `warning R1 ${LOW}`,
      { [LOW]: 'The plan lists some steps that a visitor could not see or hear.' },
      { [LOW]: 'The plan lists some steps (one or more) that a visitor could not see or hear.' },
    ],
    [
      'R2 short pass level',
      `error R2 ${PASS}`,
      { [PASS]: 'Every step is an action that a visitor could see or hear.' },
      { [PASS]: 'Every step is an action by students that a visitor could see or hear.' },
    ],
    [
      'R3 two checks',
      `warning R3 ${PASS}`,
      { [PASS]: 'Every step in the plan is an action by students, and the plan names who leads each of them.' },
      { [PASS]: 'Every step in the plan is an action by students and adults that a visitor could see or hear.' },
    ],
    [
      'R4 overlap',
      `error R4 ${PASS}`,
      {
        [LOW]:
          'At least one step in the plan of the routine is not an action by students that a visitor could see or hear.',
        [PASS]:
          'At least one step in the plan of the routine is an action by students that a visitor could see or hear.',
      },
      {
        [LOW]: 'No step in the plan is an action by students that a visitor could see or hear.',
        [PASS]: 'Each step is written as what students do, so that a visitor could tick it off while watching.',
      },
    ],
    [
      'R5 grid of 32',
      'warning R5 rubric.criteria',
      { 'rubric.levels': LEVELS, 'rubric.criteria': criteria([...SEVEN, 'C8'], FOURTH) },
      { 'rubric.levels': LEVELS, 'rubric.criteria': criteria(SEVEN, FOURTH) },
    ],
    [
      'two levels, one text',
      `error descriptor_duplicate ${PASS}`,
      { [PASS]: bar.rubric.criteria[0]?.descriptors.not_yet },
      {},
    ],
    [
      'level without descriptor',
      'error descriptor_missing rubric.criteria.0.descriptors.exemplary',
      { 'rubric.criteria.0.descriptors.exemplary': undefined },
      {},
    ],
    [
      'descriptor without level',
      'error level_unknown rubric.criteria.0.descriptors.fourth',
      { 'rubric.criteria.0.descriptors.fourth': FOURTH.fourth },
      { 'rubric.levels': LEVELS, 'rubric.criteria.0.descriptors.fourth': FOURTH.fourth },
    ],
    [
      'pass level unknown',
      'error level_unknown rubric.passLevel',
      { 'rubric.passLevel': 'gold' },
      { 'rubric.passLevel': 'exemplary' },
    ],
    [
      'pass level lowest',
      'error pass_level_lowest rubric.passLevel',
      { 'rubric.passLevel': 'not_yet' },
      { 'rubric.passLevel': 'exemplary' },
    ],
    [
      'more asked than there are',
      'error rule_impossible rubric.rule.k',
      { 'rubric.rule': { kind: 'k_of_n', k: 7 } },
      { 'rubric.rule': { kind: 'k_of_n', k: 6 } },
    ],
    [
      'minimum for a section without criteria',
      'error section_empty rubric.rule.sectionMin.O',
      { 'rubric.rule': { kind: 'compensatory', minTotal: 60, sectionMin: { O: 50 } } },
      { 'rubric.rule': { kind: 'compensatory', minTotal: 60, sectionMin: { R: 50 } } },
    ],
    [
      'looks at nothing',
      'error criterion_unanchored rubric.criteria.5.looksAt',
      { 'rubric.criteria.5.looksAt': [] },
      { 'rubric.criteria.5.looksAt': ['R3'] },
    ],
    [
      'looks at what is not there',
      'error criterion_unanchored rubric.criteria.5.looksAt',
      { 'rubric.criteria.5.looksAt': ['R3', 'R4.a'] },
      { 'rubric.criteria.5.looksAt': ['R3', 'O1', 'P2'] },
    ],
    [
      'indicator nobody looks at',
      'error indicator_unused part2.requirements.2.indicators.1',
      { 'rubric.criteria.5.looksAt': ['P1'] },
      { 'rubric.criteria.5.looksAt': ['P1', 'R3'] },
    ],
    [
      'component unknown',
      'error component_unknown rubric.criteria.0.component',
      { components: bar.components.slice(0, 4), 'rubric.criteria.0.component': 'K5' },
      { 'rubric.criteria.0.component': 'K5' },
    ],
    [
      'component nobody scores',
      'warning component_unscored components.0',
      { 'rubric.criteria.0.component': undefined },
      {},
    ],
  ],
  evidence: [
    [
      'E1 no trace of practice',
      'error E1 part2.requirements',
      { 'part2.requirements': bar.part2.requirements.map((one) => ({ ...one, evidenceTypes: ['document'] })) },
      {
        'part2.requirements': bar.part2.requirements.map((one) => ({
          ...one,
          evidenceTypes: ['document', 'statement'],
        })),
      },
    ],
    [
      'E1 without students: for a reader to say',
      'warning E1 part2.requirements',
      {
        needsStudents: false,
        'part2.requirements': bar.part2.requirements.map((one) => ({ ...one, evidenceTypes: ['document'] })),
      },
      {
        needsStudents: false,
        'part2.requirements': bar.part2.requirements.map((one) => ({ ...one, evidenceTypes: ['data_table'] })),
      },
    ],
    [
      'hours that the evidence does not fit in',
      'error hours_short effort.hours',
      { 'effort.hours': 2, 'effort.evidenceMinutes': 121 },
      { 'effort.hours': 2, 'effort.evidenceMinutes': 120 },
    ],
    [
      'E2 educator',
      'error E2 effort.evidenceMinutes',
      { 'effort.evidenceMinutes': 241 },
      { 'effort.evidenceMinutes': 240 },
    ],
    [
      'E2 educator, many',
      'warning E2 effort.evidenceMinutes',
      { 'effort.evidenceMinutes': 151 },
      { 'effort.evidenceMinutes': 150 },
    ],
    ['E2 reader', 'error E2 effort.readerMinutes', { 'effort.readerMinutes': 46 }, { 'effort.readerMinutes': 45 }],
    [
      'E2 reader, many',
      'warning E2 effort.readerMinutes',
      { 'effort.readerMinutes': 26 },
      { 'effort.readerMinutes': 25 },
    ],
    [
      'E3 words',
      'error E3 part1.questions',
      { 'part1.questions.0.maxWords': 400, 'part1.questions.1.maxWords': 400, 'part3.prompts.0.maxWords': 251 },
      { 'part1.questions.0.maxWords': 400, 'part1.questions.1.maxWords': 400, 'part3.prompts.0.maxWords': 250 },
    ],
    [
      'P1 faces',
      'error P1 safety.studentFaces',
      { 'safety.studentFaces': undefined },
      { 'safety.studentFaces': 'avoid' },
    ],
    [
      'Q22 camera or microphone on every route',
      'warning Q22 part2.requirements.1.evidenceTypes',
      { 'part2.requirements.1.evidenceTypes': ['video', 'audio'] },
      { 'part2.requirements.1.evidenceTypes': ['video', 'observation_notes'] },
    ],
    [
      'student work without students',
      `error needs_students_contradiction ${KIND}`,
      { needsStudents: false, [KIND]: ['student_work'] },
      { needsStudents: false, [KIND]: ['document'] },
    ],
    [
      'nothing to talk through',
      'warning talk_through_short talkThrough',
      { needsStudents: false, talkThrough: [] },
      {
        needsStudents: false,
        talkThrough: ['T1', 'T2', 'T3'].map((id) => ({ id, prompt: 'Which step did you drop, and why?' })),
      },
    ],
    [
      'first step',
      'warning first_step_missing firstStep',
      { firstStep: undefined },
      { firstStep: 'List the steps of one routine. Cross out each that nobody could see.' },
    ],
    [
      'indicator under another requirement',
      'error id_misplaced part2.requirements.0.indicators.0.id',
      { 'part2.requirements.0.indicators.0.id': 'R2.d' },
      { 'part2.requirements.0.indicators.0.id': 'R1.d' },
    ],
    [
      'fewest items above most',
      'error range_reversed part2.requirements.0.minItems',
      { 'part2.requirements.0.minItems': 2 },
      { 'part2.requirements.0.minItems': 2, 'part2.requirements.0.maxItems': 2 },
    ],
    [
      'practice case locked before it opens',
      'error practice_case_order practiceCase',
      { practiceCase: { kind: 'split-table', opensIn: 'R2', laterAfter: 'R1' } },
      { practiceCase: { kind: 'split-table', opensIn: 'R1', laterAfter: 'R2' } },
    ],
  ],
  prose: [
    [
      'T1 above grade 10',
      `warning T1 ${HOW}`,
      {
        [HOW]:
          'Describe each component of the routine in order. Identify one visible indicator for every step. Include supports that individual students require.',
      },
      { [HOW]: EASY },
    ],
    [
      'T1 above grade 12',
      `error T1 ${HOW}`,
      {
        [HOW]:
          'Comprehensively document organizational expectations, incorporating differentiated instructional accommodations and environmental modifications.',
      },
      { [HOW]: EASY },
    ],
    [
      'T2 passive share',
      `warning T2 ${HOW}`,
      {
        [HOW]:
          'The steps are listed on one page. The count was named by you. Add the help that some of your students need.',
      },
      {
        [HOW]:
          'List the steps on one page. Name the count. Say who made it. Add the help that your students were given.',
      },
    ],
    [
      'T2 long sentence',
      `warning T2 ${HOW}`,
      { [HOW]: `Page one: ${words(34)} Then stop.` },
      { [HOW]: `Page one: ${words(33)} Then stop.` },
    ],
  ],
  sources: [
    [
      'B1 one work',
      'error B1 references',
      { references: ['checked2001'], rationale: claims('checked2001') },
      { references: ['checked2001', 'checked2002'], rationale: claims('checked2001; checked2002') },
    ],
    [
      'B1 cited, not listed',
      'error B1 rationale',
      { references: ['checked2001', 'checked2002'], rationale: claims('checked2001', 'checked2002', 'cook2018') },
      { references: ['checked2001', 'checked2002'], rationale: claims('checked2001', 'checked2002') },
    ],
    [
      'B1 listed, not cited',
      'error B1 references',
      { references: ['checked2001', 'checked2002'], rationale: claims('checked2001') },
      { references: ['checked2001', 'checked2002'], rationale: claims('checked2001', 'checked2002') },
    ],
    [
      'unknown work',
      'error reference_unverified references.1',
      { references: ['checked2001', 'nobody1999'] },
      { references: ['checked2001', 'checked2002'] },
    ],
    [
      'work not yet verified',
      'error reference_unverified references.1',
      { references: ['checked2001', 'rumor2020'] },
      { references: ['checked2001', 'checked2002'] },
    ],
    [
      'U1 address',
      'error U1 resources.0.url',
      { 'resources.0.url': 'http://example.org/a' },
      { 'resources.0.url': 'https://example.org/a' },
    ],
    [
      'two free resources',
      'error resources_free resources',
      { resources: bar.resources.map((one, i) => ({ ...one, free: i < 1 })) },
      { resources: bar.resources.map((one, i) => ({ ...one, free: i < 2 })) },
    ],
  ],
  terms: [
    [
      'one id twice',
      'error id_duplicate rubric.criteria',
      { 'rubric.criteria.1.id': 'C1' },
      { 'rubric.criteria.1.id': 'C8' },
    ],
    [
      'fewest weeks above most',
      'error range_reversed effort.weeksMin',
      { 'effort.weeksMin': 9 },
      { 'effort.weeksMin': 8 },
    ],
    ['tag', 'error tags_unknown tags', { tags: ['rutines'] }, { tags: ['routines'] }],
    ['subject', 'error subjects_unknown subjects', { subjects: ['sums'] }, { subjects: ['mathematics'] }],
    ['all beside a grade', 'error list_mixed grades', { grades: ['all', '3'] }, { grades: ['3', '4'] }],
    [
      'unknown competency',
      'error alignment_unknown alignments.0.itemId',
      { 'alignments.0.itemId': 'CLM.99' },
      { 'alignments.0.itemId': 'EVI.5' },
    ],
    [
      'own framework',
      'error alignment_missing alignments',
      { alignments: bar.alignments.slice(1) },
      { alignments: bar.alignments.slice(0, 1) },
    ],
    [
      'X1 closed text',
      `error X1 ${HOW}`,
      { [HOW]: `${EASY} Every learner meets a wide range of demanding tasks.` },
      { [HOW]: `${EASY} Every learner meets a range of demanding tasks.` },
    ],
    [
      'weights',
      'error alignment_weights alignments',
      { 'alignments.0.weight': 0.9 },
      { 'alignments.0.weight': undefined },
    ],
  ],
}

describe.each(Object.entries(RULES))('%s', (_area, rules) => {
  test.each(rules)('%s', (_rule, finding, breaks, keeps) => {
    expect(found(breaks)).toContain(finding)
    expect(lintFile(changed(keeps), known).file).toBeDefined()
    expect(found(keeps)).not.toContain(finding)
  })
})

test.each([
  ['B1', bar],
  ['F2', f2],
])('the worked entry %s has no error and at most three warnings', (_code, file) => {
  const { problems } = lintFile(file, known)
  expect(problems.filter(({ level }) => level === 'error')).toEqual([])
  expect(problems.length).toBeLessThanOrEqual(3)
})

test.each<[string, string, Change]>([
  ['a field nobody knows', 'shape_unrecognized_keys', { colour: 'red' }],
  ['a title of 71 characters', 'shape_too_big', { title: 'x'.repeat(71) }],
  ['a summary of spaces', 'shape_too_small', { summary: ' '.repeat(60) }],
  ['a grade as a number', 'shape_invalid_value', { grades: [3] }],
  ['hours of a third', 'shape_not_multiple_of', { 'effort.hours': 3.3 }],
  ['a title with a bell in it', 'shape_custom', { title: 'Greet every\u0007 student' }],
  ['a summary that turns its letters around', 'shape_custom', { summary: `${'x'.repeat(50)}\u202e${'y'.repeat(10)}` }],
  ['a missing title', 'shape_invalid_type', { title: undefined }],
])('the shape comes first: %s → %s', (_case, code, change) => {
  const { file, problems } = lintFile(changed(change), known)
  expect(file).toBeUndefined()
  expect(problems.map((problem) => problem.code)).toContain(code)
})
