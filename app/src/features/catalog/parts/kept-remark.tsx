import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { SectionId } from '../rules/draft.ts'
import { REASON_LEAST, REASON_MOST } from '../rules/kept-findings.ts'
import type { ShownFinding } from '../views/shown-finding.ts'

const FORM = 'keep-finding'

/** The form that the fields of the panel belong to; it stands apart, because the panel is made anew with every save. */
export function KeepForm({ draftId, section }: { draftId: string; section: SectionId }) {
  return (
    <Form id={FORM} action={`/author/m/${draftId}/findings`} hidden={{ section }} label={t('catalog.keep')}>
      {null}
    </Form>
  )
}

/** "Keep anyway, because …" beside a remark. */
export function KeepAnyway({ finding: { key }, form }: { finding: ShownFinding; form: FormState | undefined }) {
  const name = `reasons.${key}`
  const typed = form?.typed[name]
  const error = form?.fields[name]
  return (
    <Disclosure summary={t('catalog.keep')} open={error !== undefined}>
      <div class="stack gap-8">
        <TextArea
          name={name}
          form={FORM}
          label={t('catalog.keep.reason')}
          hint={t('catalog.draft.length', { least: REASON_LEAST, most: REASON_MOST })}
          rows={3}
          maxLength={REASON_MOST}
          value={typeof typed === 'string' ? typed : ''}
          error={error}
        />
        <Button form={FORM} name="keep" value={key}>
          {t('catalog.keep.button')}
        </Button>
      </div>
    </Disclosure>
  )
}

/** Why a remark stands, and who said so; an author lets it be judged again. */
export function KeptReason({ finding, zone, mayWrite }: { finding: ShownFinding; zone: string; mayWrite: boolean }) {
  if (!finding.kept) return null
  const { reason, name, at } = finding.kept
  return (
    <>
      <blockquote class="draft-reason">{reason}</blockquote>
      <p class="small muted">
        {t('catalog.keep.by', { name, date: dateText(at, { locale: currentLocale(), zone, style: 'short' }) })}
      </p>
      {mayWrite && (
        <Button kind="quiet" form={FORM} name="release" value={finding.key}>
          {t('catalog.keep.release')}
        </Button>
      )}
    </>
  )
}

/** A reason whose remark has changed meanwhile is shown, not lost. */
export function LostReason({ form, findings }: { form: FormState; findings: readonly ShownFinding[] }) {
  const key = form.typed.keep
  if (typeof key !== 'string' || findings.some((each) => each.key === key)) return null
  const typed = form.typed[`reasons.${key}`]
  return typed ? (
    <Notice title={t('catalog.keep.lost')}>
      <blockquote class="draft-reason">{typed}</blockquote>
    </Notice>
  ) : null
}
