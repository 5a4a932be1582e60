import { jcs } from '../../../lib/jcs.ts'
import { type AchievementContent, AI_POLICIES, type Criterion, type Requirement } from '../model.ts'
import type { ChangeKind } from './change-kinds.ts'

interface Found {
  kind: ChangeKind
  of: string
}
type Content = AchievementContent

/** What changed beside the words: what is asked, how it is judged, for whom, under which terms. */
export function structuralChanges(before: Content, after: Content): Found[] {
  return [
    ...rubricChanges(before, after),
    ...requirementChanges(before, after),
    ...when(differs(before.practiceCase, after.practiceCase), after.practiceCase ? 'asksLess' : 'asksMore'),
    ...promptChanges(before, after),
    ...supportChanges(before, after),
    ...audienceChanges(before, after),
    ...termChanges(before, after),
  ]
}

function when(condition: boolean, kind: ChangeKind, of = ''): Found[] {
  return condition ? [{ kind, of }] : []
}

/** Blind to the order of keys, which the database does not keep. */
function differs(a: unknown, b: unknown): boolean {
  return plain(a) !== plain(b)
}

function plain(value: unknown): string {
  return jcs(JSON.parse(JSON.stringify(value ?? null)))
}

interface Listed {
  id: string
}

/** Items of one list, by id: what came, what went, and pairs that stayed. */
function matched<Item extends Listed>(before: readonly Item[], after: readonly Item[]) {
  const find = (items: readonly Item[], id: string) => items.find((item) => item.id === id)
  return {
    added: after.filter(({ id }) => !find(before, id)),
    removed: before.filter(({ id }) => !find(after, id)),
    kept: after.flatMap((is) => {
      const was = find(before, is.id)
      return was ? [{ was, is }] : []
    }),
  }
}

function rubricChanges({ rubric: before }: Content, { rubric: after }: Content): Found[] {
  const criteria = matched(before.criteria, after.criteria)
  const countsBy = ({ looksAt, component, mustHave, weight }: Criterion) => [looksAt, component, mustHave, weight]
  return [
    ...criteria.added.flatMap(({ id }) => when(true, 'criterionAdded', id)),
    ...criteria.removed.flatMap(({ id }) => when(true, 'criterionRemoved', id)),
    ...criteria.kept.flatMap(({ was, is }) => when(differs(countsBy(was), countsBy(is)), 'criterionCounts', is.id)),
    ...when(differs(before.levels, after.levels), 'levels'),
    ...when(before.passLevel !== after.passLevel, 'passLevel'),
    ...when(differs([before.rule, before.banking], [after.rule, after.banking]), 'rule'),
  ]
}

function requirementChanges({ part2: before }: Content, { part2: after }: Content): Found[] {
  const { added, removed, kept } = matched(before.requirements, after.requirements)
  return [
    ...added.flatMap(({ id }) => when(true, 'requirementAdded', id)),
    ...removed.flatMap(({ id }) => when(true, 'requirementRemoved', id)),
    ...kept.flatMap(({ was, is }) => [
      ...when(is.minItems > was.minItems, 'minItemsRaised', is.id),
      ...when(asks(was, is), 'asksMore', is.id),
      ...when(is.minItems < was.minItems || asks(is, was), 'asksLess', is.id),
      ...when(
        differs(was.indicators.map(idOf), is.indicators.map(idOf)) || was.readyChecks.length !== is.readyChecks.length,
        'indicators',
        is.id,
      ),
    ]),
  ]
}

function idOf({ id }: Listed): string {
  return id
}

/** True when something that was enough before is not any more. */
function asks(was: Requirement, is: Requirement): boolean {
  const limits = ['maxItems', 'maxMinutes', 'maxPages', 'maxWords'] as const
  return (
    was.evidenceTypes.some((type) => !is.evidenceTypes.includes(type)) ||
    limits.some((limit) => (is[limit] ?? Number.POSITIVE_INFINITY) < (was[limit] ?? Number.POSITIVE_INFINITY))
  )
}

