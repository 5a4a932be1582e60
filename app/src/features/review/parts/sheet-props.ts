import type { FormState } from '../../../platform/route.ts'
import { currentLocale, say, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { DESK_DEEDS } from '../../account/rules/desk-keys.ts'
import type { DraftScore } from '../model.ts'
import { placeOf, spotText } from '../rules/anchor-text.ts'
import type { Packet } from '../rules/packet.ts'
import type { Desk } from '../views/desk.ts'
import { placesOf } from './places.ts'
import { STOPS } from './save-answer.ts'
import type { AnchorTyped, Counts, CriterionValues, CriterionView, SheetProps, SheetState } from './sheet-model.ts'

type OpenCriterion = Extract<Packet['rubric']['criteria'][number], { state: 'open' }>

/** The desk as props: what is stored, or what was typed when a press was refused. */
export function sheetProps(desk: Desk, form: FormState): SheetProps {
  const { packet } = desk
  const open = packet.rubric.criteria.filter((criterion): criterion is OpenCriterion => criterion.state === 'open')
  const zone = { locale: currentLocale(), zone: desk.zone }
  return {
    reviewId: packet.reviewId,
    version: packet.version,
    held: desk.held,
    criteria: open.map((criterion, index) => criterionView(desk, form, { criterion, index, of: open.length })),
    state: 'version' in form.typed ? typedState(desk, form) : storedState(desk),
    stored: storedState(desk),
    typedOn: 'version' in form.typed ? Number(one(form.typed.version)) : null,
    passIndex: packet.rubric.levels.findIndex(({ id }) => id === packet.rubric.passLevel),
    places: placesOf(packet, desk.guide),
    codes: Object.fromEntries(desk.guide.requirements.map(({ id }) => [id, `#requirement-${id}`])),
    minWords: desk.minWords,
    overallError: form.fields.overall ?? '',
    progress: t('review.desk.progress', {
      position: packet.queue.position,
      of: packet.queue.of,
      day: dateText(new Date(packet.dueAt), { ...zone, style: 'day' }),
    }),
    savedAt: desk.savedAt && t('review.desk.savedAt', { time: dateText(desk.savedAt, { ...zone, style: 'time' }) }),
    locale: currentLocale(),
    zone: desk.zone,
    keys: desk.keys,
    language: desk.guide.language,
    bank: desk.bank,
    words: sheetWords(desk.minWords),
  }
}

interface Placed {
  readonly criterion: OpenCriterion
  readonly index: number
  readonly of: number
}

function criterionView(desk: Desk, form: FormState, { criterion, index, of }: Placed): CriterionView {
  const { id, title, descriptors } = criterion
  const prefix = `scores.${id}.`
  const errors = Object.entries(form.fields).filter(([name]) => name.startsWith(prefix))
  return {
    ...{ id, title },
    place: t('review.desk.criterion', { n: index + 1, of, parts: criterion.looksAt.join(', ') }),
    levels: desk.packet.rubric.levels.map((level) => ({
      value: level.id,
      title: level.label,
      text: descriptors[level.id] ?? '',
    })),
    counts: countsOf(desk, id),
    errors: Object.fromEntries(errors.map(([name, text]) => [name.slice(prefix.length), text])),
    advice: desk.advice
      .filter((finding) => finding.criterionId === id)
      .map(({ code }) => say(`review.lint.${code}`, { words: desk.minWords })),
  }
}

function countsOf({ guide, packet }: Desk, criterionId: string): Counts {
  const { method, lookFor } = guide.counts[criterionId] ?? { method: null, lookFor: [] }
  const label = (levelId: string) => packet.rubric.levels.find(({ id }) => id === levelId)?.label ?? ''
  const examples = packet.exemplars.filter((example) => example.criterionId === criterionId)
  return {
    ...{ method, lookFor },
    examples: examples.map(({ levelId, file = '', ...example }) => ({ ...example, file, level: label(levelId) })),
  }
}

function storedState({ packet, overall }: Desk): SheetState {
  return { values: Object.fromEntries(packet.scores.map((score) => [score.criterionId, stored(score)])), overall }
}

function typedState({ packet }: Desk, { typed }: FormState): SheetState {
  const values = packet.scores.map((score) => [score.criterionId, typedValues(typed, score)])
  return { values: Object.fromEntries(values), overall: one(typed.overall) }
}

type Score = Omit<DraftScore, 'seconds'> & { readonly seconds?: number }

function stored({ levelId, confidence, comment, missing, nextStep, anchors, seconds }: Score): CriterionValues {
  return {
    ...{ comment, missing, nextStep },
    levelId: levelId ?? '',
    confidence: confidence ? String(confidence) : '',
    seconds: seconds ?? 0,
    anchors: anchors.map((anchor) => ({ place: placeOf(anchor), at: spotText(anchor) })),
  }
}

function typedValues(typed: FormState['typed'], { criterionId }: Score): CriterionValues {
  const field = (name: string) => one(typed[`scores.${criterionId}.${name}`])
  return {
    levelId: field('levelId'),
    confidence: field('confidence'),
    comment: field('comment'),
    missing: field('missing'),
    nextStep: field('nextStep'),
    seconds: Number(field('seconds')) || 0,
    anchors: typedAnchors(typed, `scores.${criterionId}.anchors.`),
  }
}

export function typedAnchors(typed: FormState['typed'], prefix: string): AnchorTyped[] {
  const rows = [...Array(20).keys()].map((index) => ({
    place: one(typed[`${prefix}${index}.place`]),
    at: one(typed[`${prefix}${index}.at`]),
  }))
  return rows.filter(({ place, at }) => place !== '' || at !== '')
}

/** One field as it was typed; forms send a line's end as two signs. */
export function one(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}

/** Every word the script may need; the page's language decides once, here. */
function sheetWords(words: number): Record<string, string> {
  const plain = Object.fromEntries(SHEET_WORDS.map((name) => [name, say(`review.sheet.${name}`, { words })]))
  const keys = Object.fromEntries(DESK_DEEDS.map((deed) => [`key.${deed}`, say(`account.key.${deed}`)]))
  const open = Object.fromEntries(PATTERNS.map((name) => [name, say(`review.sheet.${name}`, KEPT)]))
  return { ...plain, ...keys, ...open, ...savingWords() }
}

/** What is said of a text that saves itself. */
export function savingWords(): Record<string, string> {
  const plain = Object.fromEntries(SAVING_WORDS.map((name) => [name, say(`review.sheet.${name}`)]))
  const stops = Object.fromEntries(STOPS.map((reason) => [`stopped.${reason}`, say(`review.stopped.${reason}`)]))
  return { ...plain, ...stops, savedAt: say('review.desk.savedAt', KEPT) }
}

const SHEET_WORDS = [
  ...['criteria', 'notRated', 'confidence', 'confidence1', 'confidence2', 'confidence3'],
  ...['comment', 'commentHint', 'missing', 'missingHint', 'nextStep', 'nextStepHint'],
  ...['anchors', 'anchorsHint', 'place', 'noPlace', 'spot', 'link', 'addPlace', 'nothingPointed'],
  ...['overall', 'overallHint', 'optional'],
  ...['toEvidence', 'toRubric', 'break', 'save', 'submit', 'again'],
  ...['keys', 'keysTitle', 'keysHint', 'keysOn', 'ownKeys', 'noKey', 'notSwitched', 'close'],
  ...[
    'peek',
    'noExamples',
    'constructed',
    'realWork',
    'exampleFile',
    'bank',
    'noBank',
    'dictate',
    'stopDictation',
    'dictating',
    'noDictation',
  ],
] as const

const SAVING_WORDS = [
  ...['saving', 'onDevice', 'notSaved', 'tooLong'],
  ...['keepMine', 'takeOther', 'reload', 'toQueue'],
] as const

/** Texts whose values only the script knows: the braces stay and are filled there. */
const PATTERNS = ['count', 'linked', 'noSuchLevel', 'speed'] as const
const KEPT = { n: '{n}', most: '{most}', time: '{time}', place: '{place}' }
