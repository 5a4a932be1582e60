import type { FormState } from '../../../platform/route.ts'
import type { SectionId } from '../rules/draft.ts'
import type { DraftView } from '../views/drafts.ts'
import { DraftFindings } from './draft-findings.tsx'
import { BurdenMeter, PassPreview } from './draft-meters.tsx'
import { PreviewLink } from './preview-link.tsx'

/** Beside the part being written: what to mend, how much is asked, how the rule falls out. */
export function DraftPanel({
  view,
  section,
  form,
}: {
  view: Pick<DraftView, 'id' | 'findings' | 'content' | 'mayWrite' | 'zone'>
  section: SectionId
  /** What was typed, where something was refused. */
  form?: FormState
}) {
  return (
    <>
      <DraftFindings view={view} section={section} form={form} />
      <BurdenMeter content={view.content} />
      <PassPreview content={view.content} />
      <PreviewLink id={view.id} />
    </>
  )
}