function promptChanges(before: Content, after: Content): Found[] {
  const questions = matched(before.part1.questions, after.part1.questions)
  const prompts = matched(before.part3.prompts, after.part3.prompts)
  const limits = [
    ...questions.kept.map(({ was, is }) => ({
      id: is.id,
      more: is.minWords > was.minWords || is.maxWords < was.maxWords,
      less: is.minWords < was.minWords || is.maxWords > was.maxWords,
    })),
    ...prompts.kept.map(({ was, is }) => ({
      id: is.id,
      more: is.maxWords < was.maxWords,
      less: is.maxWords > was.maxWords,
    })),
  ]
  return [
    ...[...questions.added, ...prompts.added].flatMap(({ id }) => when(true, 'asksMore', id)),
    ...[...questions.removed, ...prompts.removed].flatMap(({ id }) => when(true, 'asksLess', id)),
    ...limits.flatMap(({ id, more, less }) => (more ? when(true, 'asksMore', id) : when(less, 'asksLess', id))),
    ...when(differs(before.talkThrough.map(idOf), after.talkThrough.map(idOf)), 'prompts', 'T'),
  ]
}

/** The same work under another address is a repaired link. */
function supportChanges(before: Content, after: Content): Found[] {
  const unlinked = ({ url: _url, ...work }: Content['resources'][number]) => work
  const works = differs(before.resources.map(unlinked), after.resources.map(unlinked))
  return [
    ...when(works, 'resources'),
    ...when(!works && differs(before.resources, after.resources), 'link'),
    ...when(differs(before.references, after.references), 'references'),
    ...when(differs(before.components.map(idOf), after.components.map(idOf)), 'method'),
    ...when(differs(before.alignments, after.alignments), 'alignments'),
    ...when(differs([before.effort, before.recognitionDefaults], [after.effort, after.recognitionDefaults]), 'effort'),
  ]
}

const AT_EACH = new Set(['all', 'any'])

/** Which way a list of who is meant moved. */
function reach(before: readonly string[], after: readonly string[]): 'same' | 'wider' | 'narrower' {
  const holds = (list: readonly string[], one: string) => list.includes(one) || list.some((each) => AT_EACH.has(each))
  if (before.some((one) => !holds(after, one))) return 'narrower'
  return after.some((one) => !holds(before, one)) ? 'wider' : 'same'
}

function audienceChanges(before: Content, after: Content): Found[] {
  const audience = reach(before.audience, after.audience)
  const grades = reach(before.grades, after.grades)
  return [
    ...when(audience === 'narrower', 'audienceNarrowed'),
    ...when(audience === 'wider', 'audienceWidened'),
    ...when(grades === 'narrower', 'gradesNarrowed'),
    ...when(grades === 'wider', 'gradesWidened'),
    ...when(before.needsStudents !== after.needsStudents, 'needsStudents'),
    ...when(differs([before.subjects, before.tags], [after.subjects, after.tags]), 'context'),
  ]
}

function termChanges(before: Content, after: Content): Found[] {
  const openness = (content: Content) => AI_POLICIES.indexOf(content.aiPolicy.kind)
  const faces = [before.safety.studentFaces, after.safety.studentFaces]
  const stricter = faces[1] === 'avoid' && faces[0] !== 'avoid'
  const safety = differs(before.safety, after.safety)
  return [
    ...prerequisiteChanges(before, after),
    ...when(openness(after) < openness(before), 'aiTightened'),
    ...when(openness(after) > openness(before), 'aiEased'),
    ...expiryChanges(before, after),
    ...when(stricter, 'facesTightened'),
    ...when(before.language !== after.language, 'language'),
    ...when((safety && !stricter) || before.license !== after.license, 'terms'),
    ...when(differs(upkeepOf(before), upkeepOf(after)), 'upkeep'),
  ]
}

function upkeepOf({ contact, image, nextReview }: Content) {
  return [contact, image, nextReview]
}

function prerequisiteChanges(before: Content, after: Content): Found[] {
  const named = ({ prerequisites }: Content) =>
    new Map(prerequisites.map((need) => ['code' in need ? need.code : need.achievementId, need.kind]))
  const [was, is] = [named(before), named(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((of) => {
    if (was.get(of) === is.get(of)) return []
    return when(true, is.get(of) === 'required' ? 'prerequisiteRequired' : 'prerequisiteEased', of)
  })
}

/** A credential that ends sooner, or is renewed in another way, is another promise. */
function expiryChanges({ expiry: before }: Content, { expiry: after }: Content): Found[] {
  if (!differs(before, after)) return []
  const months = (expiry: Content['expiry']) => (expiry.kind === 'never' ? Number.POSITIVE_INFINITY : expiry.months)
  return when(true, months(after) > months(before) ? 'validForMore' : 'validForLess')
}
