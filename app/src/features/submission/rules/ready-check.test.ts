import { expect, expectTypeOf, test } from 'vitest'
import { readingGrade } from '../../../lib/words.ts'
import type { AchievementContent } from '../../catalog/model.ts'
import en from '../messages/en.json' with { type: 'json' }
import es from '../messages/es.json' with { type: 'json' }
import { type AiDisclosure, ATTESTATIONS } from '../model.ts'
import type { BankingRubric } from './banking.ts'
import type { ReadyItem } from './evidence.ts'
import { FINDING_CODES, finding, isBlocked, shownToLearner } from './finding.ts'
import { type ReadyDraft, readyCheck } from './ready-check.ts'
import type { ReadyContent } from './ready-content.ts'

const content: ReadyContent = {
  part1: {
    questions: [
      { id: 'O1', minWords: 3, maxWords: 10 },
      { id: 'O2', minWords: 0, maxWords: 10 },
    ],
  },
  part2: {
    requirements: [
      {
        id: 'R1',
        evidenceTypes: ['video', 'audio'],
        minItems: 1,
        maxItems: 2,
        maxMinutes: 10,
        readyChecks: ['Two splits are shown.'],
      },
      { id: 'R2', evidenceTypes: ['document'], minItems: 1, maxItems: 1, maxPages: 2, maxWords: 100 },
    ],
  },
  part3: { prompts: [{ id: 'P1', maxWords: 10 }] },
  aiPolicy: { kind: 'assist_with_disclosure' },
  safety: { studentFaces: 'allowed_with_consent' },
  needsStudents: true,
}
const piece: ReadyItem = {
  evidenceId: 'e1',
  requirementId: 'R1',
  kind: 'video',
  type: 'video',
  declaredBytes: 10,
  storedBytes: 10,
  clientSha256: 'aa',
  sha256: 'aa',
  studentsShown: false,
  consentId: null,
  facts: {},
}
const paper: ReadyItem = { ...piece, evidenceId: 'e2', requirementId: 'R2', kind: 'file', type: null }
const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ')
const ready: ReadyDraft = {
  responses: [
    { promptId: 'O1', body: words(3) },
    { promptId: 'P1', body: words(1) },
  ],
  items: [piece, paper],
  attestations: ATTESTATIONS,
  aiDisclosure: { policy: 'assist_with_disclosure', used: false, tools: [], purpose: '' },
  confirmed: [{ requirementId: 'R1', check: 'Two splits are shown.' }],
  bankingLost: [],
}
const codes = (draft: Partial<ReadyDraft>, changed: Partial<ReadyContent> = {}) =>
  readyCheck({ ...content, ...changed }, { ...ready, ...draft }).map(({ code, severity }) => `${code} ${severity}`)
const withPiece = (change: Partial<ReadyItem>) => ({ items: [{ ...piece, ...change }, paper] })
const withPaper = (change: Partial<ReadyItem>) => ({ items: [piece, { ...paper, ...change }] })
const answered = (n: number) => ({
  responses: [
    { promptId: 'O1', body: words(n) },
    { promptId: 'P1', body: words(1) },
  ],
})

test('the content of a catalogue version is checked as it is', () => {
  expectTypeOf<AchievementContent>().toExtend<ReadyContent>()
  expectTypeOf<AchievementContent['rubric']>().toExtend<BankingRubric>()
})

test('a complete draft has no finding; its one possible type is filled in', () => {
  expect(readyCheck(content, ready)).toEqual([])
})

test.each([
  ['no answer', { responses: [{ promptId: 'P1', body: 'word' }] }, ['response-missing block']],
  [
    'an answer of signs only',
    {
      responses: [
        { promptId: 'O1', body: '— ... !' },
        { promptId: 'P1', body: 'word' },
      ],
    },
    ['response-missing block'],
  ],
  ['one word too few', answered(2), ['response-too-short block']],
  ['at the limit', answered(10), []],
  ['a tenth over', answered(11), ['response-too-long warn']],
  ['more than a tenth over', answered(12), ['response-too-long block']],
  ['a reflection left out', { responses: [{ promptId: 'O1', body: words(3) }] }, ['response-missing block']],
] as const)('responses: %s', (_case, draft, expected) => {
  expect(codes(draft)).toEqual(expected)
})

