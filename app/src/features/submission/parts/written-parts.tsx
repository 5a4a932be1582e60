import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { PromptDesk, WritingDesk } from '../views/write.ts'
import { stepTitle } from './labels.ts'
import { PromptField } from './prompt-field.tsx'

/** Plan and reflection, question by question. */
export function WrittenParts({ desk, form }: { desk: WritingDesk; form: FormState }) {
  return (
    <>
      <Part id="part1" prompts={desk.part1} desk={desk} form={form} />
      <Part id="part3" prompts={desk.part3} desk={desk} form={form} />
    </>
  )
}

/** What the micro-credential says about writing with AI tools, where it says anything. */
export function AiNote({ desk: { ai } }: { desk: Pick<WritingDesk, 'ai'> }) {
  if (ai.kind === 'open') return null
  return (
    <Notice>
      <p>{t(`submission.write.ai.${ai.kind}`)}</p>
    </Notice>
  )
}

interface PartProps {
  id: 'part1' | 'part3'
  prompts: readonly PromptDesk[]
  desk: WritingDesk
  form: FormState
}

function Part({ id, prompts, desk, form }: PartProps) {
  return (
    <Section id={id} title={stepTitle({ id, title: null })} note={t(`submission.write.${id}.note`)}>
      {prompts.map((prompt) => (
        <PromptField key={prompt.id} prompt={prompt} desk={desk} form={form} />
      ))}
    </Section>
  )
}
