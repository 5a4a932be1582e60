import type { FormState } from '../../../platform/route.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { DraftContent, SectionId } from '../rules/draft.ts'
import { differing } from '../rules/draft-form.ts'
import type { DraftView } from '../views/drafts.ts'
import { DraftConflict } from './draft-conflict.tsx'
import { sectionAddress } from './draft-outline.tsx'

interface RefusedSaveProps {
  view: DraftView
  section: SectionId
  form: FormState
  /** The draft with what was typed. */
  mine: DraftContent
}

/** A text typed on an older one is laid beside it; any other refusal is a sentence. */
export function RefusedSave({ view, section, form, mine }: RefusedSaveProps) {
  if (form.problem === null) return null
  const stale = Number(form.typed.revision) < (view.sections[section] ?? 1)
  if (!stale) return <Notice tone="danger">{form.problem}</Notice>
  return (
    <DraftConflict
      differing={differing(mine, view.content, section)}
      by={view.updatedBy}
      theirs={sectionAddress(view.id, section)}
    />
  )
}
