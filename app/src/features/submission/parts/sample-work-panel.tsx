import type { Ctx } from '../../../platform/ctx.ts'
import { untouched } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { type SampleOf, type SampleWork, sampleWork } from '../views/sample-work.ts'
import { RequirementParts, Wanted } from './requirement-parts.tsx'
import { AiNote, WrittenParts } from './written-parts.tsx'

/** On the preview of a draft: a part of the work, as an educator finds it who has just begun. */
export async function load(ctx: Ctx<never>, subject: SampleOf): Promise<{ work: SampleWork } | null> {
  const work = sampleWork(ctx, subject)
  return work && { work }
}

export function Part({ work }: { work: SampleWork }) {
  return 'writing' in work ? <Writing desk={work.writing} /> : <Requirement desk={work.requirement} />
}

function Writing({ desk }: { desk: Extract<SampleWork, { writing: unknown }>['writing'] }) {
  return (
    <div class="work-page">
      <PageHead title={t('submission.write.title')} above={desk.title} lead={t('submission.write.lead')} />
      <AiNote desk={desk} />
      <Form>
        <WrittenParts desk={desk} form={untouched} />
        <Actions>
          <Button kind="primary">{t('submission.write.save')}</Button>
        </Actions>
      </Form>
    </div>
  )
}

function Requirement({ desk }: { desk: Extract<SampleWork, { requirement: unknown }>['requirement'] }) {
  const { requirement, language, title } = desk
  return (
    <div class="work-page">
      <PageHead
        title={requirement.title}
        above={title}
        lead={<p lang={language}>{requirement.instructions}</p>}
        facts={<Wanted requirement={requirement} />}
      />
      <RequirementParts desk={desk} form={untouched} />
    </div>
  )
}