test.each([
  ['none', { items: [piece] }, ['evidence-missing block']],
  ['too many', { items: [piece, paper, { ...paper, evidenceId: 'e3' }] }, ['evidence-too-many block']],
  ['a type nobody chose', withPiece({ type: null }), ['evidence-unsaid block', 'authentic-evidence-missing block']],
  ['a type this part does not take', withPaper({ type: 'statement' }), ['evidence-type block']],
  [
    'a place that is gone',
    { items: [piece, paper, { ...paper, evidenceId: 'e3', requirementId: 'R9' }] },
    ['evidence-type block'],
  ],
  ['bytes missing', withPiece({ storedBytes: 9 }), ['upload-incomplete block']],
  ['another digest', withPiece({ clientSha256: 'bb' }), ['digest-mismatch block']],
  ['no digest from the device', withPiece({ clientSha256: null }), []],
  ['empty', withPiece({ storedBytes: 0, declaredBytes: 0 }), ['file-empty block']],
  ['damaged', withPiece({ facts: { readable: false } }), ['file-unreadable block']],
  ['a password', withPaper({ facts: { encrypted: true } }), ['file-unreadable block']],
  ['harmful', withPaper({ facts: { malware: true } }), ['malware block']],
  ['at the minute', withPiece({ facts: { seconds: 600 } }), []],
  ['a little long', withPiece({ facts: { seconds: 660 } }), ['duration-too-long warn']],
  ['too long', withPiece({ facts: { seconds: 661 } }), ['duration-too-long block']],
  ['too many pages', withPaper({ facts: { pages: 3 } }), ['pages-too-many warn']],
  ['a document of many words', withPaper({ facts: { words: 200 } }), ['response-too-long warn']],
  ['a typed text of many words', withPaper({ kind: 'text', facts: { words: 200 } }), ['response-too-long block']],
  ['no sound', withPiece({ facts: { audioTrack: false, loudness: -90 } }), ['video-silent warn']],
  ['low sound', withPiece({ facts: { loudness: -40.1 } }), ['audio-quiet warn']],
  ['speech without captions', withPiece({ facts: { speech: true, captions: false } }), ['captions-missing warn']],
  ['a small picture', withPaper({ kind: 'image', facts: { shortSide: 599 } }), ['image-small warn']],
  ['a blurred picture', withPaper({ kind: 'image', facts: { sharpness: 59 } }), ['image-blurred warn']],
] as const)('evidence: %s', (_case, draft, expected) => {
  expect(codes(draft)).toEqual(expected)
})

const link = { status: 200, signInForm: false, words: 500, copied: true }
test.each([
  ['a readable page', link, []],
  ['not there', { ...link, status: 404, copied: false }, ['link-not-readable block']],
  ['no answer', { ...link, status: 0, copied: false }, ['link-not-readable block']],
  ['no copy', { ...link, copied: false }, ['link-not-readable block']],
  ['a sign-in wall', { ...link, signInForm: true, words: 199 }, ['link-needs-sign-in block']],
  ['a sign-in form beside a text', { ...link, signInForm: true, words: 200 }, []],
])('link: %s', (_case, facts, expected) => {
  expect(codes(withPaper({ kind: 'link', storedBytes: 0, declaredBytes: 0, facts: { link: facts } }))).toEqual(expected)
})

const avoid = { safety: { studentFaces: 'avoid' } } as const
test.each([
  ['students seen, no consent', withPiece({ studentsShown: true }), {}, ['students-without-consent warn']],
  ['where faces are to be avoided', withPiece({ studentsShown: true }), avoid, ['students-without-consent block']],
  ['with consent', withPiece({ studentsShown: true, consentId: 'k1' }), avoid, []],
  ['a name from the list', withPiece({ facts: { rosterNames: 1 } }), {}, ['names-in-text warn']],
  ['a place in the picture', withPiece({ facts: { location: true } }), avoid, ['location-metadata block']],
] as const)('privacy: %s', (_case, draft, changed, expected) => {
  expect(codes(draft, changed)).toEqual(expected)
})

