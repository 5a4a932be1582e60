import type { AttemptManifest } from '../model.ts'
import type { ReadingScope } from './banking.ts'

export type ItemChange = 'kept' | 'replaced' | 'added' | 'removed'
export interface ItemDiff {
  readonly requirementId: string
  readonly change: ItemChange
  /** The piece of the later attempt; of the earlier one where it was removed. */
  readonly evidenceId: string
  /** The piece it took the place of. */
  readonly was?: string
}
export interface AttemptDiff {
  readonly items: readonly ItemDiff[]
  readonly responses: readonly { readonly promptId: string; readonly change: ItemChange }[]
  readonly criteria: { readonly banked: readonly string[]; readonly open: readonly string[] }
}

type Work = Pick<AttemptManifest, 'responses' | 'evidence'>
type Piece = AttemptManifest['evidence'][number]

/** What the learner sees between two attempts: pieces and answers by their bytes, criteria by what is read again. */
export function attemptDiff(before: Work, after: Work, scope: Pick<ReadingScope, 'banked' | 'open'>): AttemptDiff {
  const places = new Set([...after.evidence, ...before.evidence].map(({ requirementId }) => requirementId))
  return {
    items: [...places].sort().flatMap((place) => placeDiff(at(place, before), at(place, after))),
    responses: responseDiff(before, after),
    criteria: {
      banked: scope.banked.map(({ criterionId }) => criterionId),
      open: scope.open.map(({ criterionId }) => criterionId),
    },
  }
}

function placeDiff(before: readonly Piece[], after: readonly Piece[]): ItemDiff[] {
  const gone = [...before]
  const kept: ItemDiff[] = []
  const fresh: Piece[] = []
  for (const piece of after) {
    const same = gone.findIndex(({ sha256 }) => sha256 === piece.sha256)
    if (same < 0) fresh.push(piece)
    else kept.push({ ...place(piece), change: 'kept', was: gone.splice(same, 1)[0]?.id ?? piece.id })
  }
  const changed = fresh.map((piece): ItemDiff => {
    const was = gone.shift()
    return was ? { ...place(piece), change: 'replaced', was: was.id } : { ...place(piece), change: 'added' }
  })
  return [...kept, ...changed, ...gone.map((piece): ItemDiff => ({ ...place(piece), change: 'removed' }))]
}

function responseDiff(before: Work, after: Work): AttemptDiff['responses'] {
  const then = new Map(before.responses.map(({ promptId, sha256 }) => [promptId, sha256]))
  const now = new Map(after.responses.map(({ promptId, sha256 }) => [promptId, sha256]))
  return [...new Set([...now.keys(), ...then.keys()])].map((promptId) => ({
    promptId,
    change: change(then.get(promptId), now.get(promptId)),
  }))
}

function change(then: string | undefined, now: string | undefined): ItemChange {
  if (then === undefined) return 'added'
  if (now === undefined) return 'removed'
  return then === now ? 'kept' : 'replaced'
}

function at(place: string, { evidence }: Work): Piece[] {
  return evidence.filter(({ requirementId }) => requirementId === place)
}

function place({ id, requirementId }: Piece): Pick<ItemDiff, 'requirementId' | 'evidenceId'> {
  return { requirementId, evidenceId: id }
}
