import { NotFound } from '../../../lib/refusal.ts'
import { ACCEPTED_ENDINGS } from '../../../platform/media-kinds.ts'
import type { AchievementContent, Requirement } from '../../catalog/model.ts'
import type { World } from '../actions/world.ts'
import type { Draft } from '../reads/draft.ts'
import { listItems } from '../reads/inbox.ts'
import type { Finding } from '../rules/finding.ts'
import { lockedPart } from '../rules/practice-lock.ts'
import { backHere, placeStates } from '../rules/retry.ts'
import type { ConsentRow, EvidenceRow, InboxRow } from '../tables.ts'
import { openDraft } from './open-draft.ts'
import { nextStep, type Step, stepsOf } from './steps.ts'
import { headOf, type WorkHead } from './work.ts'

export interface PieceCard
  extends Pick<
    EvidenceRow,
    'id' | 'kind' | 'name' | 'bytes' | 'body' | 'url' | 'evidenceType' | 'class' | 'consentId' | 'addedAt'
  > {
  readonly openable: boolean
  readonly findings: readonly Finding[]
}
/** A criterion that looks at this place, in the words that pass it. */
export interface LooksFor {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly kept: boolean
}
export interface RequirementDesk extends WorkHead {
  readonly requirement: {
    readonly id: string
    readonly title: string
    readonly instructions: string
    readonly indicators: readonly string[]
    readonly evidenceTypes: readonly string[]
    readonly minItems: number
    readonly maxItems: number
    readonly maxMinutes: number | undefined
    readonly maxPages: number | undefined
    readonly maxWords: number | undefined
  }
  readonly looksFor: readonly LooksFor[]
  readonly pieces: readonly PieceCard[]
  /** `said` is what a yes is kept as: the words of the author, in whatever language they were read. */
  readonly checks: readonly { readonly said: string; readonly text: string; readonly yes: boolean }[]
  readonly findings: readonly Finding[]
  readonly consents: readonly ConsentRow[]
  readonly inbox: readonly Pick<InboxRow, 'id' | 'name' | 'caption' | 'kind' | 'receivedAt'>[]
  readonly steps: readonly Step[]
  readonly place: number
  readonly next: Step | null
  readonly kept: boolean
  /** How this part stands to a practice case; null where it has nothing to do with one. */
  readonly practice: PracticePart | null
  /** Ids of the criteria that came back here. */
  readonly back: readonly string[]
  readonly studentFaces: string | undefined
  readonly accept: string
  readonly personId: string
  readonly today: string
  readonly zone: string
}

export interface PracticePart {
  readonly state: 'offered' | 'table' | 'lock' | 'locked' | 'unlocked' | 'waiting' | 'later'
}

/** One requirement with its evidence: what is asked, what counts, what lies here, what is missing. */
export async function requirementDesk(
  ctx: World,
  submissionId: string,
  requirementId: string,
): Promise<RequirementDesk> {
  const opened = await openDraft(ctx, submissionId)
  const { draft, findings, today } = opened
  const { content, shown } = draft.version
  const requirement = shown.part2.requirements.find(({ id }) => id === requirementId)
  if (!requirement) throw new NotFound('requirement')
  const here = findings.filter((found) => found.requirementId === requirementId)
  const inbox = await ctx.transact((tx) => listItems(tx, ctx.person))
  const steps = stepsOf(draft, findings)
  const yes = draft.row.checks[requirementId] ?? []
  const { id, title, instructions, evidenceTypes, minItems, maxItems, maxMinutes, maxPages, maxWords } = requirement
  return {
    ...headOf(ctx, opened),
    requirement: {
      ...{ id, title, instructions, evidenceTypes, minItems, maxItems, maxMinutes, maxPages, maxWords },
      indicators: requirement.indicators.map(({ text }) => text),
    },
    looksFor: looksForOf(opened, requirementId),
    pieces: draft.evidence
      .filter((piece) => piece.requirementId === requirementId)
      .map((piece) => pieceCard(piece, here)),
    checks: checksOf(content, requirement).map((check) => ({ ...check, yes: yes.includes(check.said) })),
    findings: here.filter(({ evidenceId }) => !evidenceId),
    consents: draft.consents,
    inbox: inbox.map((item) => ({
      id: item.id,
      name: item.name,
      caption: item.caption,
      kind: item.kind,
      receivedAt: item.receivedAt,
    })),
    steps,
    place: steps.findIndex((step) => step.id === requirementId) + 1,
    next: nextStep(steps, requirementId),
    kept: steps.find((step) => step.id === requirementId)?.state === 'kept',
    practice: practicePart(draft, requirementId),
    back: backHere(draft.cameBack, [requirementId]),
    studentFaces: content.safety.studentFaces,
    accept: ACCEPTED_ENDINGS.join(','),
    personId: ctx.person.personId,
    today,
    zone: ctx.timeZone,
  }
}

function checksOf({ part2 }: AchievementContent, { id, readyChecks }: Requirement) {
  const own = part2.requirements.find((requirement) => requirement.id === id)?.readyChecks ?? []
  return own.map((said, at) => ({ said, text: readyChecks[at] ?? said }))
}

function practicePart({ version, standing, evidence }: Draft, id: string): PracticePart | null {
  const { practiceCase: asked, part2 } = version.content
  const { practice } = standing
  if (!asked) return null
  if (!practice.openedAt) return id === asked.opensIn ? { state: 'offered' } : null
  const place = (part: string) => part2.requirements.findIndex((each) => each.id === part)
  if (place(id) < place(asked.laterAfter)) return { state: 'table' }
  if (place(id) > place(asked.laterAfter)) return { state: practice.laterAt ? 'later' : 'waiting' }
  if (!practice.laterAt) return { state: 'lock' }
  return { state: lockedPart(version.content, practice, evidence) ? 'locked' : 'unlocked' }
}

function pieceCard(piece: EvidenceRow, findings: readonly Finding[]): PieceCard {
  const { id, kind, name, bytes, body, url, evidenceType, addedAt, consentId } = piece
  return {
    ...{ id, kind, name, bytes, body, url, evidenceType, addedAt, consentId },
    class: piece.class,
    openable: piece.blobKey !== null,
    findings: findings.filter(({ evidenceId }) => evidenceId === id),
  }
}

function looksForOf({ draft }: Awaited<ReturnType<typeof openDraft>>, requirementId: string): LooksFor[] {
  const decided = draft.standing.returnedAt.length > 0
  const banked = new Set(decided ? draft.scope.banked.map(({ criterionId }) => criterionId) : [])
  return looksForIn(draft.version.shown.rubric, requirementId, banked)
}

/** The criteria that look at this place, whatever else they look at. */
export function looksForIn(
  { criteria, passLevel }: AchievementContent['rubric'],
  requirementId: string,
  banked: ReadonlySet<string> = new Set(),
): LooksFor[] {
  return criteria
    .filter(({ looksAt }) => placeStates([{ id: 'any', looksAt }], { banked: [], full: false }).has(requirementId))
    .map(({ id, title, descriptors }) => ({ id, title, text: descriptors[passLevel] ?? '', kept: banked.has(id) }))
}
