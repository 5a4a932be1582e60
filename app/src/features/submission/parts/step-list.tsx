import { t } from '../../../text.ts'
import { Checklist, type ChecklistItem } from '../../../ui/checklist.tsx'
import type { Step } from '../views/steps.ts'
import { coded, stepTitle } from './labels.ts'

/** The parts of the work as a list to go down; each leads to its place. */
export function StepList({ steps, ready }: { steps: readonly Step[]; ready: { href: string; blocks: number } }) {
  const last: ChecklistItem = {
    id: 'ready',
    state: 'todo',
    label: t('submission.step.ready'),
    href: ready.href,
    note: t('submission.step.ready.note', { count: ready.blocks }),
  }
  return <Checklist items={[...steps.map(itemOf), last]} label={t('submission.work.parts')} />
}

const DONE = 'done'
const SHOWN = { todo: 'todo', optional: 'todo', problem: 'problem', back: 'back', kept: DONE, done: DONE } as const

function itemOf(step: Step): ChecklistItem {
  return {
    id: step.id,
    state: SHOWN[step.state],
    label: step.title === null ? stepTitle(step) : coded({ id: step.id, words: step.title }),
    href: step.href,
    note: noteOf(step),
  }
}

function noteOf({ kind, state, have, need, back }: Step): string {
  if (state === 'back') return t('submission.step.back', { criteria: back.join('; ') })
  if (state === 'kept') return t('submission.step.kept')
  if (state === 'problem') return t('submission.step.problem')
  if (state === 'optional') return t('submission.step.optional', { have, need })
  return kind === 'write' ? t('submission.step.answers', { have, need }) : t('submission.step.pieces', { have, need })
}
