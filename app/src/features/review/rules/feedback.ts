import { overlap, readingGrade, wordCount, words } from '../../../lib/words.ts'
import type { Score } from '../model.ts'
import { identityHits } from './identity.ts'
import { isMet, levelIndex } from './levels.ts'
import type { Rule } from './outcome.ts'
import { PERSON_WORDS_EN } from './person-words-en.ts'
import { PERSON_WORDS_ES } from './person-words-es.ts'

const NEXT_STEP_WORDS = 8
const GRADE_LIMIT = 10
const GRADE_WORDS = 60
const COPIED_SHARE = 0.8

export const FEEDBACK_SEVERITY = {
  'too-short': 'block',
  'no-anchor': 'block',
  'no-next-step': 'block',
  'reading-grade': 'warn',
  'person-judgement': 'block',
  identity: 'block',
  copied: 'warn',
  'score-mismatch': 'warn',
} as const
export type FeedbackCode = keyof typeof FEEDBACK_SEVERITY
export interface FeedbackFinding {
  readonly code: FeedbackCode
  readonly severity: 'block' | 'warn'
  /** Absent where it is about the overall text. */
  readonly criterionId?: string
}

export const PERSON_WORDS: Readonly<Record<'en' | 'es', readonly string[]>> = {
  en: PERSON_WORDS_EN,
  es: PERSON_WORDS_ES,
}

export interface FeedbackFacts {
  readonly rubric: Rule
  readonly scores: readonly Score[]
  readonly overall: string
  readonly language: 'en' | 'es'
  readonly minWords: number
  /** The issuer's own list; the product's where it has none. */
  readonly personWords?: readonly string[]
  /** Names, schools and handles of both sides. */
  readonly identities: readonly string[]
  /** Comments of this reader on other portfolios in the last 30 days. */
  readonly earlierComments: readonly string[]
  readonly commentBank: readonly string[]
}

/** What stands between feedback and the learner. It looks at form and tone, never at the judgement. */
export function lintFeedback(facts: FeedbackFacts): FeedbackFinding[] {
  return [...facts.scores.flatMap((score) => criterionFindings(facts, score)), ...textFindings(facts, facts.overall)]
}

const NAMES_TO_TELL = 3

/** What keeps feedback from being sent. A name is held back last: while anything else is to mend, nobody learns by trying whose work it is. */
export function stopsOf(findings: readonly FeedbackFinding[]): FeedbackFinding[] {
  const stops = findings.filter(({ severity }) => severity === 'block')
  const others = stops.filter(({ code }) => code !== 'identity')
  return others.length > 0 ? others : stops
}

/** Once in a reading, when names were found so many times. */
export function timesToTell(times: number): boolean {
  return times === NAMES_TO_TELL
}

type Test = readonly [FeedbackCode, boolean]

function criterionFindings(facts: FeedbackFacts, score: Score): FeedbackFinding[] {
  const met = isMet(facts.rubric, levelIndex(facts.rubric, score.levelId))
  const text = [score.comment, score.missing, score.nextStep].join('\n')
  const place = { criterionId: score.criterionId }
  const findings = found(place, [
    ...(met ? [] : notYetTests(facts, score)),
    ['score-mismatch', met === (score.missing.trim() !== '')],
    ['copied', isCopied(facts, score)],
  ])
  return [...findings, ...textFindings(facts, text, place)]
}

/** A not-yet says what is missing, where, and what to do next. */
function notYetTests({ minWords }: FeedbackFacts, { comment, missing, nextStep, anchors }: Score): Test[] {
  return [
    ['too-short', wordCount(`${comment}\n${missing}`) < minWords],
    ['no-anchor', anchors.length === 0],
    ['no-next-step', wordCount(nextStep) < NEXT_STEP_WORDS],
  ]
}

function textFindings(
  facts: FeedbackFacts,
  text: string,
  place: Pick<FeedbackFinding, 'criterionId'> = {},
): FeedbackFinding[] {
  return found(place, [
    ['person-judgement', judgesPerson(text, facts.personWords ?? PERSON_WORDS[facts.language])],
    ['identity', identityHits(text, facts.identities).length > 0],
    ['reading-grade', facts.language === 'en' && isHard(text)],
  ])
}

function found(place: Pick<FeedbackFinding, 'criterionId'>, tests: readonly Test[]): FeedbackFinding[] {
  return tests.filter(([, holds]) => holds).map(([code]) => ({ code, severity: FEEDBACK_SEVERITY[code], ...place }))
}

function isHard(text: string): boolean {
  return wordCount(text) >= GRADE_WORDS && (readingGrade(text) ?? 0) > GRADE_LIMIT
}

/** Whole words, in any case and with either apostrophe. */
function judgesPerson(text: string, list: readonly string[]): boolean {
  const spoken = plain(text)
  return list.some((phrase) => spoken.includes(plain(phrase)))
}

function plain(text: string): string {
  return ` ${words(text.toLowerCase().replaceAll('’', "'")).join(' ')} `
}

function isCopied({ earlierComments, commentBank }: FeedbackFacts, { comment, missing }: Score): boolean {
  const own = `${comment}\n${missing}`
  if (commentBank.some((shared) => overlap(own, shared) >= COPIED_SHARE)) return false
  return earlierComments.some((earlier) => overlap(own, earlier) >= COPIED_SHARE)
}
