import { t } from '../text.ts'
import { FieldFrame, type FieldWords } from './field-frame.tsx'
import { describedBy, fieldId } from './field-id.ts'
import { Island } from './island.tsx'

/** A value to take along: selectable as it is, with a copy button where scripts run. */
export function CopyField({ value, ...words }: FieldWords & { value: string }) {
  const id = fieldId(words.name, words.scope)
  return (
    <FieldFrame {...words} id={id}>
      <div class="field-line copy-line">
        <input class="field-input" id={id} value={value} readOnly aria-describedby={describedBy(id, words)} />
        <Island name="copy-button" props={{ from: id, copy: t('ui.copy'), copied: t('ui.copied') }} fallback={null} />
      </div>
    </FieldFrame>
  )
}
