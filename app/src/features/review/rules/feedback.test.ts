import { describe, expect, test } from 'vitest'
import type { Score } from '../model.ts'
import { FEEDBACK_SEVERITY, type FeedbackFacts, lintFeedback, PERSON_WORDS, stopsOf, timesToTell } from './feedback.ts'
import { identityHits, masked } from './identity.ts'
import type { RubricLike } from './levels.ts'

const rubric: RubricLike = {
  levels: [
    { id: 'not_yet', label: 'Not yet' },
    { id: 'demonstrated', label: 'Demonstrated' },
  ],
  passLevel: 'demonstrated',
  rule: { kind: 'conjunctive' },
  criteria: [{ id: 'C1', title: 'One', looksAt: ['R1'], mustHave: false, weight: 1, descriptors: {} }],
}
const plain = 'The plan names a goal. The work shows one split. '
const missing =
  'The table has no counts in two of its cells, so the gap between the two groups cannot be checked. Nor does the text say how many of the class took no part in the test.'
const notYet: Score = {
  criterionId: 'C1',
  levelId: 'not_yet',
  confidence: 3,
  comment: plain,
  missing,
  nextStep: 'Put a count in each cell and send the table again.',
  anchors: [{ kind: 'absent', requirementId: 'R1' }],
  seconds: 60,
}
const met: Score = {
  ...notYet,
  levelId: 'demonstrated',
  comment: 'Clear counts on page two.',
  missing: '',
  nextStep: '',
  anchors: [],
}
const facts: FeedbackFacts = {
  rubric,
  scores: [notYet],
  overall: '',
  language: 'en',
  minWords: 40,
  identities: [],
  earlierComments: [],
  commentBank: [],
}
const codes = (score: Partial<Score>, change: Partial<FeedbackFacts> = {}) =>
  lintFeedback({ ...facts, scores: [{ ...notYet, ...score }], ...change }).map(({ code }) => code)
const hard =
  'Notwithstanding considerable organizational difficulties, the accompanying documentation demonstrates comprehensive understanding. '

test.each([
  ['full feedback', {}, {}, []],
  ['too few words', { missing: 'No counts in two cells.' }, {}, ['too-short']],
  ['a lower limit of the issuer', { missing: 'No counts in two cells.' }, { minWords: 15 }, []],
  ['no place', { anchors: [] }, {}, ['no-anchor']],
  ['no next step', { nextStep: '' }, {}, ['no-next-step']],
  ['a next step of eight words', { nextStep: 'Put a count in each cell and send.' }, {}, []],
  ['a next step of seven words', { nextStep: 'Put a count in each table cell.' }, {}, ['no-next-step']],
  ['a hard text', { comment: hard.repeat(6) }, {}, ['reading-grade']],
  ['a hard text in Spanish is not measured', { comment: hard.repeat(6) }, { language: 'es' }, []],
  ['about the person', { comment: `${plain} This is lazy.` }, {}, ['person-judgement']],
  ['a phrase about the person, curly apostrophe', { comment: `${plain} You don’t care.` }, {}, ['person-judgement']],
  ['part of a word is no word', { comment: `${plain} The glazy finish.` }, {}, []],
  ['in Spanish', { comment: `${plain} Obviamente falta.` }, { language: 'es' }, ['person-judgement']],
  ['a list of the issuer', { comment: `${plain} This is lazy.` }, { personWords: ['shoddy'] }, []],
  ['a name', { comment: `${plain} Well done, Rosa!` }, { identities: ['Rosa'] }, ['identity']],
  ['missing nothing, yet not met', { missing: '', comment: `${plain}${missing}` }, {}, ['score-mismatch']],
  ['used before', {}, { earlierComments: [`${plain}${missing}`] }, ['copied']],
  ['from the shared bank', {}, { earlierComments: [`${plain}${missing}`], commentBank: [`${plain}${missing}`] }, []],
  ['only the opening used before', {}, { earlierComments: [plain] }, []],
] as const)('not yet, %s', (_case, score, change, expected) => {
  expect(codes(score as Partial<Score>, change)).toEqual(expected)
})

test.each([
  ['short praise', {}, []],
  ['with something missing', { missing: 'The second table.' }, ['score-mismatch']],
] as const)('met, %s', (_case, score, expected) => {
  expect(codes({ ...met, ...score })).toEqual(expected)
})

test('the overall text is read too, and a finding says where it is', () => {
  expect(lintFeedback({ ...facts, overall: 'Obviously fine.' })).toEqual([
    { code: 'person-judgement', severity: 'block' },
  ])
  expect(lintFeedback({ ...facts, scores: [{ ...notYet, anchors: [] }] })).toEqual([
    { code: 'no-anchor', severity: 'block', criterionId: 'C1' },
  ])
})

test('advice does not block', () => {
  const advice = Object.entries(FEEDBACK_SEVERITY).filter(([, severity]) => severity === 'warn')
  expect(advice.map(([code]) => code)).toEqual(['reading-grade', 'copied', 'score-mismatch'])
})

test.each(['en', 'es'] as const)('the %s list has no word twice and none is empty', (language) => {
  const list = PERSON_WORDS[language]
  expect(new Set(list).size).toBe(list.length)
  expect(list.every((phrase) => phrase.trim() === phrase && phrase !== '')).toBe(true)
})

test.each([
  ['a first name as written', 'Thank you, Rosa.', ['Rosa'], 'Thank you, •••.'],
  ['a name that is also a word', 'You may go on. Ask May.', ['May'], 'You may go on. Ask •••.'],
  ['inside another word', 'Rosaline wrote this.', ['Rosa'], 'Rosaline wrote this.'],
  [
    'the longest first',
    'Rosa Parra at Lakeside Middle School',
    ['Rosa', 'Rosa Parra', 'lakeside middle school'],
    '••• at •••',
  ],
  ['a handle, in any case', 'See @R.Parra-7 for more', ['@r.parra-7'], 'See ••• for more'],
  ['signs of a pattern', 'Room (3b)+ is mine', ['(3b)+'], 'Room ••• is mine'],
  ['a possessive', "Rosa's class", ['Rosa'], "•••'s class"],
  ['accents, composed or not', 'Gracias, Noe\u0301.', ['Noé'], 'Gracias, •••.'],
  ['one letter is no name', 'A is for apple', ['A'], 'A is for apple'],
  ['empty', 'nothing', ['', ' '], 'nothing'],
])('masking: %s', (_case, text, identities, expected) => {
  expect(masked(text, identities)).toBe(expected)
  expect(identityHits(text, identities).length > 0).toBe(expected !== text.normalize('NFC'))
})

describe('what is said when feedback is not sent', () => {
  const block = (code: 'identity' | 'too-short') => ({ code, severity: 'block' as const })
  test('a name is said last, so that trying names on an unfinished sheet tells nothing', () => {
    expect(stopsOf([block('identity'), block('too-short')])).toEqual([block('too-short')])
    expect(stopsOf([block('identity'), { code: 'copied', severity: 'warn' }])).toEqual([block('identity')])
  })

  test('a QA lead hears of it once, at the third time', () =>
    expect([1, 2, 3, 4, 5].map(timesToTell)).toEqual([false, false, true, false, false]))
})
