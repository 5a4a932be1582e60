import { currentLocale, t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import type { Step } from '../rules/steps.ts'
import type { StackView } from '../views.ts'
import { gateWords } from './gate-words.ts'
import { MemberList } from './member-list.tsx'

/** The steps of a pathway one after the other, each with what opens its gate. */
export function StepList({ stack }: { stack: StackView }) {
  const { steps, words, members } = stack
  const numberOf = new Map(steps.map(({ id }, at) => [id, at + 1]))
  return (
    <>
      {steps.map((step, at) => (
        <Section
          key={step.id}
          id={step.id}
          title={`${at + 1}. ${words.groups[step.id] ?? step.id}`}
          note={<StepNote step={step} stack={stack} before={step.after.map((id) => numberOf.get(id) ?? 0)} />}
        >
          <MemberList members={members.filter(({ group }) => group === step.id)} />
          <NotShown count={step.size - members.filter(({ group }) => group === step.id).length} />
        </Section>
      ))}
    </>
  )
}

/** What another organization keeps to its members since this was published. */
function NotShown({ count }: { count: number }) {
  return count > 0 ? <p class="small muted">{t('pathway.step.notShown', { count })}</p> : null
}

function StepNote({ step, stack: { begun }, before }: { step: Step; stack: StackView; before: readonly number[] }) {
  const { min, size, state } = step
  const steps = new Intl.ListFormat(currentLocale()).format(before.map(String))
  return (
    <>
      <span>{size > min ? t('pathway.group', { min }) : t('pathway.group.all', { min })}</span>{' '}
      {before.length > 0 && <span>{t('pathway.step.after', { count: before.length, steps })}</span>}
      {begun && (
        <>
          <br />
          {state === 'met' && <StatusMark kind="met">{t('pathway.step.met')}</StatusMark>}
          {state === 'next' && <StatusMark kind="info">{t('pathway.step.next')}</StatusMark>}{' '}
          {state !== 'met' && <span class="numbers">{gateWords(step, begun)}</span>}
        </>
      )}
    </>
  )
}
