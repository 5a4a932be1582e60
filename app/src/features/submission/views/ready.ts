import { insist } from '../../../lib/refusal.ts'
import { findPerson } from '../../account/reads.ts'
import { listShownExemplars } from '../../catalog/reads/exemplars.ts'
import { ofSameRubric, placed, type ShownExemplar } from '../../catalog/rules/exemplar.ts'
import { getCalendar, setting } from '../../organization/reads.ts'
import type { World } from '../actions/world.ts'
import type { SaidWords } from '../model.ts'
import { mayWork } from '../policy.ts'
import { attemptDueAt } from '../rules/clock.ts'
import type { Finding } from '../rules/finding.ts'
import { wordsOf } from '../rules/said.ts'
import type { SubmissionRow } from '../tables.ts'
import { openDraft } from './open-draft.ts'
import { headOf, type WorkHead } from './work.ts'

/** What the check found in one part of the work, and where to mend it. */
export interface Advice {
  readonly id: string
  /** The part by its name; the two written parts and this page itself have none of their own. */
  readonly title: string | null
  readonly href: string | null
  readonly lines: readonly { readonly code: Finding['code']; readonly about: string | null; readonly count: number }[]
}
export interface ReadyDesk extends WorkHead {
  readonly count: number
  readonly blocks: readonly Advice[]
  readonly advice: readonly Advice[]
  /** Criteria that came back and whose parts are still as they were read. */
  readonly unchanged: { readonly criteria: readonly string[]; readonly all: boolean; readonly only: readonly string[] }
  readonly said: Pick<
    SubmissionRow,
    'aiUsed' | 'aiTools' | 'aiPurpose' | 'attestations' | 'activityFrom' | 'activityUntil' | 'showName'
  >
  /** The same as the page's form sends it. */
  readonly words: SaidWords
  readonly ai: { readonly kind: 'none' | 'assist_with_disclosure' | 'open'; readonly note: string }
  readonly attemptNo: number
  readonly personId: string
  readonly undoMinutes: number
  readonly dueAt: Date | null
  readonly name: string
  readonly today: string
  readonly zone: string
  /** What the educator may compare with, by criterion and level. */
  readonly examples: ReturnType<typeof placed<ShownExemplar>>
  readonly version: string
  readonly filesUrl: string
}

/** The last look before sending: what stops it, what would help, and what only the learner can say. */
export async function readyDesk(ctx: World, submissionId: string): Promise<ReadyDesk> {
  const opened = await openDraft(ctx, submissionId)
  const { draft, findings, today } = opened
  const { row, version } = draft
  insist(mayWork(ctx.actor, row))
  const there = ctx.inTenant(row.tenantId)
  const facts = await there.transact(async (tx) => ({
    undoMinutes: await setting(tx, there.scope, 'review.submitUndoMinutes'),
    windowDays: await setting(tx, there.scope, 'review.windowDays'),
    capDays: await setting(tx, there.scope, 'review.capDays'),
    calendar: await getCalendar(tx, there.scope),
    name: (await findPerson(tx, row.learnerId))?.name ?? '',
    examples: await listShownExemplars(tx, row.achievementId),
  }))
  const { calendar, windowDays, capDays } = facts
  const clock = { calendar, submittedAt: ctx.now(), windowDays, capDays, extensions: [], pauses: [] }
  const blocks = findings.filter(({ severity }) => severity === 'block')
  return {
    ...headOf(ctx, opened),
    personId: ctx.person.personId,
    count: blocks.length,
    blocks: adviceOf(opened, blocks),
    advice: adviceOf(
      opened,
      findings.filter(({ severity }) => severity !== 'block'),
    ),
    unchanged: unchangedIn(draft),
    said: row,
    words: wordsOf(row),
    ai: version.shown.aiPolicy,
    attemptNo: row.attemptNo + 1,
    undoMinutes: facts.undoMinutes,
    dueAt: attemptDueAt(clock),
    name: facts.name,
    today,
    zone: ctx.timeZone,
    examples: placed(version.shown.rubric, facts.examples.filter(ofSameRubric(version.version))),
    version: version.version,
    filesUrl: ctx.filesUrl,
  }
}

/** `only`: what readers score, where they do not score everything again. */
function unchangedIn({ cameBack, scope, version }: Opened['draft']): ReadyDesk['unchanged'] {
  const titles = new Map(version.shown.rubric.criteria.map(({ id, title }) => [id, title]))
  return {
    criteria: cameBack.filter(({ changed }) => !changed).map(({ title }) => title),
    all: cameBack.every(({ changed }) => !changed),
    only: scope.full ? [] : scope.open.map(({ criterionId }) => titles.get(criterionId) ?? criterionId),
  }
}

type Opened = Awaited<ReturnType<typeof openDraft>>

/** One entry for each part, in the order of the work; the same fact is said once, with its number. */
function adviceOf(opened: Opened, findings: readonly Finding[]): Advice[] {
  const entries = new Map<string, Advice>()
  for (const found of findings) {
    const place = placeOf(opened, found)
    const { lines, ...entry } = entries.get(place.id) ?? { ...place, lines: [] }
    const about = aboutOf(opened, found)
    const same = lines.find((line) => line.code === found.code && line.about === about)
    const rest = lines.filter((line) => line !== same)
    entries.set(place.id, { ...entry, lines: [...rest, { code: found.code, about, count: (same?.count ?? 0) + 1 }] })
  }
  return [...entries.values()]
}

function placeOf({ draft: { row, version } }: Opened, { requirementId = '', code }: Finding): Omit<Advice, 'lines'> {
  const { part1, part2, part3 } = version.shown
  const base = `/me/work/${row.id}`
  if (part1.questions.some(({ id }) => id === requirementId))
    return { id: 'part1', title: null, href: `${base}/write#part1` }
  if (part3.prompts.some(({ id }) => id === requirementId))
    return { id: 'part3', title: null, href: `${base}/write#part3` }
  const requirement = part2.requirements.find(({ id }) => id === requirementId)
  if (requirement)
    return { id: requirement.id, title: requirement.title, href: `${base}/requirements/${requirement.id}#evidence` }
  return {
    id: code === 'attestation-missing' || code === 'ai-disclosure-missing' ? 'here' : 'all',
    title: null,
    href: null,
  }
}

/** The piece or criterion a finding speaks of. */
function aboutOf({ draft: { version, evidence } }: Opened, { evidenceId, criterionId }: Finding): string | null {
  const piece = evidence.find(({ id }) => id === evidenceId)
  return piece?.name ?? version.shown.rubric.criteria.find(({ id }) => id === criterionId)?.title ?? null
}