const used: AiDisclosure = {
  policy: 'assist_with_disclosure',
  used: true,
  tools: ['a chat tool'],
  purpose: 'first outline',
}
test.each([
  ['a box left open', { attestations: ['own-work', 'privacy'] }, {}, ['attestation-missing block']],
  ['nothing said about AI', { aiDisclosure: null }, {}, ['ai-disclosure-missing block']],
  ['used, without the tool', { aiDisclosure: { ...used, tools: [] as string[] } }, {}, ['ai-disclosure-missing block']],
  ['used, without the purpose', { aiDisclosure: { ...used, purpose: ' ' } }, {}, ['ai-disclosure-missing block']],
  ['used and said so', { aiDisclosure: used }, {}, []],
  ['an open policy asks nothing', { aiDisclosure: null }, { aiPolicy: { kind: 'open' } }, []],
  [
    'a policy of none wants the answer too',
    { aiDisclosure: null },
    { aiPolicy: { kind: 'none' } },
    ['ai-disclosure-missing block'],
  ],
  [
    'an edited ready check',
    { confirmed: [{ requirementId: 'R1', check: 'One split is shown.' }] },
    {},
    ['ready-check-unconfirmed block'],
  ],
  [
    'a check of another part',
    { confirmed: [{ requirementId: 'R2', check: 'Two splits are shown.' }] },
    {},
    ['ready-check-unconfirmed block'],
  ],
  ['a score that will be read again', { bankingLost: ['C2'] }, {}, ['banking-lost info']],
] as const)('declarations: %s', (_case, draft, changed, expected) => {
  expect(codes(draft, changed)).toEqual(expected)
})

test('authentic evidence is asked where students take part and a part could take it', () => {
  const papers = {
    part2: { requirements: [{ id: 'R1', evidenceTypes: ['document', 'video'], minItems: 1, maxItems: 1 }] },
  }
  const draft = { items: [{ ...piece, kind: 'file', type: 'document' }] } as const
  expect(codes(draft, papers)).toEqual(['authentic-evidence-missing block'])
  expect(codes(draft, { ...papers, needsStudents: false })).toEqual([])
  expect(
    codes(draft, { part2: { requirements: [{ id: 'R1', evidenceTypes: ['document'], minItems: 1, maxItems: 1 }] } }),
  ).toEqual([])
})

test('what blocks comes first and names its place', () => {
  const findings = readyCheck(content, {
    ...ready,
    ...withPiece({ facts: { seconds: 660, malware: true } }),
    bankingLost: ['C2'],
  })
  expect(findings).toEqual([
    { code: 'malware', severity: 'block', requirementId: 'R1', evidenceId: 'e1' },
    { code: 'duration-too-long', severity: 'warn', requirementId: 'R1', evidenceId: 'e1' },
    { code: 'banking-lost', severity: 'info', criterionId: 'C2' },
  ])
  expect(isBlocked(findings)).toBe(true)
  expect(isBlocked(findings.slice(1))).toBe(false)
})

test('a doubt of the software is never shown as a fault', () => {
  expect(shownToLearner([finding('duplicate-suspect'), finding('malware')])).toEqual([finding('malware')])
})

test('every finding has its sentence and its way out, in both languages, short and plain', () => {
  const keys = FINDING_CODES.flatMap((code) => [`finding.${code}.says`, `finding.${code}.fix`])
  const findings = [en, es].map((texts) => Object.entries(texts).filter(([key]) => key.startsWith('finding.')))
  for (const texts of findings) {
    expect(texts.map(([key]) => key)).toEqual(keys)
    for (const [, text] of texts) expect(text.length).toBeLessThanOrEqual(140)
  }
  const hard = findings[0]?.filter(([, text]) => (readingGrade(text) ?? 0) > 8)
  expect(hard).toEqual([])
})
